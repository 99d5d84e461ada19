/**
 * What takes more than one run: many pictures, gradients, a search. Each goes in small pieces, and before every piece the
 * worker answers whatever has arrived meanwhile: a newer drawing never waits longer than for one piece.
 */
import { gradients } from '../core/backward';
import { counterfactual, type Change, type Probe } from '../core/counterfactual';
import type { OptimizerSettings, TrainingState } from '../core/optimizers';
import type { Weights } from '../core/weightSurgery';
import { sizeOf } from '../core/tensor';
import {
  nudged,
  trainingStep,
  type Answer,
  type Stepped,
  type WeightPlace,
} from '../core/trainingStep';
import type { Manifest } from './manifest';
import { sequenceOf } from './stepSequence';
import type { NetworkSession, Results } from './session';

export type Study =
  /** `count` pictures one after another; only the named results are fetched. */
  | { kind: 'batch'; pictures: Float32Array; count: number; outputs: string[] }
  /** Gradients of Σ seed[k] · output[k] with respect to the picture and every layer. */
  | { kind: 'gradients'; image: Float32Array; seed: Float32Array }
  | {
      kind: 'counterfactual';
      pixels: Uint8Array;
      target: number;
      temperature: number;
      confidence: number;
      limitMs: number;
    }
  /** One step of training on one picture, with weights of its own: those of the network stay as they are. */
  | {
      kind: 'step';
      state: TrainingState;
      picture: Float32Array;
      label: number;
      settings: OptimizerSettings;
    }
  /** The loss with one of those weights a little larger and a little smaller. */
  | {
      kind: 'nudge';
      weights: Weights;
      values: Answer['values'];
      label: number;
      place: WeightPlace;
      epsilon: number;
    };

/** What a study gives in the end, by its kind. */
export interface Findings {
  batch: Results;
  gradients: { values: Results; gradients: Results };
  counterfactual: Change | null;
  step: Stepped;
  nudge: { up: number; down: number };
}

/** What it tells on the way. */
export interface Parts {
  /** Results of `count` pictures from number `from` on. */
  batch: { from: number; count: number; results: Results };
  gradients: never;
  counterfactual: Change;
  step: never;
  nudge: never;
}

export interface Studied {
  session: NetworkSession;
  manifest: Manifest;
  /** Throws if the study was given up; otherwise lets waiting messages pass. */
  pause: () => Promise<void>;
  tell: (part: Parts[keyof Parts]) => void;
}

/** A piece should take about this long, at most half a frame. */
const PIECE_MS = 5;
const MOST_IN_A_PIECE = 8;

export async function study(request: Study, studied: Studied): Promise<Findings[Study['kind']]> {
  switch (request.kind) {
    case 'batch':
      return runBatch(request, studied);
    case 'gradients':
      return findGradients(request.image, studied, () => request.seed);
    case 'counterfactual':
      return search(request, studied);
    case 'step': {
      const { state, picture, label, settings } = request;
      await studied.pause();
      return trainingStep(sequenceOf(studied.manifest), state, picture, label, settings);
    }
    case 'nudge': {
      const { weights, values, label, place, epsilon } = request;
      await studied.pause();
      return nudged(sequenceOf(studied.manifest), weights, values, label, place, epsilon);
    }
  }
}

async function runBatch(
  { pictures, count, outputs }: Study & { kind: 'batch' },
  { session, pause, tell }: Studied,
): Promise<Results> {
  const size = pictures.length / count;
  const all: Results = {};
  let piece = 1;
  let from = 0;
  while (from < count) {
    await pause();
    const start = performance.now();
    piece = Math.min(piece, count - from);
    const results = await session.run(
      pictures.slice(from * size, (from + piece) * size),
      piece,
      outputs,
    );
    for (const [name, values] of Object.entries(results)) {
      const length = values.length / piece;
      all[name] ??= new Float32Array(length * count);
      all[name].set(values, length * from);
    }
    tell({ from, count: piece, results });
    from += piece;
    const msEach = (performance.now() - start) / piece;
    piece = Math.min(MOST_IN_A_PIECE, Math.max(1, Math.floor(PIECE_MS / msEach)));
  }
  return all;
}

/** Runs the picture, and goes back through what the run gave with the weights as they are now. */
async function findGradients(
  image: Float32Array,
  { session, manifest }: Pick<Studied, 'session' | 'manifest'>,
  seed: (logits: Float32Array) => ArrayLike<number>,
): Promise<Findings['gradients']> {
  const { layers, input, output } = sequenceOf(manifest);
  const results = await session.run(image);
  const values = { ...results, [input.name]: image };
  const network = { layers, input, weights: session.weights };
  const found = gradients(network, values, output, seed(results[output]));
  const rounded = Object.entries(found).map(([key, data]) => [key, Float32Array.from(data)]);
  return { values, gradients: Object.fromEntries(rounded) };
}

function search(
  { pixels, target, temperature, confidence, limitMs }: Study & { kind: 'counterfactual' },
  studied: Studied,
): Promise<Change | null> {
  const { session, manifest, pause, tell } = studied;
  const { output, input } = manifest;
  const size = sizeOf(input.shape.slice(1).map(Number));
  const probe: Probe = {
    logits: async (pictures, count) => {
      const all: number[] = [];
      for (let i = 0; i < count; i++) {
        await pause();
        const one = pictures.slice(size * i, size * (i + 1));
        all.push(...(await session.run(one, 1, [output]))[output]);
      }
      return all;
    },
    gradient: async (picture, seed) => {
      await pause();
      const found = await findGradients(picture, studied, seed);
      return { logits: found.values[output], gradient: found.gradients[input.name] };
    },
  };
  const start = performance.now();
  const elapsed = () => (performance.now() - start) / limitMs;
  return counterfactual(pixels, { target, temperature, confidence }, probe, elapsed, tell);
}
