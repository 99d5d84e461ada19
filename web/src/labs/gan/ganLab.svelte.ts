/** Chapter 01's GAN laboratory: its sections, each with a text of its own in the address. */
import { Duel } from './duel/duel.svelte';
import { Gan } from './gan.svelte';
import { Judge } from './judge/judge.svelte';
import { NoiseLab } from './noise/noise.svelte';
import type { FetchedNetwork, Host } from '../../bench';
import { Reading } from '../../kit/chapter/reading.svelte';
import type { WithText } from '../../kit/addressPart';
import { decodeSections, encodeSections, follow, textsOf } from '../../kit/chapter/sections';
import { SentDigits } from './noise/sentDigits.svelte';

export const GAN_SECTIONS = ['noise', 'judge', 'duel'] as const;
export type GanSection = (typeof GAN_SECTIONS)[number];

/** The page's own network, its drawing, and the laboratories' networks. */
type GanHost = Pick<
  Host,
  'detector' | 'drawing' | 'failure' | 'labModels' | 'load' | 'modelBase' | 'surgery'
>;

/** The page's own network, where one of a laboratory's is expected. */
export const detectorOf = (page: Pick<Host, 'detector' | 'failure' | 'load'>): FetchedNetwork => ({
  open: () => page.load(),
  get client() {
    return page.detector?.client ?? null;
  },
  get failure() {
    return page.failure;
  },
});

export class GanLab extends Reading<GanSection> {
  readonly gan: Gan;
  readonly noise: NoiseLab;
  readonly sent: SentDigits;
  readonly judge: Judge;
  readonly duel: Duel;

  constructor(page: GanHost) {
    super();
    const { labModels, drawing, modelBase } = page;
    const detector = detectorOf(page);
    this.gan = new Gan(labModels);
    this.noise = new NoiseLab(this.gan);
    this.sent = new SentDigits(this.gan, detector, page.surgery);
    this.judge = new Judge(this.gan, detector, labModels.named('gan/discriminator'), {
      drawing,
      modelBase,
    });
    this.duel = new Duel(modelBase);
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

  /** The section, and what is open in it. */
  reopen(text: string | null): void {
    const { section, texts } = decodeSections(GAN_SECTIONS, text);
    this.goTo(section);
    this.judge.reopen(texts.judge);
  }
}
