/** The written programs are run: each prints the network's own number, to the digits shown. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { code as english } from './words.en';
import { code as portuguese } from './words.pt-BR';
import { NETWORKS, TestNetwork, type NetworkFolder } from '../../inference/testNetworks';
import {
  code,
  codedUnit,
  type CodedRealness,
  type CodedSoftmax,
  type CodedUnit,
  type Flavour,
} from './code';
import { explain } from '../../core/explain';
import { float32Text, listLines } from './codeLiterals';
import { finer } from './codeParts';
import { realnessOf } from '../../core/realness';
import { softmax } from '../../core/softmax';
import type { Position } from '../../core/tensor';

const python =
  process.env.PYTHON ?? fileURLToPath(new URL('../../../../.venv/bin/python', import.meta.url));
const DIGITS = 4;
const FLAVOURS = ['numpy', 'pytorch'] as const;

/** A layer, a place, and whether the number is the one after ReLU. Corners meet the padding. */
const UNITS: Record<NetworkFolder, [layer: string, at: [number, number, number], relu: boolean][]> =
  {
    artifacts: [
      ['conv1', [7, 9, 16], true],
      ['conv1', [0, 12, 12], false],
      ['conv2', [63, 10, 11], true],
      ['conv2_relu', [5, 12, 9], false],
      ['pool', [31, 5, 6], false],
      ['flatten', [4567, 0, 0], false],
      ['fc1', [100, 0, 0], true],
      ['fc1', [3, 0, 0], false],
      ['logits', [7, 0, 0], false],
    ],
    'tests/parity/small_network': [
      ['edges', [2, 0, 13], true],
      ['edges', [5, 7, 7], false],
      ['parts', [4, 0, 0], false],
      ['pool', [3, 0, 6], true],
      ['pool', [1, 3, 3], false],
      ['edges_relu', [0, 5, 5], false],
      ['shapes', [9, 2, 2], true],
      ['vector', [137, 0, 0], false],
      ['scores', [7, 0, 0], false],
    ],
    'tests/parity/padded_network': [
      ['block1', [2, 0, 0], false],
      ['block1', [3, 31, 16], true],
      ['block1', [0, 1, 30], true],
      ['block2', [5, 15, 15], true],
      ['block5', [11, 1, 0], false],
      ['pool5', [4, 0, 0], false],
      ['vector', [7, 0, 0], false],
      ['scores', [9, 0, 0], false],
    ],
  };

interface Case {
  name: string;
  program: string;
  /** By onnxruntime-web, to the digits shown. */
  expected: string[];
}

const cases: Case[] = [];
const outputs = new Map<string, string[]>();
let folder: string;

function unitCase(
  network: TestNetwork,
  flavour: Flavour,
  [name, [channel, row, column], hasRelu]: (typeof UNITS)[NetworkFolder][number],
): Case {
  const { layers } = network.manifest;
  const at: Position = { channel, row, column };
  const shown = hasRelu
    ? layers.find(({ op, input }) => op === 'relu' && input === name)!.name
    : name;
  const numbers = network.numbers(0);
  const explained = explain(numbers, shown, at)!;
  const layer = network.layer(name);
  // An explanation of a ReLU's value is that of the layer before it; ReLU alone is only this.
  const unit =
    layer.op === 'relu'
      ? { layer, at, input: numbers.tensor(layer.input)!, followedByRelu: false, digits: DIGITS }
      : codedUnit(numbers, explained, DIGITS);
  return {
    name: `${flavour} ${network.manifest.model.name} ${name} ${channel} ${row} ${column} ${hasRelu}`,
    program: code(flavour, unit, flavour === 'numpy' ? portuguese : english),
    expected: [explained.value.toFixed(DIGITS)],
  };
}

function softmaxCase(network: TestNetwork, flavour: Flavour): Case {
  const { manifest } = network;
  const { labels, temperature } = manifest;
  const logits = network.tensor(1, manifest.output);
  const what: CodedSoftmax = { logits, labels, temperature, digits: 1 };
  return {
    name: `${flavour} ${manifest.model.name} softmax`,
    program: code(flavour, what, english),
    expected: softmax(logits.data, temperature).map(
      (share, i) => `${labels[i]}: ${(100 * share).toFixed(1)}%`,
    ),
  };
}

function realnessCase(network: TestNetwork, flavour: Flavour): Case {
  const { manifest } = network;
  const { labels } = manifest;
  const scores = network.tensor(1, manifest.output);
  const calibration = { scale: 0.25, offsets: labels.map((_, label) => (label - 4.5) / 8) };
  const what: CodedRealness = { scores, ...calibration, labels, digits: 1 };
  return {
    name: `${flavour} ${manifest.model.name} realness`,
    program: code(flavour, what, english),
    expected: realnessOf(scores.data, calibration).map(
      (share, i) => `${labels[i]}: ${(100 * share).toFixed(1)}%`,
    ),
  };
}

