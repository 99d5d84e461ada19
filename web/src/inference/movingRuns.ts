/** The page's side of the worker that puts recorded runs' moments together. */
import type { Tensor } from '../core/tensor';
import type { MovingRequest, MovingResponse } from './movingWorker';
import { Waiting } from './waiting';

type Unnumbered<One> = One extends unknown ? Omit<One, 'id'> : never;
type Answer<Kind> = Extract<MovingResponse, { kind: Kind }>;

/** Started when it is first needed, and again after it broke. */
let host: { worker: Worker; waiting: Waiting } | null = null;

function started() {
  if (host) return host;
  const worker = new Worker(new URL('./movingWorker.ts', import.meta.url), { type: 'module' });
  const waiting = new Waiting(worker);
  worker.onmessage = ({ data }: MessageEvent<MovingResponse>) => waiting.end(data);
  worker.addEventListener('error', () => (host = null));
  return (host = { worker, waiting });
}

function ask<Kind extends 'opened' | 'weights'>(
  request: Unnumbered<MovingRequest>,
  transfer: Transferable[] = [],
): { id: number; answer: Promise<Answer<Kind>> } {
  const { worker, waiting } = started();
  const asked = waiting.next<Answer<Kind>>();
  worker.postMessage({ ...request, id: asked.id }, transfer);
  return asked;
}

/** A recorded run whose weights can be put together at any of its moments. */
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
