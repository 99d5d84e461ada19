/** Chapter 01: where on the path one stands. */
import { along, indexOf, nearestStation, STATIONS, type StationId } from './pathStations';

const START = STATIONS[0].id;

export class Path {
  #station = $state<StationId>(START);
  #unknown = $state<string | null>(null);

  station = $derived(this.#station);
  /** What the address named that is no station, until one moves on. */
  unknown = $derived(this.#unknown);
  isFirst = $derived(indexOf(this.#station) === 0);
  isLast = $derived(indexOf(this.#station) === STATIONS.length - 1);

  visit(station: StationId): void {
    this.#station = station;
    this.#unknown = null;
  }

  /** So many stations on along the deck's way, or back. */
  walk(steps: number): void {
    this.visit(along(this.#station, steps));
  }

  /** For the address: "gans"; null at the beginning of the path. */
  get text(): string | null {
    return this.#station === START ? null : this.#station;
  }

  /** Follows the address to the nearest station that exists. */
  go(text: string | null): void {
    const found = nearestStation(text ?? START);
    this.#station = found?.id ?? START;
    this.#unknown = found?.isExact ? null : text;
  }
}
