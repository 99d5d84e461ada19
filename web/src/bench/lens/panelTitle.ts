/** A panel's name: what is compared are drawings where the network reads digits, else pictures. */
import type { NetworkData } from '../networkData';
import { benchWords } from '../words';
import type { Panel } from './lensAddress';

export function panelTitle(panel: Panel, data: Pick<NetworkData, 'isOfDigits'> | null): string {
  const { why, compare, comparePictures } = benchWords().lens;
  if (panel === 'why') return why;
  return data && !data.isOfDigits ? comparePictures : compare;
}
