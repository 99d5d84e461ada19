/** What is said of runs, moments and settings. */
import { i18n } from '../../kit/i18n/i18n.svelte';
import { studioWords } from './words';
import { isServerRun } from './trainedWeights';
import type { RunSettings, SettingName } from './trainingSettings';

export function momentText(step: number): string {
  const t = studioWords();
  return step === 0 ? t.beforeFirst : t.afterSteps(i18n.number(step));
}

/** A record's name is the page's, a run's own is what its folder is called. */
export const runName = (name: string): string =>
  isServerRun(name) ? name : (studioWords().records[name]?.name ?? name);

export function settingText(name: SettingName, value: RunSettings[SettingName]): string {
  const t = studioWords();
  if (value === null) return t.all;
  if (typeof value === 'boolean') return value ? t.on : t.off;
  if (typeof value === 'string') return t.optimizers[value] ?? value;
  if (name === 'label_noise') return i18n.percent(value);
  return i18n.number(value, decimalsOf(value));
}

/** As many as the number is written with. */
const decimalsOf = (value: number) =>
  (/\.(\d+)$/.exec(value.toFixed(6).replace(/0+$/, ''))?.[1] ?? '').length;

/** A length of time, to the second. */
export function duration(seconds: number): string {
  const t = studioWords();
  const whole = Math.max(0, Math.round(seconds));
  const rest = i18n.number(whole % 60);
  return whole < 60 ? t.seconds(rest) : t.minutes(i18n.number(Math.floor(whole / 60)), rest);
}
