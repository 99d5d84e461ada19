/** What a number of the network is fed by: which places, how strongly, for the lines of the network view. */
import { byChannel, explain, sumOf, type Explanation } from '../../core/explain';
import { inputWindow, windowOf, type Window } from '../../core/receptiveField';
import type { NetworkData } from '../../state/networkData';
import type { Unit } from '../../state/hover.svelte';

export interface Feed {
  layer: string;
  channel: number;
  window: Window;
  /** What it adds to the sum. */
  amount: number;
}

export interface Origin extends Explanation {
  /** The largest first, one for each map or value that takes part. */
  feeds: Feed[];
}

/** More lines than this are a fog. */
const SHOWN_FEEDS = 24;

/** How the value of a unit came to be; null for a pixel of the picture, or where nothing is drawn. */
export function originOf(data: NetworkData, unit: Unit): Origin | null {
  const found = explain(data, unit.layer, unit);
  if (!found) return null;
  const { layer, terms } = found;
  const isConvolution = layer.op === 'conv2d';
  // A convolution looks at the same window of every map; elsewhere a feed is one place.
  const groups = isConvolution ? byChannel(terms) : terms.map((term) => [term]);
  const whole = inputWindow(layer, windowOf(unit), data.shape(layer.input)!);
  const feeds = groups
    .map((group) => ({
      layer: data.shown(layer.input),
      channel: group[0].from.channel,
      window: isConvolution ? whole : windowOf(group[0].from),
      amount: sumOf(group),
    }))
    .filter(({ amount }) => amount !== 0)
    .sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount));
  return { ...found, feeds: feeds.slice(0, SHOWN_FEEDS) };
}
