/** Numbers that are typed, or stepped with the arrow keys. */
import { beforeEach, expect, it, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import { i18n } from '../i18n/i18n.svelte';
import Themed from '../testThemed.svelte';
import KernelEditor from './KernelEditor.svelte';
import NumberField from './NumberField.svelte';
import SettingField from './SettingField.svelte';

beforeEach(() => {
  i18n.language = 'en';
});

const field = () => page.getByRole('spinbutton', { name: 'Bias' });
const shown = () => (field().element() as HTMLInputElement).value;

it('what is typed is taken, and stays as it was typed until the field is left', async () => {
  const onset = vi.fn((value: number) => value);
  render(NumberField, { value: 0.25, label: 'Bias', onset });
  expect(shown()).toBe('0.250');
  await field().fill('1,5');
  expect(onset).toHaveBeenLastCalledWith(1.5);
  expect(shown()).toBe('1,5');
  await userEvent.tab();
  expect(shown()).toBe('0.250');
});

it('what is no number is said: at once, or when half a number is left', async () => {
  const onwrong = vi.fn();
  render(NumberField, { value: 1, label: 'Bias', onset: (value: number) => value, onwrong });
  await field().fill('abc');
  expect(onwrong).toHaveBeenLastCalledWith('abc');
  onwrong.mockClear();
  await field().fill('-');
  expect(onwrong).not.toHaveBeenCalled();
  await userEvent.tab();
  expect(onwrong).toHaveBeenLastCalledWith('-');
});

it('arrow keys step from where the last one led, before the answer is there', async () => {
  const onset = vi.fn((value: number) => value);
  const onpoint = vi.fn();
  render(NumberField, { value: 0, label: 'Bias', onset, onpoint });
  await field().click();
  expect(onpoint).toHaveBeenLastCalledWith(true);
  await userEvent.keyboard('{ArrowUp}{ArrowUp}{Shift>}{ArrowUp}{/Shift}{ArrowDown}');
  const taken = onset.mock.calls.map(([value]) => Math.round(100 * value));
  expect(taken).toEqual([5, 10, 60, 55]);
});

it('a kernel’s cells say where they stand, and their colour follows the number', async () => {
  const onset = vi.fn((_: number, value: number) => value);
  const [onpoint, onwrong] = [vi.fn(), vi.fn()];
  const kernel = { values: [1, 0, -1, 0.5], columns: 2, most: 1 };
  render(Themed, {
    part: KernelEditor,
    ...kernel,
    label: 'Kernel',
    lit: 1,
    onset,
    onpoint,
    onwrong,
  });
  const cell = page.getByRole('spinbutton', { name: 'weight in row 1, column 0' });
  expect((cell.element() as HTMLInputElement).value).toBe('−1.000');
  await cell.fill('0.75');
  expect(onset).toHaveBeenLastCalledWith(2, 0.75);
  expect(onpoint).toHaveBeenCalledWith(2);
  await cell.fill('x');
  expect(onwrong).toHaveBeenLastCalledWith(2, 'x');
  const [first, , third] = [...document.querySelectorAll('input')];
  expect(first.style.background).not.toBe(third.style.background);
  expect(document.querySelectorAll('.cell.lit')).toHaveLength(1);
});

it('a setting is typed or stepped within its limits; what is wrong is marked', async () => {
  const ontype = vi.fn();
  const setting = { label: 'Epochs', least: 1, most: 3, testid: 'epochs', ontype };
  const { rerender } = await render(SettingField, { ...setting, text: '2' });
  const input = page.getByLabelText('Epochs');
  await input.click();
  await userEvent.keyboard('{ArrowUp}{ArrowDown}a');
  expect(ontype.mock.calls.map(([text]) => text)).toEqual(['3', '1', '2a']);
  await rerender({ text: 'many', isWrong: true });
  await expect.element(input).toHaveAttribute('aria-invalid', 'true');
  await userEvent.keyboard('{ArrowUp}');
  expect(ontype).toHaveBeenLastCalledWith('1');
  await rerender({ disabled: true });
  await expect.element(input).toBeDisabled();
});
