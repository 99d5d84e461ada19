/** The colour laboratory: a picture, a space, the planes left on, how far apart they stand, the pixel looked at. */
import { PLANES, SPACES, type Space } from '../../core/colour';
import {
  largestDifference,
  mergePicture,
  planeAlone,
  planeAsGrey,
  splitPicture,
  type ColourPicture,
} from '../../core/colourPlanes';

export interface Pixel {
  x: number;
  y: number;
}

/** A picture as it is worked on, and as it was given. */
export interface GivenPicture extends ColourPicture {
  /** Null for the page's own example. */
  name: string | null;
  /** Pixels before it was reduced to what is worked on. */
  fullWidth: number;
  fullHeight: number;
}

const PERCENT = 100;

export class Colours {
  #picture = $state.raw<GivenPicture | null>(null);
  #space = $state<Space>('rgb');
  #isOn = $state.raw<boolean[]>(PLANES.rgb.map(() => true));
  #spread = $state(1);
  #pointed = $state.raw<Pixel | null>(null);
  #pinned = $state.raw<Pixel | null>(null);

  /** Whether a plane is shown in its colour, or in greys as the numbers that it is. */
  isTinted = $state(true);
  /** For CMYK: whether what is grey is printed in black, as printers do, or not at all, as Pillow does. */
  usesBlack = $state(true);

  picture = $derived(this.#picture);
  space = $derived(this.#space);
  isOn = $derived(this.#isOn);
  /** 0: the planes lie on one another; 1: as far apart as there is room. */
  spread = $derived(this.#spread);
  black = $derived(this.usesBlack ? 1 : 0);
  pinned = $derived(this.#pinned);
  /** What is pointed at, else what is pinned, else the middle; null without a picture. */
  pixel = $derived(this.#inside(this.#pointed ?? this.#pinned));

  planes = $derived(this.#picture && splitPicture(this.#picture, this.#space, this.black));
  /** What the planes left on make. */
  merged = $derived(this.planes && mergePicture(this.planes, this.#isOn));
  /** Each plane as a picture. */
  sheets = $derived.by(() => {
    const planes = this.planes;
    const sheet = this.isTinted ? planeAlone : planeAsGrey;
    return planes ? planes.levels.map((_, index) => sheet(planes, index)) : [];
  });
  /** Levels by which the picture differs after the way there and back; null while a plane is off. */
  loss = $derived.by(() =>
    this.#picture && this.merged && this.#isOn.every(Boolean) && this.#space !== 'grey'
      ? largestDifference(this.#picture, this.merged)
      : null,
  );

  show(picture: GivenPicture): void {
    this.#picture = picture;
    this.#pointed = null;
  }

  setSpace(space: Space): void {
    if (space === this.#space) return;
    this.#space = space;
    this.#isOn = PLANES[space].map(() => true);
  }

  toggle(plane: number): void {
    if (plane < this.#isOn.length)
      this.#isOn = this.#isOn.map((isOn, index) => (index === plane ? !isOn : isOn));
  }

  setSpread(spread: number): void {
    this.#spread = Math.min(1, Math.max(0, spread));
  }

  point(pixel: Pixel | null): void {
    this.#pointed = pixel;
  }

  pin(pixel: Pixel): void {
    this.#pinned = pixel;
    this.#pointed = null;
  }

  /** Moves the pinned pixel, from where it stands. */
  move(columns: number, rows: number): void {
    if (!this.pixel) return;
    this.pin(this.#inside({ x: this.pixel.x + columns, y: this.pixel.y + rows })!);
  }

  /** All of it but the picture, for the address: "cmyk-1101-60-grey-pillow-120.80". */
  get text(): string | null {
    const parts = [this.#space as string, this.#isOn.map(Number).join('')];
    parts.push(String(Math.round(this.#spread * PERCENT)));
    if (!this.isTinted) parts.push('grey');
    if (!this.usesBlack) parts.push('pillow');
    if (this.#pinned) parts.push(`${this.#pinned.x}.${this.#pinned.y}`);
    const text = parts.join('-');
    return text === 'rgb-111-100' ? null : text;
  }

  /** Whatever can't be read is left at its default. */
  go(text: string | null): void {
    const [space, on = '', spread = '', ...rest] = (text ?? '').split('-');
    this.#space = SPACES.find((name) => name === space) ?? 'rgb';
    const planes = PLANES[this.#space];
    const isRead = /^[01]+$/.test(on) && on.length === planes.length;
    this.#isOn = planes.map((_, index) => !isRead || on[index] === '1');
    this.setSpread(/^\d{1,3}$/.test(spread) ? Number(spread) / PERCENT : 1);
    this.isTinted = !rest.includes('grey');
    this.usesBlack = !rest.includes('pillow');
    const pixel = rest.map((part) => /^(\d{1,5})\.(\d{1,5})$/.exec(part)).find(Boolean);
    this.#pinned = pixel ? { x: Number(pixel[1]), y: Number(pixel[2]) } : null;
  }

  #inside(pixel: Pixel | null): Pixel | null {
    if (!this.#picture) return null;
    const { width, height } = this.#picture;
    const clamp = (value: number, size: number) => Math.min(size - 1, Math.max(0, value));
    return { x: clamp(pixel?.x ?? width >> 1, width), y: clamp(pixel?.y ?? height >> 1, height) };
  }
}
