/**
 * The smallest change of pixels that makes the network answer another digit.
 *
 * The answer wanted is a probability of at least `confidence` for the target, which as a margin of logits is
 *
 *   g(x) = z_t − T·log Σ_{k≠t} exp(z_k / T) − T·log(c / (1 − c))  ≥ 0.
 *
 * The search walks uphill on g on a ball around the original that shrinks after every success and grows after every
 * failure, with steps that become finer: the fast minimum-norm attack (Pintor, Roli, Brendel, Biggio, 2021, algorithm 1,
 * https://arxiv.org/abs/2102.12827) for the Euclidean norm. The network is always asked about the picture as it would be
 * drawn, in whole grey levels: what is found is really read as the target.
 */

/** What the search asks of the network. Pictures hold ink in 0–1. */
export interface Probe {
  /** Logits of `count` pictures, one after another in the array. */
  logits(pictures: Float32Array, count: number): Promise<ArrayLike<number>>;
  /** Gradient of Σ_k seed(logits)[k] · logits[k] with respect to the picture. */
  gradient(
    picture: Float32Array,
    seed: (logits: ArrayLike<number>) => number[],
  ): Promise<{ logits: ArrayLike<number>; gradient: ArrayLike<number> }>;
}

export interface Goal {
  target: number;
  temperature: number;
  /** The target's probability that is enough, between 0 and 1. */
  confidence: number;
}

export interface Change {
  /** Grey levels 0–255. */
  pixels: Uint8Array;
  logits: number[];
  /** How many pixels differ. */
  changed: number;
  /** Length of the difference of ink, as one vector: √Σ (Δ ink)². */
  distance: number;
}

const LEVELS = 255;
/** Steps of a search with time enough. */
const STEPS = 80;
/** Length of a step, in ink, and how much the ball shrinks or grows: from the first step to the last. */
const STEP = { first: 1, last: 0.02 };
const RADIUS_CHANGE = { first: 0.1, last: 0.002 };
/** Pictures between the original and a success that are tried at once, and how often. */
const BETWEEN = 6;
const ROUNDS = 2;
/** Share of the time for the steps; the rest is for those pictures. */
const STEPPING = 0.85;

/** Margin g of the goal and its derivative with respect to the logits. */
export function margin(
  logits: ArrayLike<number>,
  { target, temperature, confidence }: Goal,
): { value: number; slope: number[] } {
  const others = Array.from(logits, (logit, k) => (k === target ? -Infinity : logit / temperature));
  const largest = Math.max(...others);
  const exponentials = others.map((logit) => Math.exp(logit - largest));
  const sum = exponentials.reduce((total, value) => total + value, 0);
  const rivals = temperature * (largest + Math.log(sum));
  const needed = temperature * Math.log(confidence / (1 - confidence));
  return {
    value: logits[target] - rivals - needed,
    slope: exponentials.map((value, k) => (k === target ? 1 : -value / sum)),
  };
}

/**
 * @param pixels grey levels 0–255
 * @param elapsed share of the time that is used up: at 1 the search ends
 * @param onBetter told the best picture so far
 * @returns null where no picture with the target's answer was found in time
 */
export async function counterfactual(
  pixels: Uint8Array,
  goal: Goal,
  probe: Probe,
  elapsed: () => number,
  onBetter: (change: Change) => void = () => {},
): Promise<Change | null> {
  const original = Float64Array.from(pixels, (level) => level / LEVELS);
  let difference: Float64Array = new Float64Array(pixels.length);
  let radius = Infinity;
  let best: Change | null = null;
  const offer = (change: Change) => {
    if (best && best.distance <= change.distance) return;
    best = change;
    onBetter(change);
  };
  for (let step = 0; step < STEPS; step++) {
    const share = Math.max(step / STEPS, elapsed() / STEPPING);
    if (share >= 1) break;
    const levels = toLevels(original, difference);
    const { logits, gradient } = await probe.gradient(
      toInk(levels),
      (values) => margin(values, goal).slope,
    );
    const { value } = margin(logits, goal);
    const steepness = length(gradient);
    if (value >= 0) {
      offer(compare(pixels, levels, logits));
      // The original already gives the answer.
      if (step === 0) break;
    }
    // No slope, no way: every unit that leads to the target is silent.
    if (steepness === 0) break;
    radius = nextRadius(radius, value, share, length(difference), steepness, best);
    const by = decayed(STEP, share) / steepness;
    difference = onBall(
      original,
      difference.map((change, i) => change + by * gradient[i]),
      radius,
    );
  }
  if (best) await pullBack(pixels, best, goal, probe, offer);
  return best;
}

/** From the first value to the last along half a cosine. */
function decayed({ first, last }: { first: number; last: number }, share: number): number {
  return last + ((first - last) * (1 + Math.cos(Math.PI * share))) / 2;
}

function nextRadius(
  radius: number,
  value: number,
  share: number,
  distance: number,
  steepness: number,
  best: Change | null,
): number {
  // Before the first success: as far as the slope says that the goal is.
  if (!best) return distance - value / steepness;
  const change = decayed(RADIUS_CHANGE, share);
  return value >= 0 ? Math.min(radius, best.distance) * (1 - change) : radius * (1 + change);
}

/** The difference no longer than the radius, and no pixel beyond paper or ink. */
function onBall(original: Float64Array, difference: Float64Array, radius: number): Float64Array {
  const scale = Math.min(1, radius / length(difference));
  return difference.map(
    (by, i) => Math.min(1, Math.max(0, original[i] + scale * by)) - original[i],
  );
}

/** Tries pictures on the way from the original to the best one, and keeps the first that still gives the answer. */
async function pullBack(
  pixels: Uint8Array,
  best: Change,
  goal: Goal,
  probe: Probe,
  offer: (change: Change) => void,
): Promise<void> {
  let [near, far] = [0, 1];
  for (let round = 0; round < ROUNDS; round++) {
    const width = (far - near) / BETWEEN;
    const tries = Array.from({ length: BETWEEN }, (_, i) =>
      pixels.map((level, k) => Math.round(level + (near + width * i) * (best.pixels[k] - level))),
    );
    const ink = new Float32Array(BETWEEN * pixels.length);
    tries.forEach((levels, i) => ink.set(toInk(levels), i * pixels.length));
    const all = Array.from(await probe.logits(ink, BETWEEN));
    const labels = all.length / BETWEEN;
    const logits = tries.map((_, i) => all.slice(labels * i, labels * (i + 1)));
    const first = logits.findIndex((values) => margin(values, goal).value >= 0);
    if (first >= 0) offer(compare(pixels, tries[first], logits[first]));
    const at = first < 0 ? BETWEEN : first;
    [near, far] = [near + width * Math.max(0, at - 1), near + width * at];
  }
}

function toLevels(original: Float64Array, difference: Float64Array): Uint8Array {
  return Uint8Array.from(original, (ink, i) => Math.round(LEVELS * (ink + difference[i])));
}

const toInk = (levels: Uint8Array) => Float32Array.from(levels, (level) => level / LEVELS);

const length = (values: ArrayLike<number>) =>
  Math.sqrt(Array.from(values).reduce((sum, value) => sum + value * value, 0));

function compare(before: Uint8Array, after: Uint8Array, logits: ArrayLike<number>): Change {
  const difference = Float64Array.from(after, (level, i) => (level - before[i]) / LEVELS);
  return {
    pixels: after,
    logits: Array.from(logits),
    changed: difference.filter((by) => by !== 0).length,
    distance: length(difference),
  };
}
