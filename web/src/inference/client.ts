/** A network as the page knows it: its manifest, its weights, one promise a run. */
import type { Patch } from '../core/weightSurgery';
import type { Tensor } from '../core/tensor';
import { WorkerHost } from './workerHost';
import type { Manifest } from './manifest';
import type { Results } from './session';
import type { Findings, Parts, Study } from './studies';

export type { Manifest, Results };
export type { Layer } from './manifest';

export interface Run {
  tensors: Results;
  /** Time in the worker. */
  ms: number;
}

export class InferenceClient {
  readonly manifest: Manifest;
  /** As trained; surgery changes the worker's own copy. */
  readonly weights: ReadonlyMap<string, Tensor>;
  readonly #host: WorkerHost;
  /** The number under which the worker holds this network. */
  readonly #network: number;

  private constructor(
    host: WorkerHost,
    network: number,
    manifest: Manifest,
    weights: Map<string, Tensor>,
  ) {
    this.#host = host;
    this.#network = network;
    this.manifest = manifest;
    this.weights = weights;
  }

  /**
   * @param base address of the folder that holds manifest.json and the files that it names
   * @param host a worker that holds other networks too; one of its own, if left out
   */
  static async load(
    base: string,
    onProgress: (loaded: number, total: number) => void = () => {},
    host?: WorkerHost,
  ): Promise<InferenceClient> {
    const own = host ?? new WorkerHost();
    const { id, answer } = own.ask({ kind: 'load', base }, [], (part) => {
      if (part.kind === 'progress') onProgress(part.loaded, part.total);
    });
    try {
      const { manifest, weights } = await answer;
      return new InferenceClient(own, id, manifest, weights);
    } catch (error) {
      if (!host) own.dispose();
      throw error;
    }
  }

  /**
   * The layers' numbers for one picture of 28×28 in 0–1. The picture's buffer is handed over.
   *
   * @param outputs names of the layers that are fetched: all, if left out
   * @param onLogits called with the last layer's numbers, ahead of the others
   */
  async run(
    image: Float32Array,
    outputs?: string[],
    onLogits?: (logits: Float32Array) => void,
  ): Promise<Run> {
    const network = this.#network;
    const { answer } = this.#host.ask(
      { kind: 'run', network, image, outputs },
      [image.buffer],
      (part) => {
        if (part.kind === 'logits') onLogits?.(part.logits);
      },
    );
    const { results, ms } = await answer;
    return { tensors: results, ms };
  }

  /** Runs from now on have these numbers in their weights. */
  patch(patches: Patch[]): void {
    this.#host.tell({ kind: 'patch', network: this.#network, patches });
  }

  /**
   * Many pictures, gradients or a search, in pieces that let every drawing's run pass. Rejects with the signal's reason
   * where it is given up.
   */
  async study<Kind extends Study['kind']>(
    study: Study & { kind: Kind },
    signal?: AbortSignal,
    onPart?: (part: Parts[Kind]) => void,
  ): Promise<Findings[Kind]> {
    signal?.throwIfAborted();
    const network = this.#network;
    const { id, answer } = this.#host.ask({ kind: 'study', network, study }, [], (part) => {
      if (part.kind === 'part') onPart?.(part.part as Parts[Kind]);
    });
    signal?.addEventListener('abort', () => this.#host.cancel(id, signal.reason));
    return (await answer).finding as Findings[Kind];
  }
}
