/** Settings of a run about to start: the texts in the fields, and whether all of them can be asked for. */
import type { Limits, RunSettings, SettingName } from './trainingSettings';

/** Shares stand in their field as percentages. */
const HUNDRED = 100;

export interface WrongSetting {
  name: SettingName;
  text: string;
}

export class NewRun {
  readonly limits: Limits;
  #values = $state.raw<RunSettings>()!;
  /** What stands in a field and can't be read. */
  #wrong = $state.raw<Readonly<Partial<Record<SettingName, string>>>>({});

  values = $derived(this.#values);
  /** The first field that can't be read; null where all can. */
  wrong = $derived.by((): WrongSetting | null => {
    const [found] = Object.entries(this.#wrong);
    return found ? { name: found[0] as SettingName, text: found[1] } : null;
  });

  constructor(limits: Limits) {
    this.limits = limits;
    this.#values = limits.usual;
  }

  /** From and to, as they stand in the field. */
  bounds(name: SettingName): [least: number, most: number] {
    const { least, most, isShare } = this.limits.of[name];
    const factor = isShare ? HUNDRED : 1;
    return [factor * least, factor * most];
  }

  isWrong(name: SettingName): boolean {
    return this.#wrong[name] !== undefined;
  }

  /** What stands in a number's field, with a point as the decimal mark. */
  text(name: SettingName): string {
    const value = this.#values[name];
    if (this.#wrong[name] !== undefined) return this.#wrong[name];
    if (typeof value !== 'number') return '';
    return String(this.limits.of[name].isShare ? Number((HUNDRED * value).toPrecision(6)) : value);
  }

  /** Takes all settings of another run. */
  take(settings: RunSettings): void {
    this.#values = settings;
    this.#wrong = {};
  }

  choose<Name extends SettingName>(name: Name, value: RunSettings[Name]): void {
    this.#values = { ...this.#values, [name]: value };
  }

  /** What is typed; what can't be read stays in the field, and the last value that could is kept. */
  type(name: SettingName, text: string): void {
    const wrong = { ...this.#wrong };
    delete wrong[name];
    const value = this.#read(name, text);
    this.#wrong = value === undefined ? { ...wrong, [name]: text } : wrong;
    if (value !== undefined) this.#values = { ...this.#values, [name]: value };
  }

  /** Undefined for what can't be asked for. */
  #read(name: SettingName, text: string): number | null | undefined {
    const written = text.trim().replace(',', '.');
    const { isAboveLeast, isOptional, isShare, isWhole } = this.limits.of[name];
    if (written === '') return isOptional ? null : undefined;
    const value = Number(written);
    const [least, most] = this.bounds(name);
    if (!Number.isFinite(value) || value < least || value > most) return undefined;
    if ((isAboveLeast && value === least) || (isWhole && !Number.isInteger(value)))
      return undefined;
    return isShare ? value / HUNDRED : value;
  }
}
