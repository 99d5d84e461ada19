/** The laboratories' networks: each is fetched when it is first asked for, and kept. */
import type { InferenceClient } from '../inference/client';
import { modelFiles, openModel } from '../inference/openModel';
import { keepOffline } from '../kit/keepOffline';
import { messageOf } from '../kit/messageOf';

export class LabModel {
  readonly name: string;
  readonly #base: string;
  #client = $state.raw<InferenceClient | null>(null);
  #failure = $state<string | null>(null);
  #download = $state.raw({ loaded: 0, total: 0 });
  #opening: Promise<void> | null = null;

  /** Null until it can run. */
  client = $derived(this.#client);
  /** Why it did not load; opening it again tries again. */
  failure = $derived(this.#failure);
  /** Bytes of its largest file. */
  download = $derived(this.#download);

  constructor(base: string, name: string) {
    this.#base = base;
    this.name = name;
  }

  /** Fetches it once. A failure is in `failure`. */
  open(): Promise<void> {
    return (this.#opening ??= this.#open());
  }

  async #open(): Promise<void> {
    this.#failure = null;
    try {
      this.#client = await openModel(this.#base, this.name, (loaded, total) => {
        if (total >= this.#download.total) this.#download = { loaded, total };
      });
      keepOffline(modelFiles(this.#base, this.name, this.#client.manifest));
    } catch (error) {
      this.#failure = messageOf(error);
      this.#opening = null;
    }
  }
}

export class LabModels {
  readonly #base: string;
  readonly #models: Record<string, LabModel> = {};

  /** @param base address of the folder of the shipped network's files */
  constructor(base: string) {
    this.#base = base;
  }

  /** The network of that name; fetched when somebody opens it. */
  named(name: string): LabModel {
    return (this.#models[name] ??= new LabModel(this.#base, name));
  }
}
