/**
 * For tests only: a worker in the same process. It runs the worker's own code behind a real MessageChannel: what is posted
 * is cloned or handed over as between threads, and `self` in that code is the worker's.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { inject } from 'vitest';

/** What a worker's code finds in `self`. */
class Scope extends EventTarget {
  onmessage: ((event: MessageEvent) => void) | null = null;
  readonly location = { href: inject('site') };
  readonly #port: MessagePort;

  constructor(port: MessagePort) {
    super();
    this.#port = port;
  }

  postMessage(message: unknown, { transfer = [] }: StructuredSerializeOptions = {}): void {
    this.#port.postMessage(message, transfer);
  }

  /** Delivers what arrives from now on, and what has already arrived. */
  listen(): void {
    this.#port.onmessage = ({ data }) =>
      scopes.run(this, () => {
        const event = new MessageEvent('message', { data });
        this.onmessage?.(event);
        this.dispatchEvent(event);
      });
  }
}

const scopes = new AsyncLocalStorage<Scope>();
const started: Record<string, number> = {};

export class TestWorker extends EventTarget {
  onmessage: ((event: MessageEvent) => void) | null = null;
  readonly #port: MessagePort;

  constructor(script: URL) {
    super();
    const { port1, port2 } = new MessageChannel();
    const scope = new Scope(port2);
    this.#port = port1;
    port1.onmessage = (event) => this.onmessage?.(event);
    // Each worker has its own state: under another address, a script is another module.
    const copy = (started[script.href] = (started[script.href] ?? 0) + 1);
    const address = copy === 1 ? script.href : `${script.href}?copy=${copy}`;
    scopes
      .run(scope, () => import(/* @vite-ignore */ address))
      .then(
        () => scope.listen(),
        ({ message }: Error) => this.dispatchEvent(Object.assign(new Event('error'), { message })),
      );
  }

  postMessage(message: unknown, transfer: Transferable[] = []): void {
    this.#port.postMessage(message, transfer);
  }

  terminate(): void {
    this.#port.close();
  }
}

/** What `self` is where a worker's code runs. */
export const workerScope = (): unknown => scopes.getStore();
