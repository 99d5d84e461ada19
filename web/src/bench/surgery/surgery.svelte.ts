/** Surgery on the network: the operations, their own undo and redo, and what the address asks for. */
import type { KernelName } from '../../core/kernels';
import {
  fits,
  isOperable,
  LARGEST_WEIGHT,
  type Operation,
  type Trained,
} from '../../core/weightSurgery';
import type { AddressPart } from '../../kit/addressPart';
import { decodeSurgery, encodeSurgery } from './surgeryAddress';

const HISTORY_LIMIT = 500;
/** Decimals of a weight that a person sets: one more than is shown. */
const DECIMALS = 4;

const rounded = (value: number): number =>
  Number(Math.min(LARGEST_WEIGHT, Math.max(-LARGEST_WEIGHT, value)).toFixed(DECIMALS));

/** Whether one operation only overwrites the other. */
function overwrites(next: Operation, last: Operation | undefined): boolean {
  if (last?.layer !== next.layer || last.channel !== next.channel) return false;
  if (last.kind === 'bias') return next.kind === 'bias';
  if (last.kind === 'weight') return next.kind === 'weight' && next.index === last.index;
  return last.kind === 'kernel' && next.kind === 'kernel' && next.from === last.from;
}

export class Surgery implements AddressPart {
  readonly letter = 'w';
  /** Whether the kernel's cells are number fields. */
  isEditing = $state(false);
  #operations = $state.raw<readonly Operation[]>([]);
  #past = $state.raw<readonly (readonly Operation[])[]>([]);
  #future = $state.raw<readonly (readonly Operation[])[]>([]);
  /** Operations of the address that this network does not have. */
  #leftOut = $state(0);
  /** What the address asks for before the network is known. */
  #asked = $state<string | null>(null);
  #trained: Trained | null = null;
  #listeners: (() => void)[] = [];

  operations = $derived(this.#operations);
  count = $derived(this.#operations.length);
  canUndo = $derived(this.#past.length > 0);
  canRedo = $derived(this.#future.length > 0);
  leftOut = $derived(this.#leftOut);
  /** Whether there is anything to show: once it is as trained again, there is not. */
  isShown = $derived(this.count > 0 || this.#leftOut > 0);
  /** The address's text; null where the network is as trained. */
  text = $derived(this.#asked ?? (encodeSurgery(this.#operations) || null));
  /** Calls back synchronously after every change. */
  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Follows the address. */
  go(text: string | null): void {
    if (text === this.text) return;
    this.#asked = text;
    this.#follow();
  }

  /** Called once the network is known. */
  setTrained(trained: Trained): void {
    this.#trained = trained;
    if (this.#asked !== null) this.#follow();
  }

  /** The channels of a layer with operations. */
  channels(layer: string): readonly number[] {
    const own = this.#operations.filter((operation) => operation.layer === layer);
    return own
      .map(({ channel }) => channel)
      .filter((channel, i, all) => all.indexOf(channel) === i);
  }

  isOperable(layer: string): boolean {
    return this.#trained !== null && isOperable(this.#trained, layer);
  }

  isSilenced(layer: string, channel: number): boolean {
    return this.#operations.some(
      (operation) =>
        operation.kind === 'silence' && operation.layer === layer && operation.channel === channel,
    );
  }

  /** Silences a map or a unit, or undoes that. */
  toggleSilence(layer: string, channel: number): void {
    if (!this.isSilenced(layer, channel)) this.#add({ kind: 'silence', layer, channel });
    else
      this.#become(
        this.#operations.filter(
          (operation) =>
            operation.kind !== 'silence' ||
            operation.layer !== layer ||
            operation.channel !== channel,
        ),
      );
  }

  /**
   * Returns the number that was taken: rounded and clamped to what weights may be.
   *
   * @param index among all weights of the channel: input map, row, column
   */
  setWeight(layer: string, channel: number, index: number, value: number): number {
    const taken = rounded(value);
    this.#add({ kind: 'weight', layer, channel, index, value: taken });
    return taken;
  }

  setBias(layer: string, channel: number, value: number): number {
    const taken = rounded(value);
    this.#add({ kind: 'bias', layer, channel, value: taken });
    return taken;
  }

  /** @param from the input map whose kernel is replaced */
  replaceKernel(layer: string, channel: number, from: number, name: KernelName): void {
    this.#add({ kind: 'kernel', layer, channel, from, name });
  }

  /** Restores one map or unit as trained. */
  restore(layer: string, channel: number): void {
    this.#become(
      this.#operations.filter(
        (operation) => operation.layer !== layer || operation.channel !== channel,
      ),
    );
  }

  /** Restores the whole network as trained; undo brings the operations back. */
  restoreAll(): void {
    this.#become([]);
  }

  undo(): void {
    const before = this.#past.at(-1);
    if (!before) return;
    this.#past = this.#past.slice(0, -1);
    this.#future = [...this.#future, this.#operations];
    this.#show(before);
  }

  redo(): void {
    const after = this.#future.at(-1);
    if (!after) return;
    this.#future = this.#future.slice(0, -1);
    this.#past = [...this.#past, this.#operations];
    this.#show(after);
  }

  #add(operation: Operation): void {
    if (!this.#trained || !fits(this.#trained, operation)) return;
    // Setting one number repeatedly, as with the arrow keys, is one operation and one step back.
    if (overwrites(operation, this.#operations.at(-1))) {
      this.#future = [];
      this.#show([...this.#operations.slice(0, -1), operation]);
    } else this.#become([...this.#operations, operation]);
  }

  #become(operations: readonly Operation[]): void {
    if (operations.length === 0 && this.#operations.length === 0) return;
    this.#past = [...this.#past, this.#operations].slice(-HISTORY_LIMIT);
    this.#future = [];
    this.#show(operations);
  }

  #show(operations: readonly Operation[]): void {
    this.#operations = operations;
    this.#leftOut = 0;
    for (const listener of this.#listeners) listener();
  }

  #follow(): void {
    if (!this.#trained) return;
    const { operations, unread } = decodeSurgery(this.#asked ?? '');
    const fitting = operations.filter((operation) => fits(this.#trained!, operation));
    this.#asked = null;
    this.#become(fitting);
    this.#leftOut = unread + operations.length - fitting.length;
  }
}
