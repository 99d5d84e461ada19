/** What the units of a network look for, as worked out when the network was trained: fetched when it is opened. */

import { fetched } from '../../kit/fetched';
import { keepOffline } from '../../kit/keepOffline';
import { spareContext } from '../../kit/maps/spareContext';
import { messageOf } from '../../kit/messageOf';

/** A training image that activates a unit, and where in the unit's map it does so most. */
export interface Excited {
  /** Index in the sheet of images. */
  cell: number;
  label: number;
  row: number;
  column: number;
  value: number;
}

/** The units of one result: maps at the end of a block, or classes. */
export interface FeatureLevel {
  layer: string;
  /** The sheet's cell of its first unit; the others follow. */
  first: number;
  /** By unit, the strongest first. */
  excited: Excited[][];
}

/** features.json, as src/esmiuca/analysis/features.py writes it. */
export interface FeatureRecord {
  weights_sha256: string;
  /** Pixels of a picture's side, and pictures in a row of either sheet. */
  side: number;
  columns: number;
  /** Training images that were looked through. */
  images: number;
  /** How the pictures were made. */
  ascent: { steps: number };
  levels: FeatureLevel[];
}

/** A sheet of small grey pictures of one size. */
export class Sheet {
  readonly #levels: Uint8ClampedArray;
  readonly #width: number;
  readonly #side: number;
  readonly #columns: number;

  constructor(picture: ImageBitmap, { side, columns }: FeatureRecord) {
    const { width, height } = picture;
    const context = spareContext(width, height, true);
    context.drawImage(picture, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    // Grey: one of the three colours is enough.
    this.#levels = Uint8ClampedArray.from({ length: width * height }, (_, i) => data[4 * i]);
    this.#width = width;
    this.#side = side;
    this.#columns = columns;
  }

  /** side × side grey levels. */
  cell(index: number): Uint8ClampedArray {
    const side = this.#side;
    const top = Math.floor(index / this.#columns) * side;
    const left = (index % this.#columns) * side;
    const result = new Uint8ClampedArray(side * side);
    for (let row = 0; row < side; row++) {
      const start = (top + row) * this.#width + left;
      result.set(this.#levels.subarray(start, start + side), row * side);
    }
    return result;
  }
}

export interface Sheets {
  record: FeatureRecord;
  features: Sheet;
  exciting: Sheet;
}

/** What the record names, beside it. */
const FILES = { record: 'features.json', features: 'features.png', exciting: 'exciting.png' };

const pictureAt = async (address: string): Promise<ImageBitmap> =>
  createImageBitmap(await (await fetched(address)).blob());

export class FeatureSheets {
  readonly #base: string;
  #sheets = $state.raw<Sheets | null>(null);
  #failure = $state<string | null>(null);
  #opening: Promise<void> | null = null;

  /** Null until they are there. */
  sheets = $derived(this.#sheets);
  /** Why they did not load; opening them again tries again. */
  failure = $derived(this.#failure);

  /** @param base address of the folder of the network's files */
  constructor(base: string) {
    this.#base = base;
  }

  /** Fetches them, once. @param weights SHA-256 of the weights that are shown */
  open(weights: string): Promise<void> {
    return (this.#opening ??= this.#open(weights));
  }

  /** The level that holds the units of a result; null where none does. */
  level(layer: string): FeatureLevel | null {
    return this.#sheets?.record.levels.find((level) => level.layer === layer) ?? null;
  }

  async #open(weights: string): Promise<void> {
    this.#failure = null;
    const at = {
      record: this.#base + FILES.record,
      features: this.#base + FILES.features,
      exciting: this.#base + FILES.exciting,
    };
    try {
      const record: FeatureRecord = await (await fetched(at.record)).json();
      if (record.weights_sha256 !== weights)
        throw new Error(`${FILES.record} is of other weights than the network; reload the page.`);
      const [features, exciting] = await Promise.all([at.features, at.exciting].map(pictureAt));
      keepOffline(Object.values(at));
      this.#sheets = {
        record,
        features: new Sheet(features, record),
        exciting: new Sheet(exciting, record),
      };
    } catch (error) {
      this.#failure = messageOf(error);
      this.#opening = null;
    }
  }
}
