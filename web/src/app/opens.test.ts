/** What opens in a chapter is a step of the history, what is adjusted there is not, and the way back undoes the first alone. */
import { tick } from 'svelte';
import { beforeEach, expect, it } from 'vitest';
import { DrawingState } from '../bench/drawing/drawing.svelte';
import { LabModel, LabModels } from '../bench/labModels.svelte';
import { ModelBench } from '../bench/modelBench.svelte';
import { Surgery } from '../bench/surgery/surgery.svelte';
import type { WithText } from '../kit/addressPart';
import { GanLab } from '../labs/gan/ganLab.svelte';
import { Hierarchy } from '../labs/hierarchy/hierarchy.svelte';
import { Path } from '../labs/path/path.svelte';
import { AddressKeeper } from './addressKeeper';
import { Studio } from './chapters/studio.svelte';
import { TakingApart } from './chapters/takingApart.svelte';
import { WhatIsCnn } from './chapters/whatIsCnn.svelte';
import { TestWindow } from './testWindow';

const BASE = 'http://localhost/model/';
const garments = () =>
  new ModelBench(new LabModel(BASE, 'vgg-fashion'), { modelBase: BASE, labels: () => [] });
const known = (bench: ModelBench) => {
  bench.lens.setShapes(() => [64, 14, 14]);
  return bench;
};
const ganHost = () => ({
  detector: null,
  drawing: new DrawingState(),
  failure: null,
  labModels: new LabModels(BASE),
  load: async () => {},
  modelBase: BASE,
  surgery: new Surgery(),
});

const unit = { layer: 'block1_pool', channel: 3, row: 4, column: 5 };

/** Each: what opens, from which text of the address to which, one with something adjusted, and that one's way back. */
const CASES: readonly [
  string,
  () => WithText,
  (state: never) => void,
  [from: string | null, to: string, adjusted: string, back: string | null],
][] = [
  [
    'a station of the path',
    () => new Path(),
    (path: Path) => path.visit('game'),
    ['voice', 'game', 'game___or.10.5.-7.10.5', 'voice___or.10.5.-7.10.5'],
  ],
  [
    'the next station',
    () => new Path(),
    (path: Path) => path.walk(1),
    [null, 'neural-networks', 'neural-networks___or.10.5.-7.10.5', '___or.10.5.-7.10.5'],
  ],
  [
    'a section of chapter 02',
    () => new WhatIsCnn(),
    (chapter: WhatIsCnn) => chapter.visit('brain'),
    ['flatten', 'brain', 'brain_cmyk-1011-40', 'flatten_cmyk-1011-40'],
  ],
  [
    'a laboratory of chapter 03',
    () => new TakingApart(new DrawingState(), BASE, garments()),
    (chapter: TakingApart) => chapter.open('pool'),
    [
      null,
      'pool__study__grey_auto_0_mid_sobelX-3 z1__max_2.2.0.1_right_kernel_mid',
      'pool__square__grey_auto_0_mid_gaussian-5 z2__max_2.2.0.1_right_kernel_mid',
      'kernel__square__grey_auto_0_mid_gaussian-5 z2__max_2.2.0.1_right_kernel_mid',
    ],
  ],
  [
    'a value of the network in chapter 03',
    () => new Hierarchy(known(garments())),
    ({ bench }: Hierarchy) => bench.lens.open(unit),
    ['g3', 'g3..block1_pool.3.4.5', 'g7..block1_pool.3.4.6', 'g7'],
  ],
  [
    'a feature in chapter 03',
    () => new Hierarchy(garments()),
    (lab: Hierarchy) => lab.openFeature({ layer: 'block1_pool', channel: 2 }),
    ['g3', 'g3........block1_pool.2', 'g7........block1_pool.4', 'g7'],
  ],
  [
    'a section of the studio',
    () => new Studio({ detector: null, modelBase: BASE }),
    (studio: Studio) => studio.open('step'),
    ['runs', 'step', 'step step.check-7', 'runs step.check-7'],
  ],
  [
    'a part of the code',
    () => new Studio({ detector: null, modelBase: BASE }),
    ({ code }: Studio) => code.open('loop' as never),
    ['code', 'code code.loop', 'code step.check-7 code.loop', 'code step.check-7'],
  ],
  [
    'a section of the GAN laboratory',
    () => new GanLab(ganHost()),
    (lab: GanLab) => lab.visit('duel'),
    ['noise', 'duel', 'duel noise.7-s42', 'noise noise.7-s42'],
  ],
];

let browser: TestWindow;
beforeEach(() => void (browser = new TestWindow('#/')));

it.each(CASES)(
  '%s is a step, and the way back undoes it alone',
  async (_, make, open, [from, to, adjusted, back]) => {
    const state = make();
    const part = {
      letter: 'a',
      get text() {
        return state.text;
      },
      go: (text: string | null) => state.go(text),
      reopen: (text: string | null) => state.reopen!(text),
    };
    const keeper = new AddressKeeper([part], { isDrawing: false, version: 0 }, browser);
    state.go(from);
    expect(state.text).toBe(from);
    open(state as never);
    await tick();
    expect(state.text).toBe(to);
    expect(browser.entries).toHaveLength(2);
    state.go(adjusted);
    keeper.writeNow();
    expect(browser.entries).toHaveLength(2);
    browser.back();
    expect(state.text).toBe(back);
  },
);
