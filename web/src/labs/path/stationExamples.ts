/** What runs at a station of the path: each is fetched when the station is visited. */
import type { Component } from 'svelte';
import type { Host } from '../../bench';
import type { Path } from './path.svelte';
import type { StationId } from './stations';

export type Example<Page extends Host = Host> = Component<{ page: Page; path: Path }>;

export const EXAMPLES: Partial<Record<StationId, () => Promise<{ default: Example }>>> = {
  'deep-learning': () => import('./depth/DepthExample.svelte'),
  'neural-networks': () => import('./neuron/NeuronExample.svelte'),
  voice: () => import('./voice/VoiceExample.svelte'),
  game: () => import('./game/GameExample.svelte'),
  vision: () => import('./vision/VisionExample.svelte'),
  generative: () => import('./patchwork/PatchworkExample.svelte'),
};

/** Laboratories of several parts: they take the page's whole width, below the account. */
export const WIDE: ReadonlySet<StationId> = new Set(['gans']);
