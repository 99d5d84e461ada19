/** The model's class as the deck shows it, written from the manifest's layers, each line with the layers it is about. */
import type { LayerGeometry } from '../../core/receptiveField';

export interface CodeLine {
  text: string;
  /** Names of the results that this line makes; empty for lines about none or all. */
  layers: string[];
  /** What comes out of the line, without the batch axis: "(32, 26, 26)", "(64, 24, 24) → (64, 12, 12)". */
  shape?: string;
}

export interface ModuleLayer extends LayerGeometry {
  /** Names of tensors: "conv1.weight" belongs to the module conv1. */
  weight?: string;
  bias?: string;
}

/**
 * @param layers a sequence, each reading the one before
 * @param weights shapes of the trained tensors by name
 * @param className what the class is called
 */
export function deckCode(
  layers: readonly ModuleLayer[],
  weights: ReadonlyMap<string, { readonly shape: readonly number[] }>,
  className = 'CNN',
): CodeLine[] {
  const modules = modulesOf(layers, weights);
  return [
    line(`class ${className}(nn.Module):`),
    line('    def __init__(self):'),
    line(`        super(${className}, self).__init__()`),
    ...modules.map(({ name, made, used }) => line(`        self.${name} = ${made}`, used)),
    line(''),
    line('    def forward(self, x):'),
    ...steps(layers).map((step) => forwardLine(step, modules)),
    line('        return x'),
  ];
}

const line = (text: string, layers: string[] = []): CodeLine => ({ text, layers });

interface Module {
  name: string;
  /** The call that makes it. */
  made: string;
  /** Names of the layers that it computes. */
  used: string[];
}

/** The modules of __init__: those with weights in order, then one ReLU, then one for each size of pooling. */
function modulesOf(
  layers: readonly ModuleLayer[],
  weights: ReadonlyMap<string, { readonly shape: readonly number[] }>,
): Module[] {
  const weighted: Module[] = [];
  const shared = new Map<string, Module>();
  for (const layer of layers) {
    if (layer.op === 'flatten') continue;
    if (layer.op === 'conv2d' || layer.op === 'linear') {
      const weight = weights.get(layer.weight ?? '');
      if (!weight)
        throw new RangeError(`Layer ${layer.name} has weight=${layer.weight}, which is unknown.`);
      // A module inside another has a dot in its name, which here is one of the class's own.
      const name = layer.weight!.replace(/\.weight$/, '').replaceAll('.', '_');
      const made = layer.op === 'conv2d' ? conv(layer, weight.shape) : dense(layer, layers, weight);
      weighted.push({ name, made, used: [layer.name] });
      continue;
    }
    const made = layer.op === 'relu' ? 'nn.ReLU()' : pooling(layer);
    const name = layer.op === 'relu' ? 'relu' : layer.name;
    const known = shared.get(made);
    if (known) known.used.push(layer.name);
    else shared.set(made, { name, made, used: [layer.name] });
  }
  const last = Array.from(shared.values());
  const isRelu = ({ made }: Module) => made === 'nn.ReLU()';
  const poolings = last.filter((module) => !isRelu(module));
  // What all poolings share is not named after the first of them.
  if (poolings.length === 1 && poolings[0].used.length > 1) poolings[0].name = 'pool';
  return [...weighted, ...last.filter(isRelu), ...poolings];
}

/** Only what differs from PyTorch's defaults is written, as in the deck. */
function conv({ stride = 1, padding = 0 }: ModuleLayer, shape: readonly number[]): string {
  const [out, into, height, width] = shape;
  const size = height === width ? String(height) : `(${height}, ${width})`;
  const rest =
    (stride === 1 ? '' : `, stride=${stride}`) + (padding === 0 ? '' : `, padding=${padding}`);
  return `nn.Conv2d(${into}, ${out}, kernel_size=${size}${rest})`;
}

function pooling({ kernel_size = 1, stride = kernel_size, padding = 0 }: ModuleLayer): string {
  const rest =
    (stride === kernel_size ? '' : `, stride=${stride}`) +
    (padding === 0 ? '' : `, padding=${padding}`);
  return `nn.MaxPool2d(${kernel_size}${rest})`;
}

/** After flatten, the number of inputs is written as its factors: 64 * 12 * 12. */
function dense(
  layer: ModuleLayer,
  layers: readonly ModuleLayer[],
  weight: { readonly shape: readonly number[] },
): string {
  const [out, into] = weight.shape;
  const source = layers.find(({ name }) => name === layer.input);
  const maps = source?.op === 'flatten' && layers.find(({ name }) => name === source.input);
  return `nn.Linear(${maps ? maps.shape.join(' * ') : into}, ${out})`;
}

/** The lines of forward: each starts with a layer that has weights, or with flatten; ReLU and pooling join it. */
function steps(layers: readonly ModuleLayer[]): ModuleLayer[][] {
  const result: ModuleLayer[][] = [];
  for (const layer of layers) {
    const starts = layer.op === 'conv2d' || layer.op === 'linear' || layer.op === 'flatten';
    const current = result.at(-1);
    if (!current || starts || current[0].op === 'flatten') result.push([layer]);
    else current.push(layer);
  }
  return result;
}

function forwardLine(step: readonly ModuleLayer[], modules: readonly Module[]): CodeLine {
  const shapes = step.map(({ shape }) => `(${shape.join(', ')})`);
  const shape = shapes.filter((text, i) => text !== shapes[i - 1]).join(' → ');
  const layers = step.map(({ name }) => name);
  if (step[0].op === 'flatten') return { text: '        x = x.view(x.size(0), -1)', layers, shape };
  const moduleOf = (name: string) => modules.find(({ used }) => used.includes(name))!.name;
  const call = layers.reduce((inner, name) => `self.${moduleOf(name)}(${inner})`, 'x');
  return { text: `        x = ${call}`, layers, shape };
}
