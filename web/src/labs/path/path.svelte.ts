/** Chapter 01: the station one is at, and what is done there. */
import { Depth } from './depth/depth.svelte';
import { Game } from './game/game.svelte';
import { NeuronLab } from './neuron/neuron.svelte';
import { PatchworkLab } from './patchwork/patchwork.svelte';
import { Voice } from './voice/voice.svelte';
import { opens } from '../../kit/steps';
import { joinParts, splitParts } from '../../kit/chapter/partTexts';
import { along, indexOf, nearestStation, STATIONS, type StationId } from './stations';

const START = STATIONS[0].id;
/** Separates the parts of the address's text; no part contains it. */
const BETWEEN = '_';

export class Path {
  readonly depth = new Depth();
  readonly game = new Game();
  readonly neuron = new NeuronLab();
  readonly patchwork = new PatchworkLab();
  readonly voice = new Voice();
  #station = $state<StationId>(START);
  #unknown = $state<string | null>(null);

  station = $derived(this.#station);
  /** The name in the address that is not a station, until one moves on. */
  unknown = $derived(this.#unknown);
  isFirst = $derived(indexOf(this.#station) === 0);
  isLast = $derived(indexOf(this.#station) === STATIONS.length - 1);

  visit(station: StationId): void {
    opens(() => {
      this.#station = station;
      this.#unknown = null;
    });
  }

  /** That many stations on along the deck's way, or back. */
  walk(steps: number): void {
    this.visit(along(this.#station, steps));
  }

  /** For the address: "game_120", its end left out where it says nothing; null where nothing differs from the beginning. */
  get text(): string | null {
    const station = this.#station === START ? null : this.#station;
    return joinParts([station, ...this.#examples.map(({ text }) => text)], BETWEEN);
  }

  /** Follows the address to the nearest state that exists. */
  go(text: string | null): void {
    const [, ...parts] = splitParts(text, BETWEEN);
    this.reopen(text);
    for (const [i, example] of this.#examples.entries()) example.go(parts[i] ?? null);
  }

  /** Goes to the station that a text names. */
  reopen(text: string | null): void {
    const [station = null] = splitParts(text, BETWEEN);
    const found = nearestStation(station ?? START);
    this.#station = found?.id ?? START;
    this.#unknown = found?.isExact ? null : station;
  }

  get #examples() {
    return [this.game, this.voice, this.neuron, this.depth, this.patchwork];
  }
}
