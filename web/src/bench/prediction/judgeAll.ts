/** The network's answers to several pictures, in one go. */
import { inkOf } from '../../core/greys';
import type { InferenceClient, Manifest } from '../../inference/client';
import { judge, type Prediction } from './readAnswer';

/** @param manifest what the weights that run are judged by */
export async function judgeAll(
  client: Pick<InferenceClient, 'study'>,
  pictures: readonly Uint8Array[],
  manifest: Manifest,
): Promise<Prediction[]> {
  const { output } = manifest;
  const size = pictures[0].length;
  const inputs = new Float32Array(pictures.length * size);
  pictures.forEach((pixels, i) => inputs.set(inkOf(pixels), i * size));
  const results = await client.study({
    kind: 'batch',
    pictures: inputs,
    count: pictures.length,
    outputs: [output],
  });
  const rows = results[output];
  const labels = rows.length / pictures.length;
  return pictures.map((_, i) => judge(rows.slice(i * labels, (i + 1) * labels), manifest));
}
