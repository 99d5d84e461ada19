/** What a drawing could be instead, where the network is not sure of it. */

/** The most probable digit is in doubt below this. */
const SURE = 0.8;
/** The next one is worth a word from this on. */
const WORTH = 0.1;

/** The second most probable digit, if it could well be that; null where the first is sure, or there are not two. */
export function otherDigit(probabilities: readonly number[]): number | null {
  const order = probabilities.map((_, digit) => digit);
  order.sort((a, b) => probabilities[b] - probabilities[a]);
  const [first, second] = order;
  if (second === undefined || probabilities[first] >= SURE) return null;
  return probabilities[second] >= WORTH ? second : null;
}
