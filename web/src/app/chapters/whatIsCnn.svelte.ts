/** Chapter 02: its sections, and the laboratories in them. */
import { Brain } from '../../labs/brain/brain.svelte';
import { Colours } from '../../labs/colour/colours.svelte';
import { Cost } from '../../labs/cost/cost.svelte';
import { Versus } from '../../labs/versus/versus.svelte';
import { Manual } from '../../labs/manual/manual.svelte';
import type { WithText } from '../../kit/addressPart';
import { joinParts, splitParts } from '../../kit/chapter/partTexts';
import { Reading } from '../../kit/chapter/reading.svelte';

/** In the order of the deck; the names are the anchors in the address. */
export const SECTIONS = [
  'by-hand',
  'flatten',
  'versus',
  'planes',
  'cost',
  'shrink',
  'brain',
] as const;
export type Section = (typeof SECTIONS)[number];

export class WhatIsCnn extends Reading<Section> {
  readonly colours = new Colours();
  readonly cost = new Cost();
  readonly brain = new Brain();
  readonly versus = new Versus();
  readonly manual = new Manual();

  /** For the address: "planes_cmyk-1101-60_28x28x1x3x32"; trailing parts that say nothing are left out. */
  get text(): string | null {
    return joinParts([this.section, ...this.#labs.map(({ text }) => text)], '_');
  }

  /** Whatever can't be read is left at its default. */
  go(text: string | null): void {
    const [, ...parts] = splitParts(text, '_');
    this.reopen(text);
    for (const [i, lab] of this.#labs.entries()) lab.go(parts[i] ?? null);
  }

  /** Goes to the section that a text names. */
  reopen(text: string | null): void {
    const [section] = splitParts(text, '_');
    this.goTo(SECTIONS.find((name) => name === section) ?? null);
  }

  get #labs(): readonly WithText[] {
    return [this.colours, this.cost, this.brain, this.manual, this.versus];
  }
}
