/**
 * The Python that runs, as the page shows it: `import text from 'python:esmiuca/training/loop.py/Trainer.train_step'` is that
 * definition's text, taken from the source when the page is built. A definition that is gone fails the build.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plugin } from 'vite';
import { definition } from './definition.ts';

const PREFIX = 'python:';

/** @param root the folder that the files' paths begin in */
export function pythonSource(root: string): Plugin {
  return {
    name: 'esmiuca:python-source',
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return;
      const [, path, name] = /^(.*\.py)\/(.*)$/.exec(id.slice(PREFIX.length + 1))!;
      const file = resolve(root, path);
      this.addWatchFile(file);
      return `export default ${JSON.stringify(definition(readFileSync(file, 'utf8'), name))};`;
    },
  };
}
