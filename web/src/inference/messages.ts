/** What page and worker say to each other. */
import type { Patch } from '../core/surgery';
import type { Tensor } from '../core/tensor';
import type { Manifest } from './manifest';
import type { Results } from './session';

export type Request =
  | { kind: 'load'; base: string }
  | { kind: 'run'; id: number; image: Float32Array }
  /** Other numbers for parts of the weights, from the next run on. */
  | { kind: 'patch'; patches: Patch[] };

export type Response =
  | { kind: 'progress'; loaded: number; total: number }
  | { kind: 'ready'; manifest: Manifest; weights: Map<string, Tensor> }
  | { kind: 'results'; id: number; results: Results; ms: number }
  | { kind: 'failed'; id: number | null; message: string };
