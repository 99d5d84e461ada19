/** Chapter 01's GAN laboratory: its sections, each with a text of its own in the address. */
import { decodeGan, encodeGan, GAN_SECTIONS, type GanSection } from './ganAddress';
import { Duel } from './duel.svelte';
import { Gan } from './gan.svelte';
import { Judge } from './judge.svelte';
import { NoiseLab } from './noise.svelte';
import type { PageState } from './page.svelte';
import { Reading } from './reading.svelte';
import { SentDigits } from './sentDigits.svelte';

/** What a section keeps in the address. */
interface WithText {
  readonly text: string | null;
  go(text: string | null): void;
}

export class GanLab extends Reading<GanSection> {
  readonly gan: Gan;
  readonly noise: NoiseLab;
  readonly sent: SentDigits;
  readonly judge: Judge;
  readonly duel: Duel;

  constructor(page: PageState) {
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
    const { noise, judge, duel } = this.#sections;
    const texts = { noise: noise.text, judge: judge.text, duel: duel.text };
    return encodeGan({ section: this.section, texts });
  }

  /** Whatever can't be read is left at its default. */
  go(text: string | null): void {
    const { section, texts } = decodeGan(text);
    this.goTo(section);
    for (const name of GAN_SECTIONS)
      if (texts[name] !== this.#sections[name].text) this.#sections[name].go(texts[name]);
  }
}
