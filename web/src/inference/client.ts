/** The page's side of the worker: one promise to load, one promise a run. */
import type { Patch } from '../core/surgery';
import type { Tensor } from '../core/tensor';
import type { Manifest } from './manifest';
import type { Request, Response } from './messages';
import type { Results } from './session';
import type { Findings, Parts, Study } from './studies';

export type { Manifest, Results };
export type { Layer } from './manifest';

export interface Run {
  tensors: Results;
  /** Time in the worker. */
  ms: number;
}

interface Waiting {
  resolve: (answer: never) => void;
  reject: (error: Error) => void;
  onPart?: (part: never) => void;
}

export class InferenceClient {
  readonly manifest: Manifest;
  /** As trained; surgery changes the worker's own copy. */
  readonly weights: ReadonlyMap<string, Tensor>;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  private constructor(worker: Worker, manifest: Manifest, weights: Map<string, Tensor>) {
    this.#worker = worker;
    this.manifest = manifest;
    this.weights = weights;
    worker.onmessage = ({ data }: MessageEvent<Response>) => this.#receive(data);
  }

  /** @param base address of the folder that holds manifest.json and the files that it names */
  static load(
    base: string,
    onProgress: (loaded: number, total: number) => void = () => {},
  ): Promise<InferenceClient> {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    return new Promise((resolve, reject) => {
      worker.onerror = (event) => reject(new Error(event.message || 'The worker did not start.'));
      worker.onmessage = ({ data }: MessageEvent<Response>) => {
        if (data.kind === 'progress') onProgress(data.loaded, data.total);
        else if (data.kind === 'ready')
          resolve(new InferenceClient(worker, data.manifest, data.weights));
        else if (data.kind === 'failed') {
          worker.terminate();
          reject(new Error(data.message));
        }
      };
      worker.postMessage({ kind: 'load', base } satisfies Request);
    });
  }

  /**
   * The layers' numbers for one picture of 28×28 in 0–1. The picture's buffer is handed over.
   *
   * @param outputs names of the layers that are fetched: all, if left out
   * @param onLogits called with the last layer's numbers, ahead of the others
   */
  run(
    image: Float32Array,
    outputs?: string[],
    onLogits?: (logits: Float32Array) => void,
  ): Promise<Run> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, onPart: onLogits });
      this.#worker.postMessage({ kind: 'run', id, image, outputs } satisfies Request, [
        image.buffer,
      ]);
    });
  }

  /** Runs from now on have these numbers in their weights. */
  patch(patches: Patch[]): void {
    this.#worker.postMessage({ kind: 'patch', patches } satisfies Request);
  }

  /**
   * Many pictures, gradients or a search, in pieces that let every drawing's run pass. Rejects with the signal's reason
   * where it is given up.
   */
  study<Kind extends Study['kind']>(
    study: Study & { kind: Kind },
    signal: AbortSignal,
    onPart?: (part: Parts[Kind]) => void,
  ): Promise<Findings[Kind]> {
    if (signal.aborted) return Promise.reject(signal.reason);
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, onPart });
      signal.addEventListener('abort', () => {
        if (!this.#waiting.delete(id)) return;
        this.#worker.postMessage({ kind: 'cancel', id } satisfies Request);
        reject(signal.reason);
      });
      this.#worker.postMessage({ kind: 'study', id, study } satisfies Request);
    });
  }

  dispose(): void {
    this.#worker.terminate();
  }

  #receive(data: Response): void {
    if (data.kind === 'progress' || data.kind === 'ready') return;
    const waiting = this.#waiting.get(data.id ?? -1);
    if (!waiting) return;
    if (data.kind === 'part' || data.kind === 'logits') {
      waiting.onPart?.((data.kind === 'part' ? data.part : data.logits) as never);
      return;
    }
    this.#waiting.delete(data.id!);
    if (data.kind === 'results') waiting.resolve({ tensors: data.results, ms: data.ms } as never);
    else if (data.kind === 'finding') waiting.resolve(data.finding as never);
    else waiting.reject(new Error(data.message));
  }
}
