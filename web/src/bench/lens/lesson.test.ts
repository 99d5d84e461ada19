/** What stays covered, until when, and the space bar's one step on. */
import { beforeEach, describe, expect, it } from 'vitest';
import { TestNetwork } from '../../inference/testNetworks';
import { Lens } from './lens.svelte';
import { Lesson } from './lesson.svelte';
import { NetworkData, SOFTMAX } from '../networkData';
import { Slide } from '../../kit/timeline/slide.svelte';
import { stepOn } from './stepOn';

describe('guessing before the page answers', () => {
  let drawing = 1;
  let unit: string | null = null;
  let lesson: Lesson;
  beforeEach(() => {
    drawing = 1;
    unit = null;
    lesson = new Lesson({ drawing: () => drawing, unit: () => unit });
  });

  it('covers nothing while it is off', () => {
    unit = 'conv1.0.1.2';
    expect([lesson.isAnswerCovered, lesson.isValueCovered]).toEqual([false, false]);
  });

  it('a guess uncovers this drawing’s answer, another drawing covers it again', () => {
    lesson.isGuessing = true;
    expect(lesson.isAnswerCovered).toBe(true);
    lesson.guessDigit(3);
    expect([lesson.isAnswerCovered, lesson.digitGuess]).toEqual([false, 3]);
    drawing = 2;
    expect([lesson.isAnswerCovered, lesson.digitGuess]).toEqual([true, null]);
    lesson.guessDigit(null);
    expect([lesson.isAnswerCovered, lesson.digitGuess]).toEqual([false, null]);
  });

  it('a number is covered by itself, and again at another place or for another drawing', () => {
    lesson.isGuessing = true;
    expect(lesson.isValueCovered).toBe(false);
    unit = 'conv1.0.1.2';
    expect(lesson.isValueCovered).toBe(true);
    lesson.guessValue(0.5);
    expect([lesson.isValueCovered, lesson.valueGuess]).toEqual([false, 0.5]);
    expect(lesson.isAnswerCovered).toBe(true);
    unit = 'conv1.0.1.3';
    expect([lesson.isValueCovered, lesson.valueGuess]).toEqual([true, null]);
    unit = 'conv1.0.1.2';
    drawing = 2;
    expect(lesson.isValueCovered).toBe(true);
  });
});

describe('one step on', () => {
  it('slides to the end, then follows the strongest terms down to a pixel', async () => {
    const network = await TestNetwork.load('artifacts', 1);
    const { manifest, weights } = network;
    const tensors = Object.fromEntries(
      manifest.layers.map(({ name }) => [name, network.tensor(0, name).data]),
    );
    const pixels = Uint8Array.from(network.tensor(0, 'image').data, (share) => 255 * share);
    const data = new NetworkData({ manifest, weights, pixels, tensors });
    const lens = new Lens();
    lens.setShapes((name) => data.shape(name));
    const slide = new Slide(lens, () => (lens.layer ? data.shape(lens.layer) : null));
    /** All there is to slide over has been slid over. */
    const ended = new Slide(lens, () => [1, 1, 1]);

    expect(stepOn({ lens, slide, data })).toBe(false);
    lens.open({ layer: SOFTMAX, channel: 7, row: 0, column: 0 });
    const ways = [];
    while (lens.layer !== 'image' && ways.length < 9) {
      const { layer } = lens.unit!;
      expect(stepOn({ lens, slide: ended, data })).toBe(true);
      ways.push(layer);
    }
    expect(ways).toEqual([
      SOFTMAX,
      'logits',
      'fc1_relu',
      'flatten',
      'pool',
      'conv2_relu',
      'conv1_relu',
    ]);

    lens.open({ layer: 'conv1_relu', channel: 5, row: 0, column: 25 });
    expect(stepOn({ lens, slide, data })).toBe(true);
    expect(lens.text).toBe('conv1_relu.5.1.0');
  });
});
