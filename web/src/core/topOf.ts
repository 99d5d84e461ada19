/**
 * Where the largest of many sizes are, the largest first and equals in their order; one pass over all of them.
 *
 * @param length how many there are
 * @param count how many are wanted
 * @param least what does not exceed it is left out
 */
export function topOf(
  length: number,
  sizeAt: (index: number) => number,
  count: number,
  least = -Infinity,
): number[] {
  const top: number[] = [];
  for (let i = 0; i < length; i++) {
    const size = sizeAt(i);
    if (size <= least || (top.length === count && size <= sizeAt(top[count - 1]))) continue;
    let at = top.length;
    while (at > 0 && sizeAt(top[at - 1]) < size) at--;
    top.splice(at, 0, i);
    if (top.length > count) top.pop();
  }
  return top;
}
