/** What feeds a number of the network: which places, how strongly, for the lines of the network view. */
import { byChannel, sumOf, type Explanation } from '../../core/explain';
import { inputWindow, windowOf, type Window } from '../../core/receptiveField';
import type { NetworkData } from '../networkData';
import type { Unit } from './hover.svelte';

export interface Feed {
  layer: string;
  channel: number;
  window: Window;
  /** What it adds to the sum. */
  amount: number;
}

export interface Origin extends Explanation {
  /** The largest first, one for each map or value involved. */
  feeds: Feed[];
}

/** More lines than this are just fog. */
const SHOWN_FEEDS = 24;

/** How the value of a unit came to be; null for a pixel of the picture, or where nothing is drawn. */
export function originOf(data: NetworkData, unit: Unit): Origin | null {
  const found = data.explain(unit.layer, unit);
  if (!found) return null;
  const { layer, terms } = found;
  const isConvolution = layer.op === 'conv2d';
  const whole = inputWindow(layer, windowOf(unit), data.shape(layer.input)!);
  // A convolution looks at the same window of every map; any other feed is one place.
  const sources = isConvolution
    ? byChannel(terms).map((group) => ({ from: group[0].from, amount: sumOf(group) }))
    : terms;
  const strongest = sources
    .filter(({ amount }) => amount !== 0)
    .sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount))
    .slice(0, SHOWN_FEEDS);
  const feeds = strongest.map(({ from, amount }) => ({
    layer: data.shown(layer.input),
    channel: from.channel,
    window: isConvolution ? whole : windowOf(from),
    amount,
  }));
  return { ...found, feeds };
}
