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

/** How good the network is: stands in the bench's place. */
export const qualityView = async (): Promise<ChapterPage> =>
  (await import('./Quality.svelte')).default;

export const laterChapter = async (chapter: LaterChapter): Promise<ChapterPage> =>
  (await LATER[chapter]()).default;
