/**
 * What a step of a GAN's duel costs each network. Relativistic: a real picture's score is compared with that of a
 * generated one of the same digit; d is how far the real one is ahead.
 *
 * Discriminator: mean of softplus(−d). Generator: mean of softplus(d).
 * Source: Jolicoeur-Martineau 2018; Huang et al. 2024, "The GAN is dead; long live the GAN!".
 */
import { restOf, rounded, roundToSum } from '../../../core/roundToSum';

/** log(1 + eˣ): near 0 where x is far below zero, near x where it is far above. */
export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** Both losses of two pictures that nobody can tell apart: softplus(0). */
export const UNDECIDED = Math.LN2;

/** The discriminator's scores of two pictures of the same digit. */
export interface Scores {
  real: number;
  fake: number;
}

/** A pair's arithmetic as it is shown: real − fake, as shown, is ahead. */
export interface ShownPair extends Scores {
  /** d. */
  ahead: number;
  generatorLoss: number;
  discriminatorLoss: number;
}

/** A batch's mean as it is shown: the listed ones and the others sum to `sum`, which divided by `count` is `mean`. */
export interface ShownMean {
  listed: number[];
  others: { count: number; sum: number };
  sum: number;
  count: number;
  mean: number;
}

export interface ShownBatch {
  pairs: ShownPair[];
  generator: ShownMean;
  discriminator: ShownMean;
}

/**
 * @param pairs those of the batch that are known one by one
 * @param count of the whole batch
 * @param means of both losses over the whole batch
 * @param digits decimals that are shown
 */
export function shownBatch(
  pairs: readonly Scores[],
  count: number,
  means: { generator: number; discriminator: number },
  digits: number,
): ShownBatch {
  const ahead = pairs.map(({ real, fake }) => real - fake);
  const meanOf = (sign: 1 | -1, mean: number) =>
    meanShown(
      ahead.map((d) => softplus(sign * d)),
      count,
      mean,
      digits,
    );
  const generator = meanOf(1, means.generator);
  const discriminator = meanOf(-1, means.discriminator);
  return {
    pairs: pairs.map(({ real, fake }, i) => ({
      real: rounded(real, digits),
      fake: rounded(fake, digits),
      ahead: restOf(real, [fake], digits),
      generatorLoss: generator.listed[i],
      discriminatorLoss: discriminator.listed[i],
    })),
    generator,
    discriminator,
  };
}

function meanShown(
  listed: readonly number[],
  count: number,
  mean: number,
  digits: number,
): ShownMean {
  const shownMean = rounded(mean, digits);
  const sum = sumThatGives(mean * count, count, shownMean, digits);
  const hasOthers = count > listed.length;
  const shown = hasOthers
    ? listed.map((loss) => rounded(loss, digits))
    : roundToSum(listed, sum, digits);
  return {
    listed: shown,
    others: { count: count - listed.length, sum: hasOthers ? restOf(sum, shown, digits) : 0 },
    sum,
    count,
    mean: shownMean,
  };
}

/** The total as shown: of its neighbours the nearest that, divided, gives the mean, which stands elsewhere as well. */
function sumThatGives(total: number, count: number, mean: number, digits: number): number {
  const [scale, nearest] = [10 ** digits, rounded(total, digits)];
  const neighbours = [nearest, Math.floor(total * scale) / scale, Math.ceil(total * scale) / scale];
  return neighbours.find((sum) => rounded(sum / count, digits) === mean) ?? nearest;
}
