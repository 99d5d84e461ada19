/**
 * One number, one text: whatever the lens, the readout, surgery, the tour, why, compare and the written code show of the
 * same quantity reads the same at the same number of digits, and what is listed adds up.
 *
 * The texts come from the functions that the views call; where a view shows a value alone, that is `i18n.value`.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { greyDigit } from '../inference/testNetworks';
import type { Explanation } from '../core/explain';
import { uniform } from '../core/random';
import { amountShown, shownTerms, type ShownTerms } from '../core/shownTerms';
import { indexOf, positionOf, sizeOf, type Position } from '../core/tensor';
import { i18n, LANGUAGES, SHARE_DIGITS, VALUE_DIGITS } from '../kit/i18n/i18n.svelte';
import { termTexts } from '../kit/sums/termTexts';
import { code, codedUnit, type Flavour } from './code/code';
import { comparedAnswers, comparedValue } from './compare/comparedNumbers';
import { convLines, linearLines, productsCaption, type ResultLine } from './lens/resultLines';
import { linearSum, shownProducts, shownSum } from './lens/shownSum';
import { refusalShown } from './lens/refusalShown';
import { softmaxSteps } from './lens/softmaxSteps';
import type { Unit } from './network/hover.svelte';
import { originOf } from './network/connections';
import { sentenceOf } from './network/unitWords';
import { NetworkData } from './networkData';
import { judge, type Prediction } from './prediction/readAnswer';
import { pixelOrigin, type PixelOrigin } from './preprocess/pixel';
import { loadedHost, ownClient, until, type TestHost } from './testHost';
import { stepWords } from './tour/tourSentences';
import { tourSteps } from './tour/tourSteps';
import { Why, type Maps } from './why/why.svelte';
import { givenTo, largestShares } from './why/whyWords';
import { benchWords } from './words';

const ELEMENTS = 500;
const PIXEL_DIGITS = 5;

/** A drawing with all that the network says of it. */
interface Drawn {
  name: string;
  data: NetworkData;
  prediction: Prediction;
  maps: Maps;
  originAt: (at: Position) => PixelOrigin | null;
}

/** What was shown of each quantity, and whatever was shown otherwise elsewhere. */
class Shown {
  readonly faults: string[] = [];
  /** How often a quantity was met again. */
  again = 0;
  /** Totals that are marked as not quite met, and all others. */
  about = 0;
  sums = 0;
  /** Programs whose weights are there to be read. */
  programs = 0;
  readonly #texts = new Map<string, string>();

  say(quantity: string, text: string): void {
    const key = `${i18n.language} ${quantity} ${decimalsOf(text)}`;
    const known = this.#texts.get(key);
    if (known === undefined) this.#texts.set(key, text);
    else this.again++;
    if (known !== undefined && known !== text) this.faults.push(`${key}: ${known}, ${text}`);
  }

  /** Parts as shown come to the total as shown, unless ≈ stands before it. */
  sum(quantity: string, parts: readonly string[], total: string, words = ''): void {
    const digits = decimalsOf(total);
    const units = (text: string) => Math.round(numberIn(text) * 10 ** digits);
    const isMet = parts.reduce((all, part) => all + units(part), 0) === units(total);
    this.sums++;
    if (words.includes('≈')) this.about++;
    if (words.includes('≈') === isMet)
      this.faults.push(`${quantity}: ${words} ${parts.join(' + ')} = ${total}`);
  }
}

const separator = () => (i18n.language === 'en' ? '.' : ',');
const decimalsOf = (text: string): number =>
  (text.split(separator())[1]?.match(/^\d+/)?.[0] ?? '').length;
const numberIn = (text: string): number => {
  const [thousands, decimal] = i18n.language === 'en' ? [',', '.'] : ['.', ','];
  return Number(
    text.replace('\u2212', '-').replace('%', '').replaceAll(thousands, '').replace(decimal, '.'),
  );
};
/** The numbers of a sentence that have decimals, as they stand in it. */
const numbersIn = (sentence: string): string[] =>
  sentence.match(new RegExp(`\u2212?[\\d.,]*\\d\\${separator()}\\d+%?`, 'g')) ?? [];

const shown = new Shown();
let host: TestHost;
const drawn: Drawn[] = [];

