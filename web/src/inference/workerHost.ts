/** The page's side of a worker: who waits for which answer. One worker can hold several networks. */
import type { Request, Response } from './messages';
import { Waiting } from './waiting';

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

export class WorkerHost {
  readonly #worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  readonly #waiting = new Waiting<Part>(this.#worker);

  constructor() {
    this.#worker.onmessage = ({ data }: MessageEvent<Response>) => {
      if (data.kind === 'progress' || data.kind === 'logits' || data.kind === 'part')
        this.#waiting.tell(data.id, data);
      else this.#waiting.end(data);
    };
  }

  /** Asks for something that is answered once; the number is what a cancellation names. */
  ask<Kind extends keyof Answered>(
    request: Unnumbered<Ask> & { kind: Kind },
    transfer: Transferable[] = [],
    onPart?: (part: Part) => void,
  ): { id: number; answer: Promise<Answer<Kind>> } {
    const { id, answer } = this.#waiting.next<Answer<Kind>>(onPart);
    this.#worker.postMessage({ ...request, id }, transfer);
    return { id, answer };
  }

  /** Says what nobody answers. */
  tell(request: Exclude<Request, { id: number; kind: keyof Answered }>): void {
    this.#worker.postMessage(request);
  }

  /** Drops an answer that nobody wants any more. */
  cancel(id: number, reason: unknown): void {
    if (this.#waiting.giveUp(id, reason)) this.tell({ kind: 'cancel', id });
  }

  dispose(): void {
    this.#worker.terminate();
  }
}
