/** Words before a total: ≈ where what is listed, as shown, does not quite come to it, see core/roundToSum.ts. */
export const aboutWords = (words: string, addsUp: boolean): string =>
  addsUp ? words : `${words} ≈`;
