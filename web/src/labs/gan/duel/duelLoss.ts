/**
 * What a step of a GAN's duel costs each network. Relativistic: a real picture's score is compared with that of a
 * generated one of the same digit; d is how far the real one is ahead.
 *
 * Discriminator: mean of softplus(−d). Generator: mean of softplus(d).
 * Source: Jolicoeur-Martineau 2018; Huang et al. 2024, "The GAN is dead; long live the GAN!".
 */
import { roundToSum } from '../../../core/roundToSum';

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

/** A pair's arithmetic as it is shown: real − fake is ahead, to the last digit. */
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
    shownMean(
      ahead.map((d) => softplus(sign * d)),
      count,
      mean,
      digits,
    );
  const generator = meanOf(1, means.generator);
  const discriminator = meanOf(-1, means.discriminator);
  return {
    pairs: pairs.map(({ real, fake }, i) => {
      const [shownReal, shownFake] = roundToSum([real, -fake], ahead[i], digits);
      return {
        real: shownReal,
        fake: 0 - shownFake,
        ahead: rounded(ahead[i], digits),
        generatorLoss: generator.listed[i],
        discriminatorLoss: discriminator.listed[i],
      };
    }),
    generator,
    discriminator,
  };
}

function shownMean(
  listed: readonly number[],
  count: number,
  mean: number,
  digits: number,
): ShownMean {
  const total = mean * count;
  const rest = listed.reduce((left, part) => left - part, total);
  const hasOthers = count > listed.length;
  const shown = roundToSum(hasOthers ? [...listed, rest] : listed, total, digits);
  const sum = rounded(total, digits);
  return {
    listed: shown.slice(0, listed.length),
    others: { count: count - listed.length, sum: hasOthers ? shown[listed.length] : 0 },
    sum,
    count,
    // From the sum as shown: anyone who divides it finds this.
    mean: rounded(sum / count, digits),
  };
}

function rounded(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits + 0;
}
