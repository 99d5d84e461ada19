/** What is said where nothing can be trained: in the reader's language, with the command for how this was installed. */
import { beforeEach, expect, it } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { i18n } from '../../kit/i18n/i18n.svelte';
import type { Remedy } from './trainingServer.svelte';
import TrainingNotice from './TrainingNotice.svelte';

const CLONE: Remedy = { installed: 'clone', command: 'make run-training' };
const WHEEL: Remedy = { installed: 'wheel', command: 'pip install "esmiuca[train]"' };
let text: string;
async function shown(
  state: 'none' | 'unable' | 'ready',
  remedy: Remedy | null,
  mayChange = true,
): Promise<void> {
  const { container } = await render(TrainingNotice, { server: { state, remedy, mayChange } });
  text = container.textContent!;
}
beforeEach(() => {
  i18n.language = 'en';
});

it('a clone has a make target that serves as well; after pip the server is started again', async () => {
  await shown('unable', CLONE);
  expect(text).toContain('make run-training');
  expect(text).not.toContain('start the server again');
  await shown('unable', WHEEL);
  expect(text).toContain('pip install "esmiuca[train]"');
  expect(text).toContain('start the server again');
});

it('in Portuguese nothing of it is English but the command', async () => {
  i18n.language = 'pt-BR';
  await shown('unable', WHEEL);
  expect(text).toMatch(/Falta instalar o PyTorch.*pip install.*inicie o servidor de novo/);
  expect(text).not.toMatch(/install it|server/i);
});

it('a static host has no server, a newer one another page, and one that trains nothing to say', async () => {
  await shown('none', null);
  expect(text).toContain('local server');
  await shown('unable', null);
  expect(text).toContain('Reload it');
  await shown('ready', null);
  expect(text.trim()).toBe('');
});

it('whoever came without the server’s token is told where to open the page', async () => {
  await shown('ready', null, false);
  expect(text).toContain('open this page once at the address with ?token= that the server printed');
  await shown('unable', CLONE, false); // what is missing first is said first
  expect(text).not.toContain('token');
  i18n.language = 'pt-BR';
  await shown('ready', null, false);
  expect(text).toContain(
    'abra esta página uma vez pelo endereço com ?token= que o servidor mostrou',
  );
});
