/** Puts the moments of recorded runs together beside the page: one takes some 20 ms, which a frame does not have. */
import { readMovingWeights, weightsOfMoment, type MovingWeights } from './movingWeights';
import type { Tensor } from '../core/tensor';

export type MovingRequest =
  /** `content` is a run's file, unpacked; `start` the weights that every run begins with. */
  | { kind: 'open'; id: number; content: ArrayBuffer; start: ReadonlyMap<string, Tensor> }
  /** `run` is the number of the request that opened it. */
  | { kind: 'moment'; id: number; run: number; moment: number };

export type MovingResponse =
  | { kind: 'opened'; id: number; count: number }
  | { kind: 'weights'; id: number; weights: Map<string, Tensor> }
  | { kind: 'failed'; id: number; message: string };

const runs = new Map<number, MovingWeights>();
const answer = (response: MovingResponse, transfer: Transferable[] = []) =>
  self.postMessage(response, { transfer });

self.onmessage = ({ data }: MessageEvent<MovingRequest>) => {
  const { id } = data;
  try {
    if (data.kind === 'open') {
      const moving = readMovingWeights(data.content, data.start);
      runs.set(id, moving);
      answer({ kind: 'opened', id, count: moving.count });
      return;
    }
    // A view into a larger array would take all of it along.
    const weights = new Map(
      Array.from(weightsOfMoment(runs.get(data.run)!, data.moment), ([name, { data, shape }]) => [
        name,
        { data: data.byteLength < data.buffer.byteLength ? data.slice() : data, shape },
      ]),
    );
    const buffers = Array.from(weights.values(), ({ data }) => data.buffer as ArrayBuffer);
    answer({ kind: 'weights', id, weights }, buffers);
  } catch (error) {
    answer({ kind: 'failed', id, message: error instanceof Error ? error.message : String(error) });
  }
};
