/** The chapters, as the deck counts them. */
export const CHAPTERS = ['01', '02', '03', '04'] as const;
export type Chapter = (typeof CHAPTERS)[number];
export const FRONT_DOOR = '04' satisfies Chapter;
