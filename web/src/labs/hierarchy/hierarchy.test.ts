/** The laboratory's address: what it holds comes back, what can't be read is left at its default. */
import { describe, expect, it } from 'vitest';
import { LabModel, ModelBench, strokesText } from '../../bench';
import { toBase64Url } from '../../core/base64';
import { Hierarchy } from './hierarchy.svelte';

const BASE = 'http://localhost/model/';

function laboratory(): Hierarchy {
  const around = { modelBase: BASE, labels: () => [] };
  return new Hierarchy(new ModelBench(new LabModel(BASE, 'vgg-fashion'), around));
}

const stroke = {
  points: [[0.25, 0.5, 1] as const, [0.75, 0.5, 1] as const],
  width: 0.07,
  erase: false,
  pressure: false,
};
const STROKES = `s${strokesText([stroke])}`;
const PIXELS = `p${toBase64Url(Uint8Array.from({ length: 784 }, (_, i) => (i * 251) % 256))}`;

describe('the address of the hierarchy', () => {
  it('is empty as it opens', () => expect(laboratory().text).toBeNull());

  it.each([
    'g12',
    STROKES,
    PIXELS,
    '..block1_relu2.3.4.5',
    '..softmax.9.0.0',
    'g3..block2_pool..block1_conv1.5.s*block1_conv1.2.w4.-0.25..n..block3_pool.17',
    '......n',
    '........logits.4',
    '..why',
    `g3..compare........${PIXELS.slice(1)}`,
  ])('%s comes back', (text) => {
    const lab = laboratory();
    lab.go(text);
    expect(lab.text).toBe(text);
  });

  it('opens the picture, the network and the feature that it names', () => {
    const lab = laboratory();
    lab.go(`${PIXELS}......n..block3_pool.17`);
    expect(lab.bench.drawing.current.pixels?.length).toBe(784);
    expect(lab.isNetworkOpen).toBe(true);
    expect(lab.feature).toEqual({ layer: 'block3_pool', channel: 17 });
    lab.go(null);
    expect(lab.text).toBeNull();
    expect(lab.feature).toBeNull();
  });

  it.each(['pAAAA', 's!!', 'gx', 'nonsense', 'g99999', '........block3_pool'])(
    '%s can’t be followed: the laboratory opens as ever',
    (text) => {
      const lab = laboratory();
      lab.go(text);
      expect(lab.text).toBeNull();
    },
  );
});
