/** The way back from a number to the pixels that carried it: the strongest term, again and again. */
import type { Explanation, Term } from '../../core/explain';

/**
 * The term that pushed most in the direction of the sum; null where every term is zero.
 *
 * Terms in the padding stand for no number of the network and are skipped, as is everything a pooling window dropped.
 *
 * @param inputShape of the result that the layer reads, [C, H, W] or [N]
 */
export function strongest(
  { terms, before }: Pick<Explanation, 'terms' | 'before'>,
  inputShape: readonly number[],
): Term | null {
  const direction = before < 0 ? -1 : 1;
  const [, rows = 1, columns = 1] = inputShape;
  let best: Term | null = null;
  for (const term of terms) {
    const { row, column } = term.from;
    if (row < 0 || row >= rows || column < 0 || column >= columns) continue;
    if (direction * term.amount > (best ? direction * best.amount : 0)) best = term;
  }
  return best;
}
