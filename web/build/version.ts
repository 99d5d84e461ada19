/**
 * The version, as the Python package says it: `__VERSION__` in the page's code, `<meta name="version">` in its HTML, by
 * which the wheel's build sees that it carries the page of its own version.
 */
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** @param file the Python file with the line `__version__ = "…"` */
export function readVersion(file: string): string {
  const found = /^__version__ = "([^"]+)"$/m.exec(readFileSync(file, 'utf8'))?.[1];
  if (!found) throw new Error(`${file} has no line like __version__ = "1.2.3"; add it.`);
  return found;
}

export function version(file: string): Plugin {
  const value = readVersion(file);
  return {
    name: 'esmiuca:version',
    config: () => ({ define: { __VERSION__: JSON.stringify(value) } }),
    transformIndexHtml: () => [
      { tag: 'meta', attrs: { name: 'version', content: value }, injectTo: 'head' },
    ],
  };
}
