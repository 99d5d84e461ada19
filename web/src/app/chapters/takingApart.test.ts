/** Chapter 03's text in the address: every laboratory's part, the last one of which may hold what stands between them. */
import { describe, expect, it } from 'vitest';
import { DrawingState } from '../../bench/drawing/drawing.svelte';
import { LabModel } from '../../bench/labModels.svelte';
import { ModelBench } from '../../bench/modelBench.svelte';
import { TakingApart } from './takingApart.svelte';

/** A link of before. */
const OLDER = 'pool__square__grey_auto_0_mid_gaussian-5 z2__max_2.2.0.1_right_kernel_mid';
const BASE = 'http://localhost/model/';

function chapter(): TakingApart {
  const around = { modelBase: BASE, labels: () => [] };
  const garments = new ModelBench(new LabModel(BASE, 'vgg-fashion'), around);
  return new TakingApart(new DrawingState(), BASE, garments);
}

describe('the text of chapter 03', () => {
  it('is empty as it opens', () => expect(chapter().text).toBeNull());

  it('from before there was a hierarchy opens as it did', () => {
    const opened = chapter();
    opened.go(OLDER);
    expect(opened.lab).toBe('pool');
    expect(opened.kernels.text).toContain('gaussian-5 z2');
    expect(opened.hierarchy.text).toBeNull();
    expect(opened.text).toBe(OLDER);
  });

  it('names a laboratory alone, and the others open as ever', () => {
    const opened = chapter();
    opened.go('hierarchy');
    expect(opened.lab).toBe('hierarchy');
    expect(opened.text).toMatch(/^hierarchy__study__(?:(?!__).)+__(?:(?!__).)+$/);
  });

  it('holds a picture of white pixels, which in base64url is nothing but underscores', () => {
    const opened = chapter();
    opened.hierarchy.bench.drawing.loadPixels(new Uint8Array(784).fill(255));
    opened.hierarchy.go(`p${'_'.repeat(1045)}w..block1_pool.3.4.5`);
    const text = opened.text!;
    const other = chapter();
    other.go(text);
    expect(other.text).toBe(text);
    expect(other.hierarchy.bench.drawing.current.pixels).toEqual(new Uint8Array(784).fill(255));
    expect(other.hierarchy.bench.lens.text).toBe('block1_pool.3.4.5');
  });
});
