/** The page's side of a worker: who waits for which answer. One worker can hold several networks. */
import type { Request, Response } from './messages';

/** What comes ahead of an answer. */
export type Part = Extract<Response, { kind: 'progress' | 'logits' | 'part' }>;

type Ask = Extract<Request, { id: number }>;
/** Without its number, which is given here. */
type Unnumbered<One> = One extends unknown ? Omit<One, 'id'> : never;
/** How what is asked for is answered. */
interface Answered {
  load: 'ready';
  run: 'results';
  study: 'finding';
}
type Answer<Kind extends keyof Answered> = Extract<Response, { kind: Answered[Kind] }>;

interface Waiting {
  resolve: (answer: never) => void;
  reject: (error: Error) => void;
  onPart?: (part: Part) => void;
}

export class WorkerHost {
  readonly #worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  constructor() {
    this.#worker.onmessage = ({ data }: MessageEvent<Response>) => this.#receive(data);
    this.#worker.onerror = ({ message }) => {
      const error = new Error(message || 'The worker did not start.');
      for (const { reject } of this.#waiting.values()) reject(error);
      this.#waiting.clear();
    };
  }

  /** Asks for something that is answered once; the number is what a cancellation names. */
  ask<Kind extends keyof Answered>(
    request: Unnumbered<Ask> & { kind: Kind },
    transfer: Transferable[] = [],
    onPart?: (part: Part) => void,
  ): { id: number; answer: Promise<Answer<Kind>> } {
    const id = ++this.#lastId;
    const answer = new Promise<Answer<Kind>>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, onPart });
    });
    this.#worker.postMessage({ ...request, id }, transfer);
    return { id, answer };
  }

  /** Says what nobody answers. */
  tell(request: Exclude<Request, { id: number; kind: keyof Answered }>): void {
    this.#worker.postMessage(request);
  }

  /** Drops an answer that nobody wants any more. */
  cancel(id: number, reason: unknown): void {
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    this.#waiting.delete(id);
    this.tell({ kind: 'cancel', id });
    waiting.reject(reason as Error);
  }

  dispose(): void {
    this.#worker.terminate();
  }

  #receive(data: Response): void {
    const waiting = this.#waiting.get(data.id ?? -1);
    if (!waiting) return;
    if (data.kind === 'progress' || data.kind === 'logits' || data.kind === 'part') {
      waiting.onPart?.(data);
      return;
    }
    this.#waiting.delete(data.id!);
    if (data.kind === 'failed') waiting.reject(new Error(data.message));
    else waiting.resolve(data as never);
  }
}
