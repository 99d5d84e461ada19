/** The page's theme: the visitor's choice, or else the system's. */
import type { AddressPart } from '../kit/addressPart';
import type { Theme } from '../kit/theme';

export const THEME_CHOICES = ['auto', 'light', 'dark'] as const;
export type ThemeChoice = (typeof THEME_CHOICES)[number];

/** Whether the system asks for a dark theme. */
type Night = Pick<MediaQueryList, 'matches' | 'addEventListener'>;

export class Appearance implements AddressPart {
  readonly letter = 'theme';
  choice = $state<ThemeChoice>('auto');
  #isNight = $state(false);

  theme = $derived.by((): Theme =>
    this.choice === 'auto' ? (this.#isNight ? 'dark' : 'light') : this.choice,
  );
  text = $derived.by(() => (this.choice === 'auto' ? null : this.choice));

  constructor(night: Night = matchMedia('(prefers-color-scheme: dark)')) {
    this.#isNight = night.matches;
    night.addEventListener('change', () => (this.#isNight = night.matches));
  }

  go(text: string | null): void {
    this.choice = THEME_CHOICES.find((choice) => choice === text) ?? 'auto';
  }
}
