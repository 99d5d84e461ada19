import { fileURLToPath } from 'node:url';
import stylelint from 'stylelint';
import { expect, test } from 'vitest';

const configFile = fileURLToPath(new URL('../../stylelint.config.js', import.meta.url));

/** What stylelint says of one declaration in a component. */
async function complaints(declaration: string): Promise<string[]> {
  const code = `<p>7</p>\n\n<style>\n  p {\n    ${declaration};\n  }\n</style>\n`;
  const { results } = await stylelint.lint({ code, codeFilename: 'Lab.svelte', configFile });
  return results.flatMap(({ warnings }) => warnings.map(({ text }) => text));
}

test.each([
  'font-size: 15px',
  'font-size: calc(0.9 * var(--small))',
  'font: 600 19px/1.3 var(--serif)',
  'border-radius: 6px',
  'border-radius: 0 4px',
  'max-width: 70ch',
  'gap: 10px 16px',
  'margin-top: 14px',
  'padding: var(--s2) 18px',
])('a component may not write “%s”', async (declaration) => {
  expect(await complaints(declaration)).toEqual([
    expect.stringContaining(`“${declaration}” is not from src/kit/tokens.css`),
  ]);
});

test.each([
  'font-size: var(--small)',
  'font-size: calc(2 * var(--display))',
  'font: 600 var(--lead) / 1.3 var(--serif)',
  'border-radius: 0 var(--round-small) var(--round-small) 0',
  'border-radius: 50%',
  'max-width: var(--measure)',
  'max-width: 440px',
  'gap: var(--s2) var(--s7)',
  'padding: 3px var(--s3) 0',
  'margin-left: 452px',
])('it may write “%s”', async (declaration) => {
  expect(await complaints(declaration)).toEqual([]);
});
