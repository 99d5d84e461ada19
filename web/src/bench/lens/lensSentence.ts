/** What the open number is, in plain words. */
import type { Explanation, LayerSpec } from '../../core/explain';
import { i18n } from '../../kit/i18n/i18n.svelte';
import type { NetworkData } from '../networkData';
import { benchWords } from '../words';

export function lensSentence(data: NetworkData, { layer, terms }: Explanation): string {
  if (layer.op !== 'conv2d') return otherSentence(data, layer, terms.length);
  const t = benchWords().lens;
  const [, channels, height, width] = data.weight(layer.weight!).shape;
  const size = `${height}×${width}`;
  if (channels === 1) return t.conv(size, i18n.number(terms.length));
  return t.convMany(size, i18n.number(channels), i18n.number(terms.length));
}

function otherSentence(data: NetworkData, layer: LayerSpec, count: number): string {
  const t = benchWords().lensLayers;
  if (layer.op === 'max_pool2d') return t.pool(`${layer.kernel_size}×${layer.kernel_size}`);
  if (layer.op === 'linear') return t.linear(i18n.number(count));
  const [channels, rows = 1, columns = 1] = data.shape(layer.input)!;
  return t.flatten(
    ...([channels, rows, columns].map(String) as [string, string, string]),
    i18n.number(layer.shape[0]),
  );
}
