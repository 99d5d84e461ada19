/** Chapter 04's studio: its sections, each with a text of its own in the address. */
import type { WithText } from '../../kit/addressPart';
import { opens } from '../../kit/steps';
import { decodeSections, encodeSections, follow, textsOf } from '../../kit/chapter/sections';
import { SlowStep, type SlowStepPage } from '../../labs/slow-step/slowStep.svelte';
import { TrainingCode } from '../../labs/training-code/trainingCode.svelte';
import { TrainingRuns } from '../../labs/studio/trainingRuns.svelte';

export const STUDIO_SECTIONS = ['runs', 'step', 'code'] as const;
export type StudioSection = (typeof STUDIO_SECTIONS)[number];

export class Studio {
  #section = $state<StudioSection>(STUDIO_SECTIONS[0]);
  readonly runs: TrainingRuns;
  readonly step: SlowStep;
  readonly code = new TrainingCode();

  section = $derived(this.#section);

  constructor(page: SlowStepPage) {
    this.runs = new TrainingRuns(page.modelBase);
    this.step = new SlowStep(page);
  }

  get #sections(): Record<StudioSection, WithText> {
    return { runs: this.runs, step: this.step, code: this.code };
  }

  /** Always names its section: no text means that the studio is closed. */
  get text(): string | null {
    return encodeSections(STUDIO_SECTIONS, {
      section: this.#section,
      texts: textsOf(this.#sections),
    });
  }

  /** Whatever can't be read is left at its default. */
  go(text: string | null): void {
    // While closed, it stays as it is.
    if (text === null) return;
    const { section, texts } = decodeSections(STUDIO_SECTIONS, text);
    this.#section = section ?? STUDIO_SECTIONS[0];
    follow(this.#sections, texts);
  }

  /** The section, and what is open in it. */
  reopen(text: string | null): void {
    const { section, texts } = decodeSections(STUDIO_SECTIONS, text);
    this.#section = section ?? STUDIO_SECTIONS[0];
    this.code.reopen(texts.code);
  }

  open(section: StudioSection): void {
    opens(() => (this.#section = section));
  }
}
