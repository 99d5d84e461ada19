import { afterEach, expect, it } from 'vitest';
import { i18n } from './i18n.svelte';
import { tiny } from './tiny';

afterEach(() => (i18n.language = 'pt-BR'));

it('says what three decimals can’t with a power of ten', () => {
  i18n.language = 'en';
  expect([1, 0.0123, 0.0006, 0].map((value) => tiny(value))).toEqual([
    '1.000',
    '0.012',
    '0.001',
    '0.000',
  ]);
  expect([0.00041, 4.1e-7, 9.96e-13, -2.5e-30].map((value) => tiny(value))).toEqual([
    '4.1 × 10⁻⁴',
    '4.1 × 10⁻⁷',
    '1.0 × 10⁻¹²',
    '−2.5 × 10⁻³⁰',
  ]);
  // Rounded up so that a sum adds up.
  expect(tiny(0.00041, 0.001)).toBe('0.001');
  i18n.language = 'pt-BR';
  expect(tiny(4.1e-7)).toBe('4,1 × 10⁻⁷');
});
