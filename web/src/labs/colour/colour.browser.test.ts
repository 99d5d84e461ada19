/** The colour laboratory's parts: planes on and off, the pixel's numbers in every space, and the laboratory whole. */
import { beforeEach, expect, it } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page } from 'vitest/browser';
import { i18n } from '../../kit/i18n/i18n.svelte';
import ColourLab from './ColourLab.svelte';
import { Colours } from './colours.svelte';
import PixelNumbers from './PixelNumbers.svelte';
import PlaneSwitches from './PlaneSwitches.svelte';

let colours: Colours;
beforeEach(() => {
  i18n.language = 'en';
  colours = new Colours();
  colours.show({
    rgb: Uint8ClampedArray.from([255, 128, 0, 10, 20, 30]),
    width: 2,
    height: 1,
    name: null,
    fullWidth: 2,
    fullHeight: 1,
  });
  colours.pin({ x: 0, y: 0 });
});

it('a plane that is off takes its level out of the pixel', async () => {
  render(PlaneSwitches, { colours, levels: [255, 128, 0] });
  const red = page.getByTestId('switch-R');
  await expect.element(page.getByTestId('made')).toHaveTextContent('255 128 0');
  await expect.element(red).toHaveAttribute('aria-pressed', 'true');
  await red.click();
  await expect.element(red).toHaveAttribute('aria-pressed', 'false');
  await expect.element(page.getByTestId('made')).toHaveTextContent('0 128 0');
});

it('the pixel’s levels stand in every space, with the arithmetic that made them', async () => {
  render(PixelNumbers, { colours, colour: [255, 128, 0] });
  await expect.element(page.getByTestId('level-rgb-G')).toHaveTextContent('128');
  // Pillow keeps a hue of 30.12° as 21 of 255.
  await expect.element(page.getByTestId('level-hsv-H')).toHaveTextContent(/21 .*= 21\.333.*30\.1°/);
  await expect.element(page.getByTestId('level-hsv-S')).toHaveTextContent(/100\.0%/);
  await expect.element(page.getByRole('status')).toHaveTextContent(/R 255, G 128, B 0/);
});

it('pulled apart and put together: another space, its planes, and the file that one gives', async () => {
  render(ColourLab, { colours });
  await page.getByTestId('space-cmyk').click();
  await expect.element(page.getByTestId('switch-K')).toBeVisible();
  expect(colours.isOn).toEqual([true, true, true, true]);
  await page.getByRole('checkbox').first().click();
  expect(colours.isTinted).toBe(false);
});
