import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STILL } from './variations';
import {
  atWork,
  CURVES,
  onSlider,
  PRESET_NAMES,
  PRESETS,
  SETTING_NAMES,
  SETTINGS,
} from './variationSettings';
import { Versus } from './versus.svelte';

const at = (text: string | null) => {
  const versus = new Versus();
  versus.go(text);
  return versus;
};

describe('the address of MLP against CNN', () => {
  it.each([
    'fashion',
    'x3',
    'e12',
    'xm8-y2-rm30-z0.85-tm1.5-n0.35',
    'fashion-e29-r60-p-gcnn',
    'p-gshown',
    'gneither',
  ])('%s comes back', (text) => expect(at(text).text).toBe(text));

  it.each([null, '', '-', 'x0', 'z1', 'x', 'r1e9', 'gnobody', 'e', 'q3'])(
    '%j is the beginning',
    (text) => expect(at(text).text).toBeNull(),
  );

  it('holds back what no slider reaches', () => {
    expect(at('x99-z9-n0.33').text).toBe('x8-z1.5-n0.35');
    expect(at('rm999').variation.rotation).toBe(-60);
  });

  it('of every setting comes back', () =>
    fc.assert(
      fc.property(
        fc.tuple(
          ...SETTING_NAMES.map((name) =>
            fc.double({ noNaN: true, min: SETTINGS[name].least, max: SETTINGS[name].most }),
          ),
        ),
        (values) => {
          const versus = new Versus();
          SETTING_NAMES.forEach((name, i) => versus.set(name, values[i]));
          expect(at(versus.text).variation).toEqual(versus.variation);
        },
      ),
    ));
});

describe('what is done to the picture', () => {
  it.each(PRESET_NAMES)('%s is one thing alone, which a slider can say', (preset) => {
    const versus = at('x2-r5-n0.1');
    versus.apply(preset);
    expect(versus.isAt(preset)).toBe(true);
    expect(atWork(versus.variation)).toHaveLength(1);
    for (const [name, value] of Object.entries(PRESETS[preset]))
      expect(onSlider(name as keyof typeof SETTINGS, value)).toBe(value);
    versus.reset();
    expect(versus.isStill).toBe(true);
  });

  it('stands on a curve by how far it goes, whichever the direction', () => {
    expect(CURVES.shifted({ ...STILL, right: -3, down: 4 })).toBe(5);
    expect(CURVES.rotated({ ...STILL, rotation: -30 })).toBe(30);
  });
});
