/** Each rule about rooms in eslint.config.js, broken by a file that does not exist, says where the thing belongs. */
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { beforeAll, describe, expect, it } from 'vitest';

const eslint = new ESLint({ cwd: fileURLToPath(new URL('../', import.meta.url)) });
const IMPORTS = /^rooms\/(downwards|acyclic|pure)|restricted/;

// Two laboratories, so that no rule depends on a real one. The first text loads the configuration and its parsers.
beforeAll(async () => {
  for (const file of ['hens/hens.svelte.ts', 'ducks/ducks.svelte.ts', 'ducks/pond/swim.ts'])
    expect(await said(`labs/${file}`, '')).toEqual([]);
}, 60_000);

/** What these rules say of a file of `src` with this text. */
async function said(file: string, text: string, rules = IMPORTS): Promise<string[]> {
  const [{ messages }] = await eslint.lintText(text, { filePath: `src/${file}` });
  expect(messages.filter((message) => message.fatal)).toEqual([]);
  return messages
    .filter((message) => rules.test(message.ruleId ?? ''))
    .map((message) => message.message);
}

const DUCKS = '../ducks/ducks.svelte';
const TWO_LABS = 'labs/hens imports labs/ducks: what two labs need moves down to kit/ or core/.';

describe('a laboratory', () => {
  it.each([
    ['an import', 'labs/hens/new.ts', `import '${DUCKS}';`],
    ['a type', 'labs/hens/new.ts', `import type { Ducks } from '${DUCKS}';`],
    ['a type in place', 'labs/hens/new.ts', `export type C = import('${DUCKS}').Ducks;`],
    ['an export', 'labs/hens/new.ts', `export * from '${DUCKS}';`],
    ['a dynamic import', 'labs/hens/new.ts', `export const late = import('${DUCKS}');`],
    ['a worker', 'labs/hens/new.ts', `new URL('../ducks/pond/swim.ts', import.meta.url);`],
    ['a component', 'labs/hens/New.svelte', `<script lang="ts">import '${DUCKS}';</script>`],
    ['markup', 'labs/hens/New.svelte', `{#await import('${DUCKS}') then _}{/await}`],
    ['a folder in it', 'labs/hens/deep/new.ts', `import '../${DUCKS}';`],
    ['its test', 'labs/hens/new.test.ts', `import '${DUCKS}';`],
    ['its browser test', 'labs/hens/new.e2e.ts', `import '${DUCKS}';`],
  ])('imports no other: %s', async (_, file, text) => {
    expect(await said(file, text)).toEqual([TWO_LABS]);
  });

  it('is one with all its folders', async () => {
    expect(await said('labs/ducks/new.ts', `import './pond/swim';`)).toEqual([]);
  });

  it("sees the bench's door alone", async () => {
    expect(await said('labs/hens/new.ts', `import '../../bench';`)).toEqual([]);
    expect(await said('labs/hens/new.ts', `import '../../bench/views';`)).toEqual([]);
    expect(await said('labs/hens/new.ts', `import '../../bench/detector.svelte';`)).toEqual([
      'labs/hens imports bench/detector.svelte.ts: labs see of the bench what index.ts and views.ts export; export it there.',
    ]);
  });
});

