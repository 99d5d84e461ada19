/** What the open number is, in plain words. */
import type { Explanation } from '../../core/explain';
import { i18n } from '../../i18n/index.svelte';
import type { NetworkData } from '../../state/networkData';

export function lensSentence(data: NetworkData, { layer, terms }: Explanation): string {
  const t = i18n.t.lens;
  if (layer.op !== 'conv2d') return '';
  const [, channels, height, width] = data.weight(layer.weight!).shape;
  const size = `${height}×${width}`;
  if (channels === 1) return t.conv(size, i18n.number(terms.length));
  return t.convMany(size, i18n.number(channels), i18n.number(terms.length));
}
