/** The theme, beside what the system wishes. */
import { expect, it } from 'vitest';
import { Appearance, THEME_CHOICES } from './appearance.svelte';

/** A system of these wishes, which can change them. */
function system(wishes: { night: boolean; forced: boolean }) {
  const changes = new EventTarget();
  const ask = (query: string) => ({
    get matches() {
      return query.includes('forced') ? wishes.forced : wishes.night;
    },
    addEventListener: changes.addEventListener.bind(changes),
  });
  return { ask, change: () => changes.dispatchEvent(new Event('change')) };
}

it('is what was chosen, or what the system has', () => {
  const wishes = { night: true, forced: false };
  const { ask, change } = system(wishes);
  const appearance = new Appearance(ask);
  expect(appearance.theme).toBe('dark');
  appearance.choice = 'light';
  expect(appearance.theme).toBe('light');
  appearance.choice = 'auto';
  wishes.night = false;
  change();
  expect(appearance.theme).toBe('light');
});

it('is the contrast theme’s, dark or light, whatever was chosen', () => {
  for (const night of [true, false])
    for (const choice of THEME_CHOICES) {
      const wishes = { night, forced: true };
      const { ask, change } = system(wishes);
      const appearance = new Appearance(ask);
      appearance.choice = choice;
      expect([choice, appearance.theme]).toEqual([choice, night ? 'dark' : 'light']);
      wishes.forced = false;
      change();
      if (choice !== 'auto') expect(appearance.theme).toBe(choice);
    }
});