const placeOf = ({ channel, row, column }: Position) => `${channel} ${row} ${column}`;
/** The network's weights as the drawing was run with: those that were operated on are others. */
const weightsOf = ({ name }: Drawn) => (name === 'operated' ? 'operated' : 'trained');
/** Of a ReLU's input and output that are the same number, one name. */
function valueName({ name, data }: Drawn, layer: string, at: Position): string {
  const tensor = data.tensor(layer);
  const relu = data.shown(layer);
  const isKept = relu !== layer && tensor && tensor.data[indexOf(tensor.shape, at)] > 0;
  return `${name} value ${isKept ? relu : layer} ${placeOf(at)}`;
}

beforeAll(async () => {
  host = await loadedHost(await ownClient());
  const detector = host.detector!;
  const why = new Why();
  const add = async (name: string, change: () => void) => {
    const before = detector.tensors;
    change();
    await detector.update();
    await until(() => detector.tensors && detector.tensors !== before);
    const { manifest, weights, pixels, tensors, normalized } = detector;
    const data = new NetworkData({ manifest, weights, pixels, tensors });
    const prediction = judge(tensors![manifest.output], manifest);
    why.clear();
    why.explain(detector, pixels!, (prediction.digit! + drawn.length) % 10);
    await until(() => why.maps);
    const originAt = ({ row, column }: Position) =>
      normalized && pixelOrigin(normalized, row, column);
    drawn.push({ name, data, prediction, maps: why.maps!, originAt });
    why.stop();
  };
  for (const image of [0, 8, 18])
    await add(`digit ${image}`, () => host.drawing.loadPixels(greyDigit(image)));
  await add('picture', () => host.drawing.loadPicture(cross()));
  await add('between', () => host.drawing.loadPixels(between(greyDigit(3), greyDigit(8))));
  await add('block', () => host.drawing.loadPixels(block()));
  await add('operated', () => {
    host.surgery.setBias('conv1', 5, 0.0185);
    host.surgery.setWeight('conv1', 7, 4, 0.75);
    host.surgery.setWeight('fc1', 3, 100, -0.0625);
  });
});

afterAll(() => {
  host.surgery.restoreAll();
  i18n.language = 'pt-BR';
});

/** A white sheet with two grey bars across each other: its pixels are made of ink. */
function cross() {
  const [width, height] = [120, 90];
  const rgba = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let row = 10; row < 80; row++)
    for (let column = 20; column < 100; column++)
      if (Math.abs(column - row - 10) < 7 || Math.abs(row - 40) < 4)
        rgba.fill(
          (7 * row + 3 * column) % 120,
          4 * (row * width + column),
          4 * (row * width + column) + 3,
        );
  return { rgba, width, height };
}

/** Two digits on one sheet: several share the percentages. */
const between = (one: Uint8Array, other: Uint8Array) =>
  one.map((grey, i) => (grey + other[i]) >> 1);

/** All ink: a window in it has nine products that are the nine weights. */
const block = () =>
  Uint8Array.from({ length: 784 }, (_, i) =>
    Math.abs((i % 28) - 14) < 6 && Math.abs(Math.floor(i / 28) - 14) < 6 ? 255 : 0,
  );

/** The lines under a sum: the parts' totals, the bias, the value before ReLU. */
function sayLines(of: Drawn, explanation: Explanation, lines: readonly ResultLine[]): void {
  const { layer, at, name, before, hasRelu, value } = explanation;
  const { lens } = benchWords();
  const texts = lines.map(([words, amount]) => [words, i18n.value(amount)] as const);
  const bias = texts.findIndex(([words]) => words === lens.bias);
  const own = `${of.name} products ${layer.name} ${placeOf(at)}`;
  if (bias === 1) shown.say(own, texts[0][1]);
  shown.say(`${weightsOf(of)} bias ${layer.name} ${at.channel}`, texts[bias][1]);
  const end = hasRelu ? texts[bias + 1][1] : i18n.value(value);
  shown.say(valueName(of, layer.name, at), end);
  if (hasRelu) shown.say(valueName(of, name, at), i18n.value(value));
  expect(numberIn(end)).toBeCloseTo(before, 2);
  shown.sum(
    own,
    texts.slice(0, bias + 1).map(([, text]) => text),
    end,
  );
}