beforeAll(async () => {
  for (const name of NETWORKS) {
    const network = await TestNetwork.load(name, 2);
    for (const flavour of FLAVOURS) {
      cases.push(...UNITS[name].map((unit) => unitCase(network, flavour, unit)));
      cases.push(softmaxCase(network, flavour), realnessCase(network, flavour));
    }
  }
  folder = mkdtempSync(join(tmpdir(), 'esmiuca-code-'));
  cases.forEach(({ program }, i) => writeFileSync(join(folder, `${i}.py`), program));
  // One Python for all: PyTorch takes longer to load than the programs to run.
  const runner = `
import contextlib, io, json, pathlib, sys, warnings
warnings.simplefilter("error")
results = []
for i in range(${cases.length}):
    source = pathlib.Path(sys.argv[1], f"{i}.py").read_text(encoding="utf-8")
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(source, f"{i}.py", "exec"), {"__name__": "__main__"})
    results.append(printed.getvalue().splitlines())
print(json.dumps(results))
`;
  const printed = execFileSync(python, ['-c', runner, folder], { encoding: 'utf8' });
  (JSON.parse(printed) as string[][]).forEach((lines, i) => outputs.set(cases[i].name, lines));
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const linesOf = (name: string) => outputs.get(name)!;

describe('run by Python', () => {
  it('every program ends at onnxruntime-web’s number', () => {
    expect(cases).toHaveLength(2 * (9 + 2 + 9 + 2 + 8 + 2));
    const ends = cases.map(({ name, expected }) => [name, linesOf(name).slice(-expected.length)]);
    expect(ends).toEqual(cases.map(({ name, expected }) => [name, expected]));
  });

  it('both flavours print the same, but for the languages', () => {
    const numbers = (lines: string[]) => lines.map((line) => line.match(/-?\d+\.\d+/g));
    for (const { name } of cases.filter(({ name }) => name.startsWith('numpy'))) {
      const other = name.replace('numpy', 'pytorch');
      if (/softmax|realness/.test(name)) continue;
      expect(numbers(linesOf(other)), name).toEqual(numbers(linesOf(name)));
    }
  });

  it('a convolution prints its products and partial sums, and they add up', () => {
    const lines = linesOf('pytorch digits conv2 63 10 11 true');
    const channels = lines.filter((line) => line.startsWith('channel'));
    expect(channels).toHaveLength(32);
    let total = 0;
    for (const line of channels) {
      const [, terms, sum] = /: (.*) = (.*)$/.exec(line)!;
      const products = terms.split(' + ').map(Number);
      expect(products).toHaveLength(9);
      const added = products.reduce((a, b) => a + b, 0);
      expect(Math.abs(added - Number(sum))).toBeLessThan(9 * 0.5 * 10 ** -finer(DIGITS) + 1e-9);
      total += Number(sum);
    }
    const [, sum] = /sum (-?[\d.]+) \+/.exec(lines.at(-2)!)!;
    expect(Math.abs(total - Number(sum))).toBeLessThan(33 * 0.5 * 10 ** -finer(DIGITS));
  });

  it('a dense layer prints the largest contributions and the sum of the others', () => {
    const lines = linesOf('pytorch digits fc1 100 0 0 true');
    expect(lines.filter((line) => line.startsWith('value'))).toHaveLength(8);
    expect(lines.some((line) => line.startsWith('the others (9208):'))).toBe(true);
  });

  it('a pooling window prints its winner’s place', () => {
    expect(linesOf('pytorch small pool 3 0 6 true')[0]).toMatch(/^row [12], column [01]$/);
  });

  it('flatten prints where a value came from', () => {
    expect(linesOf('numpy digits flatten 4567 0 0 false')[0]).toBe('canal 31, linha 8, coluna 7');
  });
});

describe('the text', () => {
  it('is short where a person can read it, and says its layer in the reader’s language', async () => {
    const network = await TestNetwork.load('artifacts', 1);
    const layer = network.layer('conv1');
    const unit: CodedUnit = {
      layer,
      at: { channel: 7, row: 9, column: 16 },
      input: network.tensor(0, 'image'),
      ...network.parameters(layer),
      followedByRelu: true,
      digits: DIGITS,
    };
    const text = code('numpy', unit, portuguese);
    expect(text.split('\n')[0]).toBe(
      '# conv1 + ReLU: mapa 7, linha 9, coluna 16. Do que este número é feito, calculado de novo.',
    );
    expect(text).not.toContain('base64');
    expect(text.split('\n').length).toBeLessThan(40);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(120);
  });

  it('a missing weight is named', () => {
    const layer = TestNetwork.manifestOf('artifacts').layers[0];
    const unit = {
      layer,
      at: { channel: 0, row: 0, column: 0 },
      input: { data: new Float32Array(784), shape: [1, 28, 28] },
      followedByRelu: false,
      digits: 3,
    };
    expect(() => code('numpy', unit, english)).toThrow('conv1 needs its weight');
  });

  it.each([
    [0.5019608, '0.5019608'],
    [Math.fround(0.1), '0.1'],
    [1, '1'],
    [Math.fround(-3.0517578e-5), '-0.000030517578'],
    [-Infinity, '-inf'],
    [0, '0'],
  ])('%d is written as %s, and is the same float32 again', (value, text) => {
    expect(float32Text(value)).toBe(text);
    if (Number.isFinite(value)) expect(Math.fround(Number(text))).toBe(Math.fround(value));
  });

  it('lists keep rows and channels apart', () => {
    expect(listLines([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2])).toEqual([
      '[[1, 2], [3, 4]],',
      '[[5, 6], [7, 8]],',
    ]);
    expect(listLines([1, 2, 3, 4], [2, 2])).toEqual(['[1, 2],', '[3, 4],']);
    expect(() => float32Text(NaN)).toThrow('value=NaN');
  });
});
