/** manifest.json: the one thing that training, Python and the page share. Every name and number comes from it. */
import type { LabelLevel } from '../core/labelTree';
import type { Preprocessing } from '../core/normalize';
import type { Realness } from '../core/realness';
import type { LayerGeometry, Operation } from '../core/receptiveField';
import type { Refusal } from '../core/refusal';

export type { Operation, Realness };

export interface Layer extends LayerGeometry {
  /** Names of tensors in the weights file, where the layer has weights. */
  weight?: string;
  bias?: string;
  meaning?: string;
}

export interface ModelFile {
  path: string;
  sha256: string;
  bytes: number;
}

export interface Metrics {
  images: number;
  accuracy: number;
  mean_confidence: number;
  expected_calibration_error: number;
}

export interface Manifest {
  schema_version: number;
  model: {
    name: string;
    version: string;
    title: string;
    parameters: number;
    weight_precision: string;
  };
  /** Laboratory networks come without a form for Python, and their examples are those of their data set. */
  files: Record<'graph' | 'weights', ModelFile> &
    Partial<Record<'network' | 'examples', ModelFile>>;
  input: {
    name: string;
    dtype: string;
    shape: (string | number)[];
    meaning: string;
    /** Where the network takes each of its pixels from; for networks that were trained on shuffled pixels. */
    permutation?: number[];
  };
  /** For laboratory networks: what they were trained on. */
  dataset?: { key: string; title: string; licence: string };
  layers: Layer[];
  output: string;
  weights: { name: string; shape: number[] }[];
  preprocessing: Preprocessing;
  labels: string[];
  /** For labels in a tree: its levels, from the coarsest to the labels themselves. */
  hierarchy?: LabelLevel[];
  /** For networks that make pictures: the noise that they are given, and what moving along it changes. */
  noise?: { size: number; distribution: string };
  directions?: Direction[];
  /** For networks that tell real from generated: how a score becomes a probability. */
  realness?: Realness;
  temperature: number;
  refusal: Refusal;
  metrics: Record<string, Metrics>;
}

/** A direction in the noise along which the pictures change in a way that has a name. */
export interface Direction {
  key: string;
  /** A vector of length 1, one number for each of the noise's. */
  vector: number[];
  /** Share of what is measured of the pictures that a linear function of the noise explains, on other noise. */
  explained: number;
  /** Standard deviations along the direction at which its effects were measured. */
  positions: number[];
  /** By key, a mean for each position: in standard deviations of what is measured. */
  effects: Record<string, number[]>;
}

export const SCHEMA_VERSION = 1;

/** Checks what would otherwise fail far from here; throws a sentence. */
export function checkManifest(value: unknown): Manifest {
  const manifest = value as Manifest;
  if (manifest?.schema_version !== SCHEMA_VERSION)
    throw new Error(
      `manifest.json has schema_version=${manifest?.schema_version}, this page reads ${SCHEMA_VERSION}; reload it.`,
    );
  return manifest;
}
