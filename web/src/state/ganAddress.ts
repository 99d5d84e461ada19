/**
 * The address's text of the GAN laboratory: the section that is read, then what each section keeps, in any order:
 * "noise noise.7-s42 judge.…". Each section owns its own text, which holds no space.
 */
export const GAN_SECTIONS = ['noise', 'judge', 'duel'] as const;
export type GanSection = (typeof GAN_SECTIONS)[number];

/** Null where nothing differs from how a section opens. */
export type GanTexts = Readonly<Record<GanSection, string | null>>;

export interface GanAddress {
  /** Null at the laboratory's beginning. */
  section: GanSection | null;
  texts: GanTexts;
}

const BETWEEN = ' ';

/** Null where nothing differs from how the laboratory opens. */
export function encodeGan({ section, texts }: GanAddress): string | null {
  const kept = GAN_SECTIONS.flatMap((name) => (texts[name] ? [`${name}.${texts[name]}`] : []));
  return [...(section ? [section] : []), ...kept].join(BETWEEN) || null;
}

/** Whatever can't be read is left at its default. */
export function decodeGan(text: string | null): GanAddress {
  const parts = (text ?? '').split(BETWEEN);
  const textOf = (name: GanSection) =>
    parts.find((part) => part.startsWith(`${name}.`))?.slice(name.length + 1) || null;
  return {
    section: GAN_SECTIONS.find((name) => parts.includes(name)) ?? null,
    texts: { noise: textOf('noise'), judge: textOf('judge'), duel: textOf('duel') },
  };
}
