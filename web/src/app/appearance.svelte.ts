/** The page's theme: the visitor's choice, or else the system's; under a contrast theme always the system's. */
import type { AddressPart } from '../kit/addressPart';
import type { Theme } from '../kit/theme';

export const THEME_CHOICES = ['auto', 'light', 'dark'] as const;
export type ThemeChoice = (typeof THEME_CHOICES)[number];

/** A wish of the system. */
type Wish = Pick<MediaQueryList, 'matches' | 'addEventListener'>;
export type AskSystem = (query: string) => Wish;

export class Appearance implements AddressPart {
  readonly letter = 'theme';
  choice = $state<ThemeChoice>('auto');
  #isNight = $state(false);
  /** A contrast theme paints paper and text; canvases would keep to the choice, and be black on black. */
  #isForced = $state(false);

  theme = $derived.by((): Theme => {
    if (this.choice !== 'auto' && !this.#isForced) return this.choice;
    return this.#isNight ? 'dark' : 'light';
  });
  text = $derived.by(() => (this.choice === 'auto' ? null : this.choice));

  constructor(ask: AskSystem = (query) => matchMedia(query)) {
    const night = ask('(prefers-color-scheme: dark)');
    const forced = ask('(forced-colors: active)');
    const look = () => {
      this.#isNight = night.matches;
      this.#isForced = forced.matches;
    };
    look();
    for (const wish of [night, forced]) wish.addEventListener('change', look);
  }

  go(text: string | null): void {
    this.choice = THEME_CHOICES.find((choice) => choice === text) ?? 'auto';
  }
}