function sayConvolution(of: Drawn, explanation: Explanation): void {
  const { layer, at } = explanation;
  const { data } = of;
  const sum = shownSum(explanation);
  const [[words, total]] = convLines(explanation, sum);
  const [, rows, columns] = data.shape(layer.input)!;
  for (const part of sum.parts) {
    const own = `${of.name} part ${layer.name} ${placeOf(at)} ${part.channel}`;
    const caption = productsCaption(part);
    const [text] = numbersIn(caption);
    shown.say(own, i18n.value(part.sum));
    shown.say(own, text);
    const products = shownProducts(part).map((product) => i18n.value(product));
    shown.sum(own, products, text, caption);
    part.terms.forEach(({ from, input, weight }, i) => {
      const { row, column } = from;
      if (row >= 0 && row < rows && column >= 0 && column < columns)
        shown.say(valueName(of, data.shown(layer.input), from), i18n.value(input));
      shown.say(
        `${weightsOf(of)} weight ${layer.name} ${at.channel} ${part.channel} ${i}`,
        i18n.value(weight),
      );
      // By 1 a product is the other factor, also as shown.
      if (input === 1) expect(products[i]).toBe(i18n.value(weight));
    });
  }
  if (sum.parts.length > 1)
    shown.sum(
      `${of.name} parts ${layer.name} ${placeOf(at)}`,
      sum.parts.map((part) => i18n.value(part.sum)),
      i18n.value(total),
      words,
    );
  sayLines(of, explanation, convLines(explanation, sum));
}

/** The terms of a list, each with its factors. */
function sayTerms(
  sum: ShownTerms,
  digits: number,
  total: string,
  words: string,
  sayTerm: (item: ShownTerms['pro'][number], texts: ReturnType<typeof termTexts>) => void,
): void {
  const items = [...sum.pro, ...sum.contra];
  const texts = items.map((item) => termTexts(item, digits));
  items.forEach((item, i) => sayTerm(item, texts[i]));
  shown.sum(
    `listed of ${total}`,
    texts.map(({ amount }) => amount),
    total,
    words,
  );
}

function sayDense(of: Drawn, explanation: Explanation): void {
  const { layer, at, terms } = explanation;
  const sum = linearSum(explanation);
  const lines = linearLines(explanation, sum);
  expect(sum.listed.addsUp).toBe(true);
  const sayTerm = (index: number, input: string, weight: string, amount: string) => {
    const from = terms[index].from;
    shown.say(valueName(of, of.data.shown(layer.input), from), input);
    shown.say(`${weightsOf(of)} weight ${layer.name} ${at.channel} ${index}`, weight);
    shown.say(`${of.name} product ${layer.name} ${at.channel} ${index}`, amount);
  };
  sayTerms(sum, VALUE_DIGITS, i18n.value(lines[0][1]), lines[0][0], ({ index }, texts) =>
    sayTerm(index, texts.input, texts.weight, texts.amount),
  );
  // The maps of weights name any of them, at first the strongest.
  const listed = [...sum.pro, ...sum.contra].map(({ index }) => index);
  for (const index of [...listed, 0, terms.length - 1]) {
    const { input, weight } = terms[index];
    const amount = i18n.value(amountShown(sum, index, terms[index]));
    sayTerm(index, i18n.value(input), i18n.value(weight), amount);
  }
  sayLines(of, explanation, lines);
}

/** What the page shows of one number. */
function sayUnit(of: Drawn, explanation: Explanation): void {
  const { layer, name, value, terms, at, bias, hasRelu } = explanation;
  const { data } = of;
  const unit: Unit = { layer: name, ...at };
  shown.say(valueName(of, name, at), i18n.value(value));
  if (layer.op === 'conv2d') sayConvolution(of, explanation);
  else if (layer.op === 'linear') sayDense(of, explanation);
  else
    for (const { from, input } of terms)
      shown.say(valueName(of, data.shown(layer.input), from), i18n.value(input));
  const sentence = numbersIn(sentenceOf(data, unit, originOf(data, unit)));
  if (bias === null) return;
  shown.say(`${of.name} products ${layer.name} ${placeOf(at)}`, sentence[0]);
  shown.say(`${weightsOf(of)} bias ${layer.name} ${at.channel}`, sentence[1]);
  shown.say(valueName(of, layer.name, at), sentence[2]);
  if (hasRelu) shown.say(valueName(of, name, at), sentence[3]);
  expect(sentence).toHaveLength(hasRelu ? 4 : 3);
  // Surgery's field.
  const field = data.weight(layer.bias!).data[at.channel];
  shown.say(`${weightsOf(of)} bias ${layer.name} ${at.channel}`, i18n.value(field));
}

