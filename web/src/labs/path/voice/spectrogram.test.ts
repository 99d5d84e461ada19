import { describe, expect, it } from 'vitest';
import { columnsOf, decibels, Fourier, pictureOf } from './spectrogram';
import { speak, VOWELS, type Vowel } from './vowel';

const RATE = 16_000;
const FREQUENCIES = { count: 128, highest: 4000, windowSeconds: 0.032 };
const HERTZ = FREQUENCIES.highest / FREQUENCIES.count;

const tone = (hertz: number, amplitude: number, samples = RATE / 10) =>
  Float32Array.from(
    { length: samples },
    (_, n) => amplitude * Math.cos((2 * Math.PI * hertz * n) / RATE),
  );
const strongest = (column: Float32Array) => column.indexOf(Math.max(...column));

describe("Fourier's sum", () => {
  const fourier = new Fourier(FREQUENCIES, RATE);

  it('finds a tone at its frequency, with its amplitude', () => {
    const column = fourier.amplitudes(tone(1000, 0.25), 300);
    expect(strongest(column)).toBe(1000 / HERTZ);
    expect(column[1000 / HERTZ]).toBeCloseTo(0.25, 4);
    expect(Math.max(...column.slice(40))).toBeLessThan(0.0001);
  });

  it('finds two tones side by side', () => {
    const [low, high] = [tone(500, 0.3), tone(2000, 0.1)];
    const column = fourier.amplitudes(low.map((value, n) => value + high[n]));
    expect(column[500 / HERTZ]).toBeCloseTo(0.3, 3);
    expect(column[2000 / HERTZ]).toBeCloseTo(0.1, 3);
  });

  it('is the same at another rate', () => {
    const other = new Fourier(FREQUENCIES, 48_000);
    const sound = Float32Array.from(
      { length: 4800 },
      (_, n) => 0.25 * Math.cos((2 * Math.PI * 1000 * n) / 48_000),
    );
    expect(other.amplitudes(sound)[1000 / HERTZ]).toBeCloseTo(0.25, 4);
  });

  it('takes what lies beyond the sound for silence', () => {
    const sound = tone(1000, 0.25, 512);
    expect(fourier.amplitudes(sound, -600).every((amplitude) => amplitude === 0)).toBe(true);
    expect(fourier.amplitudes(sound, 600).every((amplitude) => amplitude === 0)).toBe(true);
    const half = fourier.amplitudes(sound, -256)[1000 / HERTZ];
    expect(half).toBeCloseTo(0.125, 2);
  });

  it('makes a picture with low frequencies at the bottom, from the loudest down', () => {
    const { data, width, height } = pictureOf(columnsOf(tone(1000, 0.25), fourier, 128), 0.25, 60);
    expect([width, height]).toEqual([13, 128]);
    const row = 127 - 1000 / HERTZ;
    expect(data[row * width + 6]).toBeCloseTo(1, 3);
    expect(data[6]).toBe(0);
    expect(decibels(0.1, 1)).toBeCloseTo(-20, 9);
  });
});

describe.each(Object.keys(VOWELS) as Vowel[])('a spoken %s', (vowel) => {
  const sound = speak({ vowels: [vowel], pitch: 100, seconds: 0.5, sampleRate: RATE });

  it('is as loud as the others, and ends in silence', () => {
    expect(Math.max(...sound.map(Math.abs))).toBeCloseTo(0.5, 1);
    expect(sound.every(Number.isFinite)).toBe(true);
    expect(sound[0]).toBe(0);
  });

  it('is loudest, of all frequencies, near a formant', () => {
    const column = new Fourier({ ...FREQUENCIES, windowSeconds: 0.064 }, RATE).amplitudes(
      sound,
      2000,
    );
    const [first] = VOWELS[vowel];
    expect(Math.abs(strongest(column) * HERTZ - first)).toBeLessThan(100);
    // Between the second formant and the highest frequency it is quieter than at the formant.
    const at = (hertz: number) => Math.max(...column.slice(hertz / HERTZ - 3, hertz / HERTZ + 4));
    expect(at(VOWELS[vowel][1])).toBeGreaterThan(3 * at(3800));
  });
});

it('vowels follow one another', () => {
  const sound = speak({ vowels: ['i', 'u'], pitch: 100, seconds: 1, sampleRate: RATE });
  const fine = new Fourier({ count: 400, highest: 4000, windowSeconds: 0.2 }, RATE);
  const [i, u] = [fine.amplitudes(sound, 1600), fine.amplitudes(sound, 9600)];
  const loud = (column: Float32Array, hertz: number) =>
    Math.max(...column.slice(hertz / 10 - 12, hertz / 10 + 12));
  expect(loud(i, 2290)).toBeGreaterThan(10 * loud(u, 2290));
  expect(loud(u, 870)).toBeGreaterThan(loud(i, 870));
});
