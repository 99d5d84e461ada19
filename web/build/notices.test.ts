import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { describe, expect, it } from 'vitest';
import { MATERIALS, packageComponent, type Component } from './materials.ts';
import { NOTICES, notices, noticesText, packageFolder, packageNotice } from './notices.ts';
import { precache } from './precache.ts';

const modules = resolve(import.meta.dirname, '../node_modules');

/** A package of one module in a folder of its own. */
function madePackage(root: string, name: string, licence: string | null): string {
  const folder = join(root, 'node_modules', name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name, version: '1.2.3', license: 'ISC' }),
  );
  writeFileSync(join(folder, 'index.js'), `export const name = '${name}';`);
  writeFileSync(join(folder, 'font.woff2'), name);
  if (licence !== null) writeFileSync(join(folder, 'LICENSE'), licence);
  return folder;
}

const temporary = () => mkdtempSync(join(tmpdir(), 'esmiuca-notices-'));

describe('whose a module is', () => {
  it('is the innermost package’s', () => {
    expect(packageFolder('/a/node_modules/b/node_modules/@c/d/e.js')).toBe(
      '/a/node_modules/b/node_modules/@c/d',
    );
    expect(packageFolder('\0/a/node_modules/b/c.js?url')).toBe('/a/node_modules/b');
    expect(packageFolder('/a/src/main.ts')).toBeNull();
  });

  it('is the tool’s that wrote it into the bundle', () => {
    expect(packageFolder('\0vite/preload-helper.js')).toBe(join(modules, 'vite'));
    expect(packageFolder('\0rolldown/runtime.js')).toBe(join(modules, 'rolldown'));
  });
});

describe('what a package says', () => {
  it('leaves out the licences of what a tool holds', () => {
    const { texts } = packageNotice(join(modules, 'vite'));
    expect(texts[0]).toContain('Permission is hereby granted');
    expect(texts[0].length).toBeLessThan(1500);
  });

  it('must be a text', () => {
    expect(() => packageNotice(madePackage(temporary(), 'bare', null))).toThrow(
      /^bare goes into the page and ships no text of its licence; write .*bare\.txt\.$/,
    );
  });

  it('fails where ours is of another version', () => {
    const folder = madePackage(temporary(), 'onnxruntime-web', 'MIT');
    expect(() => packageNotice(folder)).toThrow(
      /onnxruntime-web 1\.2\.3; run `node .*collect\.mjs`/,
    );
  });

  it('names every package in Swagger UI’s bundle', () => {
    const folder = join(modules, 'swagger-ui-dist');
    const { sources } = JSON.parse(
      readFileSync(join(folder, 'swagger-ui-bundle.js.map'), 'utf8'),
    ) as { sources: string[] };
    const names = new Set(
      sources.map((source) => source.split('node_modules/')).filter((parts) => parts.length > 1),
    );
    const text = packageNotice(folder).texts.join('\n');
    expect(names.size).toBeGreaterThan(1000);
    for (const parts of names) {
      const path = parts.at(-1)!.split('/');
      const name = path[0].startsWith('@') ? path.slice(0, 2).join('/') : path[0];
      expect(text).toContain(`${name} (`);
    }
  });
});

it('says a text once, for all that it holds for', () => {
  const text = noticesText([
    { name: 'b 2', licence: 'ISC', texts: ['same'] },
    { name: 'c 3', licence: 'MIT', texts: ['other', 'notice'] },
    { name: 'a 1', licence: 'ISC', texts: ['same'] },
  ]);
  expect(text).toContain('a 1 (ISC)\nb 2 (ISC)\nc 3 (MIT)\n');
  expect(text).toMatch(
    /=\na 1 \(ISC\)\nb 2 \(ISC\)\n\nsame\n\n=+\nc 3 \(MIT\)\n\nother\n\nnotice$/,
  );
});

it('is not kept for offline use', () => {
  const site = new Map([NOTICES, MATERIALS, 'index.html'].map((path) => [path, Buffer.from(path)]));
  expect(precache(site).files).toEqual(['']);
});

it('names what a build bundles: for the page, its workers, its fonts; nothing else', async () => {
  const root = temporary();
  for (const name of ['in-page', 'in-worker', 'in-style', 'unused']) {
    madePackage(root, name, `licence of ${name}`);
  }
  const files = {
    'index.html': '<script type="module" src="./main.js"></script>',
    'main.js': `import { name } from 'in-page'; import './style.css';
      new Worker(new URL('./worker.js', import.meta.url), { type: 'module' }).postMessage(name);`,
    'worker.js': `import { name } from 'in-worker'; postMessage(name);`,
    'style.css': `@font-face { font-family: f; src: url('./node_modules/in-style/font.woff2') }`,
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(root, name), content);
  const carried = notices();
  await build({
    root,
    configFile: false,
    logLevel: 'silent',
    plugins: [carried.page],
    worker: { format: 'es', plugins: () => [carried.workers] },
    build: { assetsInlineLimit: 0 },
  });
  const text = readFileSync(join(root, 'dist', NOTICES), 'utf8');
  for (const name of ['in-page', 'in-worker', 'in-style']) {
    expect(text).toContain(`${name} 1.2.3 (ISC)\n\nlicence of ${name}`);
  }
  expect(text).not.toContain('unused');
  expect(text).toContain('MNIST (CC-BY-SA-3.0)');
  const { components } = JSON.parse(readFileSync(join(root, 'dist', MATERIALS), 'utf8')) as {
    components: Component[];
  };
  const named = components.map(({ purl, name }) => purl ?? name);
  expect(named).toEqual([
    'Fashion-MNIST',
    'MNIST',
    'pkg:npm/in-page@1.2.3',
    'pkg:npm/in-style@1.2.3',
    'pkg:npm/in-worker@1.2.3',
    expect.stringMatching(/^pkg:npm\/vite@/),
  ]);
});

it('gives programs a package’s name, licence and hash as npm knows them', () => {
  const folder = join(modules, '@fontsource-variable/source-serif-4');
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const integrity = `sha512-${Buffer.from('the hash').toString('base64')}`;
  const key = 'node_modules/@fontsource-variable/source-serif-4';
  expect(packageComponent(folder, { [key]: { integrity } })).toEqual({
    type: 'library',
    'bom-ref': `pkg:npm/%40fontsource-variable/source-serif-4@${version}`,
    group: '@fontsource-variable',
    name: 'source-serif-4',
    version,
    purl: `pkg:npm/%40fontsource-variable/source-serif-4@${version}`,
    licenses: [{ license: { id: 'OFL-1.1' } }],
    hashes: [{ alg: 'SHA-512', content: Buffer.from('the hash').toString('hex') }],
  });
  const either = madePackage(temporary(), 'either', 'text');
  writeFileSync(
    join(either, 'package.json'),
    JSON.stringify({ name: 'either', version: '1.2.3', license: '(MIT OR ISC)' }),
  );
  const component = packageComponent(either, {});
  expect(component.licenses).toEqual([{ expression: '(MIT OR ISC)' }]);
  expect(component).not.toHaveProperty('hashes');
});
