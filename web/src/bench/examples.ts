/** Pictures to start with; for the shipped network ten handwritten digits of MNIST, one of each. */
import type { Manifest } from '../inference/client';
import { fromBase64 } from '../core/base64';
import { fetched } from '../kit/fetched';
import { keepOffline } from '../kit/keepOffline';

export interface Example {
  label: number;
  /** 28×28 grey levels. */
  pixels: Uint8Array;
}

/**
 * Those that the network's manifest names.
 *
 * @param base folder of the network's files
 */
export async function examplesOf({ files, model }: Manifest, base: string): Promise<Example[]> {
  if (!files.examples) throw new Error(`The network ${model.name} comes without examples.`);
  return loadExamples(new URL(files.examples.path, base));
}

/** @param url address of a file of examples */
export async function loadExamples(url: string | URL): Promise<Example[]> {
  const response = await fetched(url);
  keepOffline([url]);
  const { images } = (await response.json()) as { images: { label: number; pixels: string }[] };
  return images.map(({ label, pixels }) => ({ label, pixels: fromBase64(pixels) }));
}
