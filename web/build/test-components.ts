/** Each component test finds an empty page, even where files share one. */
import { beforeEach } from 'vitest';
import { cleanup } from 'vitest-browser-svelte/pure';

beforeEach(async () => {
  await cleanup();
});
