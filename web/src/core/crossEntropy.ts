/** Cross-entropy of one picture: −log of the share that its label got. A network that is sure and right loses nothing. */

export interface CrossEntropy {
  loss: number;
  shares: Float64Array;
  /** d loss / d logit: share − 1 for the label, share for all others. */
  slopes: Float64Array;
}

export function crossEntropy(logits: ArrayLike<number>, label: number): CrossEntropy {
  let largest = -Infinity;
  for (let i = 0; i < logits.length; i++) largest = Math.max(largest, logits[i]);
  const exponentials = Float64Array.from(logits, (logit) => Math.exp(logit - largest));
  const sum = exponentials.reduce((total, value) => total + value, 0);
  const shares = exponentials.map((value) => value / sum);
  const slopes = shares.slice();
  // Not −log(share): a share close to 0 or 1 would keep no digits.
  const others = exponentials.reduce((total, value, i) => (i === label ? total : total + value), 0);
  const loss =
    logits[label] === largest
      ? Math.log1p(others / exponentials[label])
      : Math.log(sum) + largest - logits[label];
  // For the label: minus what the others got together, for the same reason.
  slopes[label] = -others / sum;
  return { loss, shares, slopes };
}
