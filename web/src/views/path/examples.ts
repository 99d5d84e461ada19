/** What runs at a station of the path: each is fetched when the station is visited. */
import type { Component } from 'svelte';
import type { PageState } from '../../state/page.svelte';
import type { Path } from '../../state/path.svelte';
import type { StationId } from '../../state/pathStations';

type Example = Component<{ page: PageState; path: Path }>;

export const EXAMPLES: Partial<Record<StationId, () => Promise<{ default: Example }>>> = {
  'deep-learning': () => import('./DepthExample.svelte'),
  'neural-networks': () => import('./NeuronExample.svelte'),
  voice: () => import('./VoiceExample.svelte'),
  game: () => import('./GameExample.svelte'),
  vision: () => import('./VisionExample.svelte'),
  generative: () => import('./PatchworkExample.svelte'),
  gans: () => import('../gan/GanLab.svelte'),
};

/** Laboratories of several parts: they take the page's whole width, below the account. */
export const WIDE: ReadonlySet<StationId> = new Set(['gans']);
