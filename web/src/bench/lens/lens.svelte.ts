/** The lens: closed, open on a layer, on one number, or on a panel about the whole answer. */
import type { Position } from '../../core/tensor';
import type { AddressPart } from '../../kit/addressPart';
import { closes, opens } from '../../kit/steps';
import type { Unit } from '../network/hover.svelte';
import {
  decodeLens,
  encodeLens,
  nearest,
  type LensView,
  type Panel,
  type Problem,
  type ShapeOf,
} from './lensAddress';

export class Lens implements AddressPart {
  readonly letter = 'l';
  #view = $state.raw<LensView | null>(null);
  /** The numbers opened on the way to this one, first to last. */
  #trail = $state.raw<readonly Unit[]>([]);
  #problem = $state<Problem | null>(null);
  /** What the address asks for until the network, and with it the shapes, is known. */
  #asked = $state<string | null>(null);
  #shapeOf: ShapeOf | null = null;

  /** How often somebody opened it, other than by the address or from inside. */
  #openings = $state(0);

  view = $derived(this.#view);
  openings = $derived(this.#openings);
  unit = $derived.by((): Unit | null =>
    this.#view?.kind === 'unit' ? { layer: this.#view.layer, ...this.#view.at } : null,
  );
  /** The layer that is open, or whose number is. */
  layer = $derived(this.#view && this.#view.kind !== 'panel' ? this.#view.layer : null);
  isOpen = $derived(this.#view !== null);
  trail = $derived(this.#trail);
  problem = $derived(this.#problem);
  /** The address's text; null where the lens is closed. */
  text = $derived(this.#view ? encodeLens(this.#view) : this.#asked);

  /** Follows the address; once the shapes are known, to the nearest view that exists. */
  go(text: string | null): void {
    if (text === this.text) return;
    // On the way back the numbers are followed back.
    const at = this.#trail.findLastIndex(
      ({ layer, ...at }) => encodeLens({ kind: 'unit', layer, at }) === text,
    );
    this.#trail = this.#trail.slice(0, Math.max(0, at));
    this.#asked = text;
    this.#follow();
  }

  /** Called once the network is known. */
  setShapes(shapeOf: ShapeOf): void {
    this.#shapeOf = shapeOf;
    if (this.#asked !== null) this.#follow();
  }

  open(unit: Unit): void {
    this.#open(this.#viewOf(unit));
  }

  openLayer(layer: string): void {
    this.#open({ kind: 'layer', layer });
  }

  openPanel(panel: Panel): void {
    this.#open({ kind: 'panel', panel });
  }

  /** Opens a number that the open one is made of, and remembers the way back. */
  follow(unit: Unit): void {
    const from = this.unit;
    const trail = from ? [...this.#trail, from] : [];
    opens(() => this.#show(this.#viewOf(unit), trail));
  }

  /** Back to a number of the trail. */
  back(index = this.#trail.length - 1): void {
    const unit = this.#trail[index];
    if (!unit) return;
    const trail = this.#trail.slice(0, index);
    closes(() => this.#show(this.#viewOf(unit), trail));
  }

  /** Another place of the same layer, as a sliding kernel reaches it. */
  move(at: Position): void {
    if (this.#view?.kind !== 'unit') return;
    this.#show(this.#viewOf({ layer: this.#view.layer, ...at }), this.#trail);
  }

  /** One level up: from a number to its layer, from there to the network. */
  up(): void {
    const layer = this.#view?.kind === 'unit' ? this.#view.layer : null;
    if (layer) closes(() => this.#show({ kind: 'layer', layer }));
    else this.close();
  }

  close(): void {
    closes(() => this.#show(null));
  }

  #open(view: LensView): void {
    opens(() => this.#show(view));
    this.#openings++;
  }

  #show(view: LensView | null, trail: readonly Unit[] = []): void {
    this.#view = view;
    this.#trail = trail;
    this.#asked = this.#problem = null;
  }

  #viewOf({ layer, channel, row, column }: Unit): LensView {
    const at = { channel, row, column };
    const shape = this.#shapeOf?.(layer);
    return { kind: 'unit', layer, at: shape ? nearest(shape, at) : at };
  }

  #follow(): void {
    if (!this.#shapeOf) return;
    const { view, problem } = this.#asked
      ? decodeLens(this.#asked, this.#shapeOf)
      : { view: null, problem: null };
    this.#asked = null;
    this.#view = view;
    this.#problem = problem;
  }
}
