/** Chapter 01's GAN laboratory: its sections, each with a text of its own in the address. */
import { Duel } from './duel/duel.svelte';
import { Gan } from './gan.svelte';
import { Judge } from './judge/judge.svelte';
import { NoiseLab } from './noise/noise.svelte';
import type { Host } from '../../bench';
import { Reading } from '../../kit/chapter/reading.svelte';
import type { WithText } from '../../kit/addressPart';
import { decodeSections, encodeSections, follow, textsOf } from '../../kit/chapter/sections';
import { SentDigits } from './noise/sentDigits.svelte';

export const GAN_SECTIONS = ['noise', 'judge', 'duel'] as const;
export type GanSection = (typeof GAN_SECTIONS)[number];

export class GanLab extends Reading<GanSection> {
  readonly gan: Gan;
  readonly noise: NoiseLab;
  readonly sent: SentDigits;
  readonly judge: Judge;
  readonly duel: Duel;

  constructor(page: Host) {
    super();
    this.gan = new Gan(page.labModels);
    this.noise = new NoiseLab(this.gan);
    this.sent = new SentDigits(this.gan, page);
    this.judge = new Judge(page, this.gan);
    this.duel = new Duel(page.modelBase);
  }

  get #sections(): Record<GanSection, WithText> {
    return { noise: this.noise, judge: this.judge, duel: this.duel };
  }

  get text(): string | null {
    return encodeSections(GAN_SECTIONS, { section: this.section, texts: textsOf(this.#sections) });
  }

  /** Whatever can't be read is left at its default. */
  go(text: string | null): void {
    const { section, texts } = decodeSections(GAN_SECTIONS, text);
    this.goTo(section);
    follow(this.#sections, texts);
  }
}
