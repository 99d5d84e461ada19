/** How a colour's levels in each space came to be: the formula with the numbers in it, in any language. */
import {
  CB_SCALE,
  CR_SCALE,
  hueSixths,
  LUMA,
  luma,
  MIDDLE,
  splitColour,
  type Levels,
  type Space,
} from '../../core/colour';

/** A sign, or a number with this many decimals. */
export type Token = string | { value: number; digits: number };

export interface ColourStep {
  plane: string;
  /** The arithmetic up to the exact value; empty where the level is simply read. */
  tokens: Token[];
  /** Before rounding, in the plane's levels. */
  exact: number;
  /** What is stored: 0–255. */
  level: number;
  /** The same as people say it: degrees of the colour circle, a share of one. */
  said?: { value: number; unit: 'degrees' | 'share' };
}

const whole = (value: number): Token => ({ value, digits: 0 });
/** Exact: three-decimal weights times whole levels. */
const fine = (value: number): Token => ({ value, digits: 3 });

/** @param black see splitColour */
export function colourSteps(colour: Levels, space: Space, black = 0): ColourStep[] {
  const levels = splitColour(colour, space, black);
  const [red, green, blue] = colour;
  const most = Math.max(red, green, blue);
  const least = Math.min(red, green, blue);
  const light = luma(red, green, blue);
  const lumaTokens = [
    fine(LUMA.red),
    ' × ',
    whole(red),
    ' + ',
    fine(LUMA.green),
    ' × ',
    whole(green),
    ' + ',
    fine(LUMA.blue),
    ' × ',
    whole(blue),
  ];
  switch (space) {
    case 'rgb':
      return ['R', 'G', 'B'].map((plane, i) => read(plane, levels[i]));
    case 'grey':
      return [{ plane: 'L', tokens: lumaTokens, exact: light, level: levels[0] }];
    case 'ycbcr':
      return [
        { plane: 'Y', tokens: lumaTokens, exact: light, level: levels[0] },
        chroma('Cb', blue, light, CB_SCALE, levels[1]),
        chroma('Cr', red, light, CR_SCALE, levels[2]),
      ];
    case 'cmyk':
      return cmyk(colour, levels, black);
    case 'hsv': {
      const saturation = (most - least) / Math.max(most, 1);
      return [
        hue(colour, levels[0]),
        {
          plane: 'S',
          tokens: most ? ['255 × (', whole(most), ' − ', whole(least), ') ÷ ', whole(most)] : [],
          exact: saturation * 255,
          level: levels[1],
          said: { value: saturation, unit: 'share' },
        },
        {
          plane: 'V',
          tokens: ['max(', whole(red), '; ', whole(green), '; ', whole(blue), ')'],
          exact: most,
          level: most,
          said: { value: most / 255, unit: 'share' },
        },
      ];
    }
  }
}

const read = (plane: string, level: number): ColourStep => ({
  plane,
  tokens: [],
  exact: level,
  level,
});

function chroma(
  plane: string,
  from: number,
  light: number,
  scale: number,
  level: number,
): ColourStep {
  return {
    plane,
    tokens: [whole(MIDDLE), ' + (', whole(from), ' − ', fine(light), ') ÷ ', fine(scale)],
    exact: MIDDLE + (from - light) / scale,
    level,
  };
}

function hue(colour: Levels, level: number): ColourStep {
  const [red, green, blue] = colour;
  const most = Math.max(...colour);
  const span = most - Math.min(...colour);
  const sixths = hueSixths(red, green, blue);
  const said = { value: sixths * 60, unit: 'degrees' } as const;
  // Red's neighbours are green at 60° and blue at −60°, and so on round the circle.
  const [from, to, sector] =
    red === most
      ? [green, blue, green < blue ? 6 : 0]
      : green === most
        ? [blue, red, 2]
        : [red, green, 4];
  return {
    plane: 'H',
    tokens: span
      ? [
          '255 ÷ 6 × (',
          whole(sector),
          ' + (',
          whole(from),
          ' − ',
          whole(to),
          ') ÷ ',
          whole(span),
          ')',
        ]
      : [],
    exact: (sixths / 6) * 255,
    level,
    said,
  };
}

function cmyk(colour: Levels, levels: number[], black: number): ColourStep[] {
  const key = levels[3];
  const most = Math.max(...colour);
  const inks = ['C', 'M', 'Y'].map((plane, i): ColourStep => {
    if (key === 0)
      return {
        plane,
        tokens: ['255 − ', whole(colour[i])],
        exact: 255 - colour[i],
        level: levels[i],
      };
    const rest = Math.max(255 - key, 1);
    return {
      plane,
      tokens: ['255 × (255 − ', whole(colour[i]), ' − ', whole(key), ') ÷ ', whole(rest)],
      exact: (255 * (255 - colour[i] - key)) / rest,
      level: levels[i],
    };
  });
  const share: Token[] = black < 1 ? [{ value: black, digits: 2 }, ' × (255 − '] : ['255 − '];
  const blackStep: ColourStep =
    black === 0
      ? read('K', 0)
      : {
          plane: 'K',
          tokens: [...share, whole(most), ...(black < 1 ? [')'] : [])],
          exact: black * (255 - most),
          level: key,
        };
  return [...inks, blackStep];
}
