/** What the files of `src` import from one another, including type imports, `import()` and workers. */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const SRC = fileURLToPath(new URL('../src/', import.meta.url));
const IMPORTS = /\b(?:from|import)\s*\(?\s*'([^'\n]+)'|\bnew URL\(\s*'(\.[^'\n]+)'/g;

/** What every file imports, read once; a file being linted brings its current text. */
export const asked = new Map();
for (const entry of readdirSync(SRC, { recursive: true })) {
  if (!/\.(ts|svelte)$/.test(entry)) continue;
  const text = readFileSync(join(SRC, entry), 'utf8');
  asked.set(
    entry.split(sep).join('/'),
    Array.from(text.matchAll(IMPORTS), (found) => found[1] ?? found[2]),
  );
}

const found = new Map();
/** The file that a relative import means, tried with Vite's endings; null for one that is not in `src`. */
export function fileOf(from, specifier) {
  if (!specifier.startsWith('.')) return null;
  const key = `${dirname(from)} ${specifier}`;
  if (!found.has(key)) {
    const path = join(dirname(from), specifier.replace(/\?.*/, '')).split(sep).join('/');
    const file = ['', '.ts', '/index.ts'].map((end) => path + end).find((one) => asked.has(one));
    if (!file) return null;
    found.set(key, file);
  }
  return found.get(key);
}

/** The shortest chain of imports from a file to one that is looked for; null if there is none. */
export function chain(start, wanted) {
  const chains = [[start]];
  const met = new Set();
  for (const files of chains)
    for (const specifier of asked.get(files.at(-1))) {
      const next = fileOf(files.at(-1), specifier);
      if (next === null || met.has(next)) continue;
      if (wanted(next)) return [...files, next].join(' → ');
      met.add(next);
      chains.push([...files, next]);
    }
  return null;
}
