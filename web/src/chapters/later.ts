/** What lies behind the front door: each is fetched when it is opened. */
import type { Component } from 'svelte';
import type { Chapter, FRONT_DOOR } from '../state/address';
import type { PageState } from '../state/page.svelte';

type LaterChapter = Exclude<Chapter, typeof FRONT_DOOR>;
type ChapterPage = Component<{ page: PageState }>;

const LATER: Record<LaterChapter, () => Promise<{ default: ChapterPage }>> = {
  '01': () => import('./ThePath.svelte'),
  '02': () => import('./WhatIsCnn.svelte'),
  '03': () => import('./TakingApart.svelte'),
};

/** What stands in the bench's place. */
const INSTEAD: Record<
  NonNullable<PageState['instead']>,
  () => Promise<{ default: ChapterPage }>
> = {
  quality: () => import('./Quality.svelte'),
  studio: () => import('./Studio.svelte'),
};

export const insteadOfBench = async (
  name: NonNullable<PageState['instead']>,
): Promise<ChapterPage> => (await INSTEAD[name]()).default;

export const laterChapter = async (chapter: LaterChapter): Promise<ChapterPage> =>
  (await LATER[chapter]()).default;

/** What the bench says where a training run's weights are on it. */
export const otherNetwork = async (): Promise<ChapterPage> =>
  (await import('../views/studio/OtherNetwork.svelte')).default;
