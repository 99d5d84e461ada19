/** Chapter 02: its sections, and the laboratories in them. */
import { Brain } from '../../labs/brain/brain.svelte';
import { Colours } from '../../labs/colour/colours.svelte';
import { Cost } from '../../labs/cost/cost.svelte';
import { Versus } from '../../labs/versus/versus.svelte';
import { Manual } from '../../labs/manual/manual.svelte';
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

  /** For the address: "planes_cmyk-1101-60_28x28x1x3x32", its end left out where it says nothing. */
  get text(): string | null {
    const labs = [this.colours, this.cost, this.brain, this.manual, this.versus];
    const parts = [this.section, ...labs.map(({ text }) => text)].map((part) => part ?? '');
    return parts.join('_').replace(/_+$/, '') || null;
  }

  /** Whatever can't be read is left at its default. */
  go(text: string | null): void {
    const [section, colours, cost, brain, manual, versus] = (text ?? '').split('_');
    this.goTo(SECTIONS.find((name) => name === section) ?? null);
    this.colours.go(colours || null);
    this.cost.go(cost || null);
    this.brain.go(brain || null);
    this.versus.go(versus || null);
    this.manual.go(manual || null);
  }
}
