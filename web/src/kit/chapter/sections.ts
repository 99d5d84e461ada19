import type { WithText } from '../addressPart';

/**
 * An address text for a page of several sections: the section being read, then what each section keeps, in any order:
 * "noise noise.7-s42 judge.…". Each section owns its own text, which holds no space.
 */
export type SectionTexts<Section extends string> = Readonly<Record<Section, string | null>>;

export interface SectionsAddress<Section extends string> {
  /** Null at the page's beginning. */
  section: Section | null;
  /** Null where nothing differs from how a section opens. */
  texts: SectionTexts<Section>;
}

const BETWEEN = ' ';

/** Null where nothing differs from how the page opens. */
export function encodeSections<Section extends string>(
  names: readonly Section[],
  { section, texts }: SectionsAddress<Section>,
): string | null {
  const kept = names.flatMap((name) => (texts[name] ? [`${name}.${texts[name]}`] : []));
  return [...(section ? [section] : []), ...kept].join(BETWEEN) || null;
}

/** Whatever can't be read is left at its default. */
export function decodeSections<Section extends string>(
  names: readonly Section[],
  text: string | null,
): SectionsAddress<Section> {
  const parts = (text ?? '').split(BETWEEN);
  const textOf = (name: Section) =>
    parts.find((part) => part.startsWith(`${name}.`))?.slice(name.length + 1) || null;
  return {
    section: names.find((name) => parts.includes(name)) ?? null,
    texts: Object.fromEntries(names.map((name) => [name, textOf(name)])) as Record<
      Section,
      string | null
    >,
  };
}

/** What every section keeps now. */
export const textsOf = <Section extends string>(
  sections: Record<Section, WithText>,
): SectionTexts<Section> =>
  Object.fromEntries(
    Object.entries<WithText>(sections).map(([name, { text }]) => [name, text]),
  ) as Record<Section, string | null>;

/** Each section that keeps something else goes there. */
export function follow<Section extends string>(
  sections: Record<Section, WithText>,
  texts: SectionTexts<Section>,
): void {
  for (const [name, section] of Object.entries<WithText>(sections))
    if (texts[name as Section] !== section.text) section.go(texts[name as Section]);
}
