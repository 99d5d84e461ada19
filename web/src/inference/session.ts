/**
 * The network on onnxruntime-web: a graph of a few KB whose weights are inputs, so that other weights are only other
 * numbers. Runs in the page's worker and, for tests, under Node.
 */
import * as ort from 'onnxruntime-web/wasm';
import { applyPatches, type Patch } from '../core/weightSurgery';
import type { Tensor } from '../core/tensor';
import type { Manifest } from './manifest';

export type Results = Record<string, Float32Array>;

/** The engine can't be entered twice, whichever the network: a run waits for the one before. */
let turn: Promise<unknown> = Promise.resolve();

function inTurn<Result>(enter: () => Promise<Result>): Promise<Result> {
  const entered = turn.then(enter);
  turn = entered.catch(() => {});
  return entered;
}

export class NetworkSession {
  readonly #session: ort.InferenceSession;
  readonly #manifest: Manifest;
  readonly #feeds: Record<string, ort.Tensor>;
  readonly #outputs: string[];
  /** As they are now: the numbers that every run is fed with. */
  readonly weights: ReadonlyMap<string, Tensor>;

  private constructor(
    session: ort.InferenceSession,
    manifest: Manifest,
    weights: Map<string, Tensor>,
  ) {
    this.#session = session;
    this.#manifest = manifest;
    this.weights = weights;
    this.#outputs = manifest.layers.map((layer) => layer.name);
    this.#feeds = Object.fromEntries(
      Array.from(weights, ([name, { data, shape }]) => [
        name,
        new ort.Tensor('float32', data, [...shape]),
      ]),
    );
  }

  static async create(
    manifest: Manifest,
    graph: Uint8Array,
    weights: Map<string, Tensor>,
  ): Promise<NetworkSession> {
    // Two threads gave no gain, and threads need headers that static hosts can't always set.
    ort.env.wasm.numThreads = 1;
    const session = await inTurn(() =>
      ort.InferenceSession.create(graph, { executionProviders: ['wasm'] }),
    );
    return new NetworkSession(session, manifest, weights);
  }

  /** Writes into the weights that were handed over: the feeds hold those same numbers. */
  patch(patches: readonly Patch[]): void {
    applyPatches(this.weights, patches);
  }

  /**
   * Numbers for N pictures of 28×28 in 0–1, each with a batch axis in front.
   *
   * @param outputs names of the layers that are fetched: all, if left out
   */
  run(
    pictures: Float32Array,
    count = 1,
    outputs: readonly string[] = this.#outputs,
  ): Promise<Results> {
    return inTurn(() => this.#run(pictures, count, outputs));
  }

  async #run(pictures: Float32Array, count: number, names: readonly string[]): Promise<Results> {
    const { name, shape } = this.#manifest.input;
    const dims = [count, ...shape.slice(1).map(Number)];
    const input = new ort.Tensor('float32', pictures, dims);
    const outputs = await this.#session.run({ ...this.#feeds, [name]: input }, [...names]);
    return Object.fromEntries(
      names.map((output) => [output, outputs[output].data as Float32Array]),
    );
  }
}

/** Where the worker finds onnxruntime's WebAssembly; Node finds it by itself. */
export function useWasm(url: string): void {
  ort.env.wasm.wasmPaths = { wasm: url };
}
