/** Who waits for which answer of a worker. Every question carries a number, and so does everything that comes back. */
interface Asker<Part> {
  resolve: (answer: never) => void;
  reject: (error: Error) => void;
  onPart?: (part: Part) => void;
}

/** What ends a wait: an answer of whatever kind, or a sentence on what went wrong. */
type End = { kind: 'failed'; id: number | null; message: string } | { kind: string; id: number };

export class Waiting<Part = never> {
  readonly #askers = new Map<number, Asker<Part>>();
  #lastId = 0;

  /** @param worker when it ends, so does every wait */
  constructor(worker: Worker) {
    worker.addEventListener('error', ({ message }) => {
      const error = new Error(message || 'The worker did not start.');
      for (const { reject } of this.#askers.values()) reject(error);
      this.#askers.clear();
    });
  }

  /** Waits for one more answer; the question must carry the number. */
  next<Answer>(onPart?: (part: Part) => void): { id: number; answer: Promise<Answer> } {
    const id = ++this.#lastId;
    const answer = new Promise<Answer>((resolve, reject) => {
      this.#askers.set(id, { resolve, reject, onPart });
    });
    return { id, answer };
  }

  /** Hands on what comes ahead of an answer. */
  tell(id: number, part: Part): void {
    this.#askers.get(id)?.onPart?.(part);
  }

  /** Hands on an answer, or what went wrong. */
  end(data: End): void {
    const asker = this.#take(data.id ?? -1);
    if ('message' in data) asker?.reject(new Error(data.message));
    else asker?.resolve(data as never);
  }

  /** Gives a wait up; false where nobody waits any more. */
  giveUp(id: number, reason: unknown): boolean {
    const asker = this.#take(id);
    asker?.reject(reason as Error);
    return asker !== undefined;
  }

  #take(id: number): Asker<Part> | undefined {
    const asker = this.#askers.get(id);
    this.#askers.delete(id);
    return asker;
  }
}
