/** What `make manual-features` measured, of the classifiers and of the network, on the same pictures. */
import json from '../../../../artifacts/lab/manual-features/evaluation.json';

interface Measures {
  images: number;
  accuracy: number;
  mistakes: number;
}

/** A reader's measures; the pen digits' where the command was given some. */
export interface Measured {
  parameters: number;
  test: Measures;
  pen?: Measures;
}

export interface ManualRecord {
  /** SHA-256 of the classifiers' weights. */
  weights_sha256: string;
  classifiers: Record<string, Measured>;
  network: Measured & { weights_sha256: string };
  pen?: { digits: number; writers: number; widths: number[] };
}

export const manualRecord: ManualRecord = json;
