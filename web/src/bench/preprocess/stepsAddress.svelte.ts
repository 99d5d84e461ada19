/**
 * Which preprocessing steps are on, in the address: "101" for crop, box and centre; three more digits for sheet, lines and
 * strays where one of those, which only pictures go through, is off.
 */
import { ALL_STEPS, type Steps } from '../../core/normalize';
import type { AddressPart } from '../../kit/addressPart';
import type { Detector } from '../detector.svelte';

const NAMES = ['crop', 'box', 'centre'] as const;
const OF_PICTURES = ['sheet', 'lines', 'strays'] as const;

export class StepsAddress implements AddressPart {
  readonly letter = 's';
  #detector = $state.raw<Pick<Detector, 'steps' | 'setSteps'> | null>(null);
  /** What the address asks for before the network is known. */
  #asked = $state.raw(ALL_STEPS);

  text = $derived.by(() => encodeSteps(this.#detector?.steps ?? this.#asked));

  go(text: string | null): void {
    this.#asked = decodeSteps(text);
    this.#detector?.setSteps(this.#asked);
  }

  /** Called once the network is known. */
  setDetector(detector: Pick<Detector, 'steps' | 'setSteps'>): void {
    detector.setSteps(this.#asked);
    this.#detector = detector;
  }
}

const digitsOf = (steps: Steps, names: readonly (keyof Steps)[]): string =>
  names.map((name) => (steps[name] ? '1' : '0')).join('');

function encodeSteps(steps: Steps): string | null {
  if (OF_PICTURES.some((name) => !steps[name])) return digitsOf(steps, [...NAMES, ...OF_PICTURES]);
  return NAMES.every((name) => steps[name]) ? null : digitsOf(steps, NAMES);
}

function decodeSteps(text: string | null): Steps {
  if (!text || !/^[01]{3}(?:[01]{3})?$/.test(text)) return ALL_STEPS;
  const names = [...NAMES, ...OF_PICTURES].slice(0, text.length);
  return { ...ALL_STEPS, ...Object.fromEntries(names.map((name, i) => [name, text[i] === '1'])) };
}
