/** Chapters behind the front door: each is fetched when it is opened. */
import type { Component } from 'svelte';
import type { Chapter, FRONT_DOOR } from '../../kit/chapter/chapters';
import type { PageState } from '../page.svelte';

type LaterChapter = Exclude<Chapter, typeof FRONT_DOOR>;
type ChapterPage = Component<{ page: PageState }>;

const LATER: Record<LaterChapter, () => Promise<{ default: ChapterPage }>> = {
  '01': () => import('./ThePath.svelte'),
  '02': () => import('./WhatIsCnn.svelte'),
  '03': () => import('./TakingApart.svelte'),
};

/** Views shown in place of the bench. */
const INSTEAD: Record<
  NonNullable<PageState['instead']>,
  () => Promise<{ default: ChapterPage }>
> = {
  quality: () => import('./QualityChapter.svelte'),
  studio: () => import('./StudioChapter.svelte'),
};

/** What was asked for already. Always the same promise: awaiting a new one would render the chapter again. */
const asked = new Map<string, Promise<ChapterPage>>();

function once(name: string, open: () => Promise<{ default: ChapterPage }>): Promise<ChapterPage> {
  const known = asked.get(name);
  if (known) return known;
  const opening = open().then((module) => module.default);
  // A failed fetch is tried again.
  opening.catch(() => asked.delete(name));
  asked.set(name, opening);
  return opening;
}

export const insteadOfBench = (name: NonNullable<PageState['instead']>): Promise<ChapterPage> =>
  once(name, INSTEAD[name]);

export const laterChapter = (chapter: LaterChapter): Promise<ChapterPage> =>
  once(chapter, LATER[chapter]);

/** What the bench says when a training run's weights are on it. */
export const otherNetwork = async (): Promise<ChapterPage> =>
  (await import('../../labs/studio/OtherNetwork.svelte')).default;