/** The numbers of a written program that are written as numbers, to the page's digits. */
function sayCode(of: Drawn, explanation: Explanation, flavour: Flavour): void {
  const { layer, at, terms } = explanation;
  const program = code(flavour, codedUnit(of.data, explanation, VALUE_DIGITS), benchWords().code);
  const listOf = (name: string) => {
    const [, list] = new RegExp(`^${name} = [\\w.]+\\(\\[([^()]*)\\]\\)`, 'm').exec(program) ?? [];
    return list
      ?.match(/-?\d+(\.\d+)?(e-?\d+)?/g)
      ?.map((text) => i18n.value(Math.fround(Number(text))));
  };
  const isConvolution = layer.op === 'conv2d';
  const [bias] = listOf('bias') ?? [];
  if (layer.bias) shown.say(`${weightsOf(of)} bias ${layer.name} ${at.channel}`, bias);
  const inputs = listOf(layer.op === 'linear' ? 'inputs' : 'window');
  const weights = listOf(isConvolution ? 'kernel' : 'weights');
  if (weights) shown.programs++;
  const inMap = isConvolution ? layer.kernel_size! ** 2 : 1;
  const [, rows = 1, columns = 1] = of.data.shape(layer.input)!;
  terms.forEach(({ from }, i) => {
    const { row, column } = from;
    if (inputs && row >= 0 && row < rows && column >= 0 && column < columns)
      shown.say(valueName(of, of.data.shown(layer.input), from), inputs[i]);
    const place = isConvolution ? `${Math.floor(i / inMap)} ${i % inMap}` : i;
    if (weights)
      shown.say(`${weightsOf(of)} weight ${layer.name} ${at.channel} ${place}`, weights[i]);
  });
}

/** The same value of another drawing beside it. */
function sayCompared(of: Drawn, other: Drawn, layer: string, at: Position): void {
  const values = [of, other].map(({ data }) => data.tensor(layer)!);
  const text = comparedValue([values[0].data, values[1].data], values[0].shape, at);
  const [first, second, gap] = numbersIn(text);
  shown.say(valueName(of, layer, at), first);
  shown.say(valueName(other, layer, at), second);
  shown.sum(`${of.name} ${other.name} ${layer} ${placeOf(at)}`, [second, gap], first);
}

function sayPixel(of: Drawn, at: Position): void {
  const picture = of.data.tensor(of.data.input.name)!;
  shown.say(
    valueName(of, of.data.input.name, at),
    i18n.value(picture.data[indexOf(picture.shape, at)]),
  );
  const origin = of.originAt(at);
  if (!origin) return;
  const sum = shownTerms(origin.terms, null, origin.sum, 8, PIXEL_DIGITS);
  const amounts = [...sum.pro, ...sum.contra].map((item) => termTexts(item, PIXEL_DIGITS).amount);
  const others = i18n.number(sum.others.shown, PIXEL_DIGITS);
  shown.sum(
    `${of.name} pixel ${placeOf(at)}`,
    [...amounts, others],
    i18n.number(origin.sum, PIXEL_DIGITS),
    sum.listed.addsUp ? '' : '≈',
  );
}

