/** Which preprocessing steps are on, in the address: "101" for crop, box and centre. */
import { ALL_STEPS, type Steps } from '../../core/normalize';
import type { AddressPart } from '../../kit/addressPart';
import type { Detector } from '../detector.svelte';

const NAMES = ['crop', 'box', 'centre'] as const;

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

const encodeSteps = (steps: Steps): string | null =>
  NAMES.every((name) => steps[name])
    ? null
    : NAMES.map((name) => (steps[name] ? '1' : '0')).join('');

function decodeSteps(text: string | null): Steps {
  if (!text || !/^[01]{3}$/.test(text)) return ALL_STEPS;
  const [crop, box, centre] = Array.from(text, (digit) => digit === '1');
  return { crop, box, centre };
}
