/** The stations of chapter 01's path, in the order in which the deck walks it. The map is drawn from these. */
import type { Chapter } from '../../kit/chapter/chapters';

export interface Station {
  id: string;
  /** The station that the deck comes from; null for the first. */
  parent: string | null;
  /** A later station that this branch meets too, besides the way that the deck takes. */
  joins?: string;
  /** The chapter that it leads on to. */
  chapter?: Chapter;
}

export const STATIONS = [
  { id: 'deep-learning', parent: null },
  { id: 'neural-networks', parent: 'deep-learning' },
  { id: 'voice', parent: 'neural-networks', joins: 'cnns' },
  { id: 'game', parent: 'neural-networks', joins: 'cnns' },
  { id: 'vision', parent: 'neural-networks', joins: 'cnns' },
  { id: 'generative', parent: 'neural-networks' },
  { id: 'gans', parent: 'generative' },
  { id: 'cnns', parent: 'gans', chapter: '02' },
] as const satisfies readonly Station[];
export type StationId = (typeof STATIONS)[number]['id'];

const ORDER: readonly Station[] = STATIONS;

export const indexOf = (id: StationId): number => ORDER.findIndex((station) => station.id === id);

export const stationOf = (id: StationId): Station => ORDER[indexOf(id)];

/** The station that many steps on along the deck's way; the first or the last where the way ends. */
export function along(id: StationId, steps: number): StationId {
  const index = Math.min(STATIONS.length - 1, Math.max(0, indexOf(id) + steps));
  return STATIONS[index].id;
}

/** From the first station to this one, as the deck came. */
export function wayTo(id: StationId): StationId[] {
  const { parent } = stationOf(id);
  return parent === null ? [id] : [...wayTo(parent as StationId), id];
}

/** Back to the fork where both ways part, and on from there: every station that is passed, both ends included. */
export function walkBetween(from: StationId, to: StationId): StationId[] {
  const [one, other] = [wayTo(from), wayTo(to)];
  const parts = one.findIndex((id, i) => id !== other[i]);
  const fork = (parts < 0 ? one.length : parts) - 1;
  return [...one.slice(fork).reverse(), ...other.slice(fork + 1)];
}

/** The station that a text means: the one of that name, or else the one whose name begins like it; null where none does. */
export function nearestStation(text: string): { id: StationId; isExact: boolean } | null {
  const asked = text.toLowerCase();
  const exact = STATIONS.find(({ id }) => id === asked);
  if (exact) return { id: exact.id, isExact: true };
  const like = asked && STATIONS.find(({ id }) => id.startsWith(asked) || asked.startsWith(id));
  return like ? { id: like.id, isExact: false } : null;
}
