/** What page and worker say to each other. */
import type { Patch } from '../core/weightSurgery';
import type { Tensor } from '../core/tensor';
import type { Manifest } from './manifest';
import type { Results } from './session';
import type { Findings, Parts, Study } from './studies';

/** `network` is the number of the request that loaded it: a worker can hold several. */
export type Request =
  | { kind: 'load'; id: number; base: string }
  /** `outputs` names the layers that are fetched: all, if left out. */
  | { kind: 'run'; id: number; network: number; image: Float32Array; outputs?: string[] }
  /** Other numbers for parts of the weights, from the next run on. */
  | { kind: 'patch'; network: number; patches: Patch[] }
  | { kind: 'study'; id: number; network: number; study: Study }
  /** Nobody is waiting for this study any more. */
  | { kind: 'cancel'; id: number };

export type Response =
  | { kind: 'progress'; id: number; loaded: number; total: number }
  | { kind: 'ready'; id: number; manifest: Manifest; weights: Map<string, Tensor> }
  /** The last layer's numbers of a run, ahead of its results. */
  | { kind: 'logits'; id: number; logits: Float32Array }
  | { kind: 'results'; id: number; results: Results; ms: number }
  | { kind: 'part'; id: number; part: Parts[keyof Parts] }
  | { kind: 'finding'; id: number; finding: Findings[keyof Findings] }
  | { kind: 'failed'; id: number | null; message: string };
