/** The model's class, line by line as the deck has it; and for networks that the deck never saw. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../inference/manifest';
import { deckCode, type ModuleLayer } from './deckCode';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const manifest: Manifest = JSON.parse(readFileSync(`${root}artifacts/manifest.json`, 'utf8'));
const shapes = (weights: Record<string, number[]>) =>
  new Map(Object.entries(weights).map(([name, shape]) => [name, { shape }]));
const lines = deckCode(
  manifest.layers,
  new Map(manifest.weights.map(({ name, shape }) => [name, { shape }])),
);

const DECK = `\
class CNN(nn.Module):
    def __init__(self):
        super(CNN, self).__init__()
        self.conv1 = nn.Conv2d(1, 32, kernel_size=3)
        self.conv2 = nn.Conv2d(32, 64, kernel_size=3)
        self.fc1 = nn.Linear(64 * 12 * 12, 128)
        self.fc2 = nn.Linear(128, 10)
        self.relu = nn.ReLU()
        self.pool = nn.MaxPool2d(2)

    def forward(self, x):
        x = self.relu(self.conv1(x))
        x = self.pool(self.relu(self.conv2(x)))
        x = x.view(x.size(0), -1)
        x = self.relu(self.fc1(x))
        x = self.fc2(x)
        return x`;

const about = (text: string) => lines.find((line) => line.text.includes(text))!;

describe('of the deck’s network', () => {
  it('equals the deck, line by line', () => {
    expect(lines.map(({ text }) => text)).toEqual(DECK.split('\n'));
  });

  it('each line knows its layers', () => {
    expect(about('self.conv2 =').layers).toEqual(['conv2']);
    expect(about('self.relu =').layers).toEqual(['conv1_relu', 'conv2_relu', 'fc1_relu']);
    expect(about('self.pool(').layers).toEqual(['conv2', 'conv2_relu', 'pool']);
    expect(about('x.view').layers).toEqual(['flatten']);
    expect(about('self.fc2(').layers).toEqual(['logits']);
    expect(about('return').layers).toEqual([]);
  });

  it('and the shapes that come out of it', () => {
    expect(lines.flatMap(({ shape }) => shape ?? [])).toEqual([
      '(32, 26, 26)',
      '(64, 24, 24) → (64, 12, 12)',
      '(9216)',
      '(128)',
      '(10)',
    ]);
  });

  it('every layer is in one line of __init__ at most and in one of forward', () => {
    const forward = lines.filter(({ text }) => text.startsWith('        x = '));
    expect(forward.flatMap(({ layers }) => layers)).toEqual(
      manifest.layers.map(({ name }) => name),
    );
  });
});

describe('of other networks', () => {
  const LAYERS: ModuleLayer[] = [
    {
      name: 'a',
      op: 'conv2d',
      input: 'x',
      shape: [6, 14, 14],
      kernel_size: 5,
      stride: 2,
      padding: 2,
    },
    { name: 'b', op: 'max_pool2d', input: 'a', shape: [6, 7, 7], kernel_size: 2, stride: 2 },
    { name: 'c', op: 'max_pool2d', input: 'b', shape: [6, 3, 3], kernel_size: 3, stride: 2 },
    { name: 'd', op: 'flatten', input: 'c', shape: [54] },
    { name: 'e', op: 'linear', input: 'd', shape: [10] },
  ].map((layer) =>
    layer.op === 'conv2d' || layer.op === 'linear'
      ? { ...layer, weight: `${layer.name}.weight`, bias: `${layer.name}.bias` }
      : layer,
  ) as ModuleLayer[];
  const weights = shapes({ 'a.weight': [6, 1, 5, 5], 'e.weight': [10, 54] });

  it('stride, padding and each size of pooling are said', () => {
    expect(deckCode(LAYERS, weights).map(({ text }) => text.trim())).toEqual([
      'class CNN(nn.Module):',
      'def __init__(self):',
      'super(CNN, self).__init__()',
      'self.a = nn.Conv2d(1, 6, kernel_size=5, stride=2, padding=2)',
      'self.e = nn.Linear(6 * 3 * 3, 10)',
      'self.b = nn.MaxPool2d(2)',
      'self.c = nn.MaxPool2d(3, stride=2)',
      '',
      'def forward(self, x):',
      'x = self.c(self.b(self.a(x)))',
      'x = x.view(x.size(0), -1)',
      'x = self.e(x)',
      'return x',
    ]);
  });

  it('modules inside others get names that the class can have', () => {
    const nested = LAYERS.map((layer) =>
      layer.name === 'a' ? { ...layer, weight: 'block1.conv1.weight' } : layer,
    );
    const known = shapes({ 'block1.conv1.weight': [6, 1, 5, 5], 'e.weight': [10, 54] });
    const texts = deckCode(nested, known).map(({ text }) => text.trim());
    expect(texts).toContain('x = self.c(self.b(self.block1_conv1(x)))');
    expect(texts[3]).toMatch(/^self\.block1_conv1 = nn\.Conv2d\(/);
  });

  it('one pooling that several layers share is named after none of them', () => {
    const same = LAYERS.map((layer) =>
      layer.name === 'c' ? { ...layer, kernel_size: 2, stride: 2 } : layer,
    );
    const texts = deckCode(same, weights).map(({ text }) => text.trim());
    expect(texts).toContain('self.pool = nn.MaxPool2d(2)');
    expect(texts).toContain('x = self.pool(self.pool(self.a(x)))');
  });

  it('an unknown weight is named', () => {
    expect(() => deckCode(LAYERS, shapes({}))).toThrow('Layer a has weight=a.weight');
  });
});
