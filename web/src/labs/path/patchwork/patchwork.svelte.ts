/** New pictures from pieces of the examples: how large a piece is, and which were drawn. */

/** Sides of a piece, in pixels: divisors of the picture's 28. The first is the whole picture, the last a pixel. */
export const PIECES = [28, 14, 7, 4, 2, 1] as const;
export type Piece = (typeof PIECES)[number];
const START: Piece = 7;
const MOST_DRAWS = 9999;

export class PatchworkLab {
  piece = $state<Piece>(START);
  #draw = $state(1);

  /** The number of the draw: the same one gives the same pictures. */
  draw = $derived(this.#draw);

  drawAgain(): void {
    this.#draw = (this.#draw % MOST_DRAWS) + 1;
  }

  /** For the address: "14-3"; null where nothing differs from how it opens. */
  get text(): string | null {
    const text = `${this.piece}-${this.#draw}`;
    return text === `${START}-1` ? null : text;
  }

  /** Whatever can't be read is left at its default. */
  go(text: string | null): void {
    const [, piece, draw] = /^(\d{1,2})-(\d{1,4})$/.exec(text ?? '') ?? [];
    this.piece = PIECES.find((side) => side === Number(piece)) ?? START;
    this.#draw = Math.max(1, Number(draw ?? 1));
  }
}