describe('rooms', () => {
  it.each([
    [
      'labs/hens/new.ts',
      '../../app/page.svelte',
      'labs/hens imports app, which stands above it: what labs/hens needs moves down to core/ or is handed in; what needs app moves up into it.',
    ],
    [
      'bench/new.ts',
      '../labs/ducks/ducks.svelte',
      'bench imports labs/ducks, which stands above it: what bench needs moves down to core/ or is handed in; what needs labs/ducks moves up into it.',
    ],
    [
      'kit/new.ts',
      '../bench',
      'kit imports bench, which stands above it: what kit needs moves down to core/ or is handed in; what needs bench moves up into it.',
    ],
    [
      'kit/new.ts',
      '../inference/client',
      'kit imports inference, which stands beside it: what both need moves down to core/, what needs both moves up to bench/.',
    ],
    [
      'inference/new.ts',
      '../kit/theme',
      'inference imports kit, which stands beside it: what both need moves down to core/, what needs both moves up to bench/.',
    ],
    [
      'core/new.ts',
      '../kit/theme',
      'core imports kit: core/ stands on nothing; what it needs moves into core/, what needs kit moves out.',
    ],
    [
      'core/new.ts',
      'd3-color',
      'core imports d3-color: core/ stands on nothing; what needs it moves up to its room.',
    ],
    [
      'core/new.ts',
      '../../../artifacts/manifest.json',
      'core imports ../../../artifacts/manifest.json: core/ stands on nothing; what needs it moves up to its room.',
    ],
    [
      'bench/new.ts',
      'onnxruntime-web/wasm',
      'bench imports onnxruntime-web: only inference/ runs networks; what needs it moves there.',
    ],
    [
      'utils/new.ts',
      '../core/clamp',
      'utils/new.ts is in no room: they are app, labs, bench, kit, inference, core.',
    ],
  ])('%s may not import %s', async (file, specifier, message) => {
    expect(await said(file, `import '${specifier}';`)).toEqual([message]);
  });

  it.each([
    ['app/new.ts', '../labs/ducks/ducks.svelte'],
    ['labs/hens/new.ts', '../../inference/client'],
    ['labs/hens/new.ts', '../../kit/theme'],
    ['bench/new.ts', '../kit/theme'],
    ['kit/new.ts', '../core/clamp'],
    ['kit/new.ts', 'd3-color'],
    ['inference/new.ts', 'onnxruntime-web/wasm'],
    ['core/new.test.ts', '../inference/testNetworks'],
    ['kit/new.test.ts', 'node:fs'],
  ])('%s may import %s', async (file, specifier) => {
    expect(await said(file, `import '${specifier}';`)).toEqual([]);
  });
});

describe('the build', () => {
  it('names no laboratory', async () => {
    expect(await said('../build/new.ts', `import '../src/labs/hens/new.ts';`)).toEqual([
      "'../src/labs/hens/new.ts' import is restricted from being used by a pattern. Of all that is outside a lab, src/app/ alone names it: what the build needs moves to build/.",
    ]);
  });
});

describe('circles', () => {
  it('are none, of types neither', async () => {
    await said('kit/hen.ts', `import type { Egg } from './chick.svelte';`);
    await said('kit/chick.svelte.ts', `export { type Egg } from './egg';`);
    expect(await said('kit/egg.ts', `export type Hen = import('./hen').Hen;`)).toEqual([
      'kit/egg.ts → kit/hen.ts → kit/chick.svelte.ts → kit/egg.ts is a circle: what they share moves to a file of its own.',
    ]);
  });
});

describe('sums', () => {
  const TOUCHES = 'Sums are pure: what touches the page moves to a component or to its state.';
  it.each(['core/new.ts', 'labs/hens/sums.ts'])('%s touches no page', async (file) => {
    expect(await said(file, 'document.title;')).toEqual([
      `Unexpected use of 'document'. ${TOUCHES}`,
    ]);
    expect(await said(file, 'export type At = HTMLElement;')).toEqual([
      `Don't use \`HTMLElement\` as a type. ${TOUCHES}`,
    ]);
  });

  it('reach no state, by others neither', async () => {
    await said('labs/hens/between.ts', `import './hens.svelte';`);
    expect(await said('labs/hens/sums.ts', `import type { Between } from './between';`)).toEqual([
      'labs/hens/sums.ts → labs/hens/between.ts → labs/hens/hens.svelte.ts: sums are pure; hand in the numbers, or move this to the state that needs it.',
    ]);
    expect(await said('labs/hens/sums.ts', `import { untrack } from 'svelte';`)).toEqual([
      'labs/hens/sums.ts imports svelte: sums are pure; state belongs in a .svelte.ts that calls them.',
    ]);
  });
});

describe('names', () => {
  const UNIQUE = /unique/;
  it('are had once', async () => {
    expect(await said('labs/hens/swim.svelte.ts', '', UNIQUE)).toEqual([
      'labs/hens/swim.svelte.ts has the name of labs/ducks/pond/swim.ts: a name says what a file is; rename one.',
    ]);
    expect(await said('labs/hens/swim.en.ts', '', UNIQUE)).toHaveLength(1);
    expect(await said('labs/ducks/swim.test.ts', '', UNIQUE)).toHaveLength(1);
  });

  it('but for words, address, index and sums, browser tests, and what lies together', async () => {
    for (const file of [
      'hens/words.en.ts',
      'hens/address.ts',
      'hens/sums.ts',
      'hens/Hens.svelte',
      'hens/swim.e2e.ts',
    ])
      expect(await said(`labs/${file}`, '', UNIQUE)).toEqual([]);
  });
});