/** The answer: percentages and scores, wherever they stand. */
function sayAnswer(of: Drawn, other: Drawn): void {
  const { data, prediction, maps, name } = of;
  const { manifest, labels } = data;
  const { weights } = manifest.refusal;
  const shares = prediction.probabilities!;
  const sayShare = (label: number, text: string, whose = name) =>
    shown.say(`${whose} share ${label}`, text);
  const percents = i18n.percents(shares);
  percents.forEach((text, label) => sayShare(label, text));
  shown.sum(`${name} shares`, percents, i18n.percent(1));
  data.percents(data.shares!).forEach((text, label) => sayShare(label, text));
  const logits = data.tensor(data.output)!.data;
  const at = (channel: number) => valueName(of, data.output, { channel, row: 0, column: 0 });
  const { steps, sum } = softmaxSteps(logits, manifest.temperature, VALUE_DIGITS, SHARE_DIGITS);
  steps.forEach(({ logit, share }, label) => {
    shown.say(at(label), i18n.value(logit));
    sayShare(label, i18n.percent(share));
  });
  shown.sum(
    `${name} exponentials`,
    steps.map(({ shown: part }) => i18n.value(part)),
    i18n.value(sum),
  );
  const refusal = refusalShown(logits, weights!, manifest.refusal);
  shown.say(`${name} refusal`, i18n.percent(refusal.share));
  shown.say(`${name} refusal`, i18n.percent(prediction.score!));
  const { listed, bias } = refusal.shown;
  sayTerms(
    refusal.shown,
    VALUE_DIGITS,
    i18n.value(listed.shown),
    listed.addsUp ? '' : '≈',
    ({ term }, { input }) => shown.say(at(term.from.channel), input),
  );
  shown.sum(
    `${name} refusal`,
    [i18n.value(listed.shown), i18n.value(bias)],
    i18n.value(refusal.sum),
  );
  shown.say(at(maps.digit), numbersIn(givenTo(maps, data.nouns))[1]);
  labels.forEach((_, digit) =>
    sayShare(digit, numbersIn(givenTo({ ...maps, digit }, data.nouns))[0]),
  );
  largestShares(shares, labels, labels.length).forEach((text, i) => {
    const best = shares.toSorted((a, b) => b - a)[i];
    sayShare(shares.indexOf(best), numbersIn(text)[0]);
  });
  comparedAnswers(data, other.data).forEach(({ shares: [first, second], points }, label) => {
    sayShare(label, i18n.percent(first));
    sayShare(label, i18n.percent(second), other.name);
    shown.sum(`${name} moved`, [i18n.percent(second), numbersIn(points)[0]], i18n.percent(first));
  });
  for (const step of tourSteps(data)) {
    const [text] = numbersIn(stepWords(step, data, prediction).text);
    if (step.lens?.kind !== 'unit') continue;
    const { unit } = step.lens;
    if (step.name === 'percent') sayShare(unit.channel, text);
    else if (text) shown.say(valueName(of, unit.layer, unit), text);
    const explanation = data.explain(unit.layer, unit);
    if (explanation) sayUnit(of, explanation);
  }
}

describe('one number has one text, in both languages', () => {
  it(`over ${ELEMENTS} random numbers of seven drawings, and what is listed adds up`, () => {
    const random = uniform(17);
    const below = (count: number) => Math.floor(random() * count);
    drawn.forEach((of, i) => {
      for (const language of LANGUAGES) {
        i18n.language = language;
        sayAnswer(of, drawn[(i + 1) % drawn.length]);
      }
    });
    const solid = drawn.find(({ name }) => name === 'block')!;
    for (let channel = 0; channel < 32; channel++)
      sayUnit(solid, solid.data.explain('conv1_relu', { channel, row: 12, column: 12 })!);
    expect(shown.about).toBeGreaterThan(0);
    for (let i = 0; i < ELEMENTS; i++) {
      const of = drawn[below(drawn.length)];
      const other = drawn[below(drawn.length)];
      const { data } = of;
      const names = [data.input.name, ...data.layers.map(({ name }) => name)];
      const layer = names[below(names.length)];
      const shape = data.shape(layer)!;
      const at = positionOf(shape, below(sizeOf(shape)));
      for (const language of LANGUAGES) {
        i18n.language = language;
        const explanation = data.explain(layer, at);
        if (explanation) sayUnit(of, explanation);
        else sayPixel(of, at);
        if (explanation) sayCode(of, explanation, i % 2 === 0 ? 'pytorch' : 'numpy');
        sayCompared(of, other, layer, at);
      }
    }
    expect(shown.faults).toEqual([]);
    expect(shown.programs).toBeGreaterThan(ELEMENTS / 2);
    expect(shown.again).toBeGreaterThan(50 * ELEMENTS);
    // ≈ stands only where products by 1 leave nothing that could be moved.
    expect(shown.about).toBeLessThan(0.05 * shown.sums);
  }, 60_000);
});
