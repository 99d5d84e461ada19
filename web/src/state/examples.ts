/** Ten handwritten digits of MNIST, one of each, to start with. */
import { fromBase64 } from './base64';

export interface Example {
  label: number;
  /** 28×28 grey levels. */
  pixels: Uint8Array;
}

/** @param url address of examples.json, as the manifest names it */
export async function loadExamples(url: string | URL): Promise<Example[]> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}; reload the page.`);
  const { images } = (await response.json()) as { images: { label: number; pixels: string }[] };
  return images.map(({ label, pixels }) => ({ label, pixels: fromBase64(pixels) }));
}
