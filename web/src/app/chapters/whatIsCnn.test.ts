import { describe, expect, it } from 'vitest';
import { WhatIsCnn } from './whatIsCnn.svelte';

const at = (text: string | null) => {
  const chapter = new WhatIsCnn();
  chapter.go(text);
  return chapter;
};

describe("chapter 02's address", () => {
  it.each([
    'planes',
    'by-hand_hsv-101-40',
    'cost__28x28x1x3x32',
    '_cmyk-1111-100-pillow',
    'brain___7-12.9',
    'brain___-0.27',
    'by-hand____101-said-7-13.9',
    '____111-measured-0-13.13',
    '____010-measured--0.27',
    'versus_____fashion-e9-xm3-r30-p-gcnn',
    '_hsv-101-40____x3',
    'cost_ycbcr-110-50-grey-3.4_224x224x3x7x64',
  ])('%s comes back', (text) => expect(at(text).text).toBe(text));

  it.each([null, '', '_', '__', 'nowhere', 'nowhere_lab_0x0'])('%j is the beginning', (text) =>
    expect(at(text).text).toBeNull(),
  );

  it('moves to the section that it names, once', () => {
    const chapter = at('cost');
    expect(chapter.arrival).toBe('cost');
    chapter.arrival = null;
    chapter.go('cost_hsv-111-100');
    expect(chapter.arrival).toBeNull();
    expect(chapter.colours.space).toBe('hsv');
  });
});
