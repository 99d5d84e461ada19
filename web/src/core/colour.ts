/**
 * A picture as planes: grey, RGB, HSV, CMYK, YCbCr, and the way back. All levels are 0–255.
 * Judged against Pillow, with which it agrees to one level (tests/parity/colour).
 */
export const SPACES = ['rgb', 'hsv', 'cmyk', 'ycbcr', 'grey'] as const;
export type Space = (typeof SPACES)[number];

export interface PlaneOfColour {
  name: string;
  /** The level of a plane that is switched off: the one that changes the picture least. */
  off: number;
  /** Levels of all planes under which this one is shown alone, where the others' `off` would hide it. */
  alone?: readonly number[];
}

const plane = (name: string, off: number, alone?: number[]): PlaneOfColour => ({
  name,
  off,
  alone,
});

/** Cb and Cr have their zero in the middle. */
export const MIDDLE = 128;

/** Each space's planes, in order. */
export const PLANES: Record<Space, readonly PlaneOfColour[]> = {
  rgb: [plane('R', 0), plane('G', 0), plane('B', 0)],
  hsv: [plane('H', 0, [0, 255, 255]), plane('S', 0), plane('V', 255, [0, 0, 255])],
  cmyk: [plane('C', 0), plane('M', 0), plane('Y', 0), plane('K', 0)],
  ycbcr: [plane('Y', MIDDLE), plane('Cb', MIDDLE), plane('Cr', MIDDLE)],
  grey: [plane('L', MIDDLE)],
};

/** Luma of ITU-R BT.601. */
export const LUMA = { red: 0.299, green: 0.587, blue: 0.114 };
/** B − Y and R − Y span 255 levels once they are divided by these (JFIF 1.02). */
export const CB_SCALE = 2 * (1 - LUMA.blue);
export const CR_SCALE = 2 * (1 - LUMA.red);

export type Levels = readonly number[];

const round = (value: number) => Math.floor(Math.min(255, Math.max(0, value)) + 0.5);

export const luma = (red: number, green: number, blue: number) =>
  LUMA.red * red + LUMA.green * green + LUMA.blue * blue;

/** The colour's hue in sixths of a turn from red, 0 where it is grey. */
export function hueSixths(red: number, green: number, blue: number): number {
  const most = Math.max(red, green, blue);
  const span = most - Math.min(red, green, blue);
  if (span === 0) return 0;
  if (red === most) return ((green - blue) / span + 6) % 6;
  if (green === most) return 2 + (blue - red) / span;
  return 4 + (red - green) / span;
}

/**
 * One colour in a space, a level for each of its planes.
 *
 * @param black for CMYK: the share of what the inks have in common that is printed in black (Pillow: 0)
 */
export function splitColour([red, green, blue]: Levels, space: Space, black = 0): number[] {
  switch (space) {
    case 'grey':
      return [round(luma(red, green, blue))];
    case 'rgb':
      return [red, green, blue];
    case 'hsv': {
      const most = Math.max(red, green, blue);
      const span = most - Math.min(red, green, blue);
      const saturation = (span / Math.max(most, 1)) * 255;
      return [round((hueSixths(red, green, blue) / 6) * 255), round(saturation), most];
    }
    case 'cmyk': {
      const key = round(black * (255 - Math.max(red, green, blue)));
      const rest = Math.max(255 - key, 1);
      const ink = (level: number) => round(((255 - level - key) / rest) * 255);
      return [ink(red), ink(green), ink(blue), key];
    }
    case 'ycbcr': {
      const light = luma(red, green, blue);
      const toBlue = (blue - light) / CB_SCALE + MIDDLE;
      return [round(light), round(toBlue), round((red - light) / CR_SCALE + MIDDLE)];
    }
  }
}

/** The colour that the levels of a space's planes make: red, green, blue. */
export function mergeColour(levels: Levels, space: Space): [number, number, number] {
  const [first, second, third, fourth] = levels;
  switch (space) {
    case 'grey':
      return [first, first, first];
    case 'rgb':
      return [first, second, third];
    case 'hsv': {
      const channel = (turn: number) => {
        // Distance from the channel's own hue: within a sixth of a turn it is full, beyond two it is empty.
        const sixths = ((first / 255) * 6 + turn) % 6;
        const missing = Math.min(1, Math.max(0, Math.min(sixths, 4 - sixths)));
        return round(third * (1 - (second / 255) * missing));
      };
      return [channel(5), channel(3), channel(1)];
    }
    case 'cmyk': {
      const light = 255 - fourth;
      const through = (ink: number) => round(light - (ink * light) / 255);
      return [through(first), through(second), through(third)];
    }
    case 'ycbcr': {
      const red = first + CR_SCALE * (third - MIDDLE);
      const blue = first + CB_SCALE * (second - MIDDLE);
      const green = (first - LUMA.red * red - LUMA.blue * blue) / LUMA.green;
      return [round(red), round(green), round(blue)];
    }
  }
}
