/** The page's side of the worker that puts recorded runs' moments together. */
import type { Tensor } from '../core/tensor';
import type { MovingRequest, MovingResponse } from './movingWorker';

type Unnumbered<One> = One extends unknown ? Omit<One, 'id'> : never;
type Answer<Kind> = Extract<MovingResponse, { kind: Kind }>;

let worker: Worker | null = null;
let lastId = 0;
const waiting = new Map<
  number,
  { resolve: (answer: never) => void; reject: (error: Error) => void }
>();

function started(): Worker {
  if (worker) return worker;
  worker = new Worker(new URL('./movingWorker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data }: MessageEvent<MovingResponse>) => {
    const asked = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.kind === 'failed') asked?.reject(new Error(data.message));
    else asked?.resolve(data as never);
  };
  worker.onerror = ({ message }) => {
    for (const { reject } of waiting.values())
      reject(new Error(message || 'The worker did not start.'));
    waiting.clear();
    worker = null;
  };
  return worker;
}

function ask<Kind extends 'opened' | 'weights'>(
  request: Unnumbered<MovingRequest>,
  transfer: Transferable[] = [],
): { id: number; answer: Promise<Answer<Kind>> } {
  const id = ++lastId;
  const answer = new Promise<Answer<Kind>>((resolve, reject) =>
    waiting.set(id, { resolve, reject }),
  );
  started().postMessage({ ...request, id }, transfer);
  return { id, answer };
}

/** A recorded run whose weights can be had at any of its moments. */
export interface MovingRun {
  /** Moments. */
  count: number;
  /** All weights of a moment by their names. */
  at: (moment: number) => Promise<ReadonlyMap<string, Tensor>>;
}

/**
 * @param content the run's file, unpacked; it is handed over
 * @param start weights that every run begins with
 * @throws where a part is missing or of another size than the others say
 */
export async function openMovingRun(
  content: ArrayBuffer,
  start: ReadonlyMap<string, Tensor>,
): Promise<MovingRun> {
  const { id: run, answer } = ask<'opened'>({ kind: 'open', content, start }, [content]);
  const { count } = await answer;
  const at = async (moment: number) =>
    (await ask<'weights'>({ kind: 'moment', run, moment }).answer).weights;
  return { count, at };
}
