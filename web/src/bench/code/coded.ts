/** What a program is written for: one value, or all percentages. */
import type { LayerGeometry } from '../../core/receptiveField';
import type { Position, Tensor } from '../../core/tensor';

/** One value of a layer, with everything it is computed from. */
export interface CodedUnit {
  layer: LayerGeometry;
  at: Position;
  /** What the layer reads: all of it. */
  input: Tensor;
  /** For layers that have them: all of it, not only this unit's. */
  weight?: Tensor;
  bias?: Tensor;
  /** Whether the value shown is the one after a ReLU. */
  followedByRelu: boolean;
  /** Decimals of the value shown. */
  digits: number;
}

/** All percentages. */
export interface CodedSoftmax {
  logits: Tensor;
  temperature: number;
  labels: readonly string[];
  /** Decimals of the percentages shown. */
  digits: number;
}

/** All percentages of a discriminator, see realness.ts. */
export interface CodedRealness {
  scores: Tensor;
  scale: number;
  offsets: readonly number[];
  labels: readonly string[];
  /** Decimals of the percentages shown. */
  digits: number;
}

export type Coded = CodedUnit | CodedSoftmax | CodedRealness;
