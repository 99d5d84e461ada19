/**
 * Writes what the notices say of two packages that carry others' work without its licences in a form to walk:
 *
 *     node web/build/notices/collect.mjs
 *
 * Run again when `swagger-ui-dist` or `onnxruntime-web` get another version; the build says when. Swagger UI's source map
 * names the packages in its bundle; their licences are read from npm, in a folder that is thrown away. What onnxruntime
 * holds stands in the ThirdPartyNotices.txt of its Python package, `.venv/…/onnxruntime/`, with much that only other
 * builds hold.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const here = import.meta.dirname;
const web = join(here, '../..');
const RULE = '-'.repeat(80);

const json = (path) => JSON.parse(readFileSync(path, 'utf8'));
const installed = (name) => json(join(web, 'node_modules', name, 'package.json')).version;
const write = (name, parts) =>
  writeFileSync(
    join(here, `${name}.txt`),
    `${name} ${installed(name)}\n\n${parts.map((part) => part.trim().replace(/[ \t]+$/gm, '')).join(`\n\n${RULE}\n`)}\n`,
  );

const mit = (copyright) => `${copyright}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,
modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the
Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,
ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** Packages that state a licence and ship no text of it. */
const WITHOUT_TEXT = {
  format: mit('Copyright 2010 - 2014 Sami Samhuri sami@samhuri.net'),
  'short-unique-id':
    'By Jean Lescure. Apache License, Version 2.0: the text is Swagger UI’s own, above.',
  'toggle-selection': mit('Copyright (c) sudodoki <smd.deluzion@gmail.com>'),
};

function swaggerUi() {
  const name = 'swagger-ui-dist';
  const names = bundledIn(
    json(join(web, 'node_modules', name, 'swagger-ui-bundle.js.map')).sources,
  );
  const folder = mkdtempSync(join(tmpdir(), 'notices-'));
  const install = (...packages) =>
    execFileSync(
      'npm',
      [
        'install',
        '--ignore-scripts',
        '--legacy-peer-deps',
        '--no-audit',
        '--no-fund',
        '--silent',
        ...packages,
      ],
      { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] },
    );
  writeFileSync(join(folder, 'package.json'), '{"private": true}');
  // Its own requirements are the versions in the bundle; the rest are what webpack puts in place of Node's modules.
  install(`swagger-ui@<=${installed(name)}`);
  const missing = names.filter((one) => !existsSync(join(folder, 'node_modules', one)));
  install(...missing);
  const texts = new Map();
  for (const one of names) {
    const root = join(folder, 'node_modules', one);
    const { license, licenses } = json(join(root, 'package.json'));
    const text =
      licenceFiles(root)
        .map((file) => readFileSync(file, 'utf8').trim())
        .join('\n\n') || WITHOUT_TEXT[one];
    if (!text) throw new Error(`${one} ships no licence text; add it to WITHOUT_TEXT.`);
    const says = license ?? licenses?.map(({ type }) => type).join(', ');
    texts.set(text, [...(texts.get(text) ?? []), `${one} (${says})`]);
  }
  rmSync(folder, { recursive: true });
  write(name, [
    'Its bundle holds the packages below.',
    ...[...texts].map(([text, of]) => `${of.join(', ')}\n\n${text}`),
  ]);
}

/** Also those of a folder LICENSES. */
function licenceFiles(root) {
  return readdirSync(root, { withFileTypes: true })
    .filter(({ name }) => /^(licen[cs]e|copying|notice)/i.test(name))
    .flatMap((entry) =>
      entry.isDirectory()
        ? readdirSync(join(root, entry.name)).map((name) => join(root, entry.name, name))
        : [join(root, entry.name)],
    );
}

/** Names of the packages that a source map lists, each under the innermost `node_modules` of its path. */
function bundledIn(sources) {
  const names = sources.flatMap(
    (source) => [...source.matchAll(/node_modules\/((?:@[^/]+\/)?[^/]+)/g)].at(-1)?.[1] ?? [],
  );
  return [...new Set(names)].sort();
}

/** The sections of the notices that can concern the CPU build in WebAssembly; rather one too many. */
const IN_WEBASSEMBLY = [
  'ggml-org/ggml',
  'protocolbuffers/protobuf',
  'onnx',
  'Eigen',
  'Microsoft GSL',
  'Tensorflow',
  'Microsoft Cognitive Toolkit (CNTK)',
  'NumPy License',
  'Pytorch / Caffe2',
  'Caffe',
  'The LLVM Compiler Infrastructure',
  'HowardHinnant/date',
  'google/re2',
  'Boost',
  'google/flatbuffers',
  'abseil-cpp',
  'nlohmann/json',
  'dcleblanc/SafeInt',
  'MurmurHash3',
  'emsdk',
  'pytorch/cpuinfo',
  'google/XNNPACK',
];

function onnxruntime() {
  const libraries = join(web, '../.venv/lib');
  const [folder] = readdirSync(libraries)
    .map((python) => join(libraries, python, 'site-packages/onnxruntime'))
    .filter((path) => existsSync(path));
  if (!folder) throw new Error('onnxruntime is not in .venv; run `make run` once.');
  const sections = readFileSync(join(folder, 'ThirdPartyNotices.txt'), 'utf8')
    .replace(/\r/g, '')
    .split(/^_{5,}$/m);
  const of = new Map(sections.slice(1).map((text) => [text.trim().split('\n')[0].trim(), text]));
  const missing = IN_WEBASSEMBLY.filter((title) => !of.has(title));
  if (missing.length)
    throw new Error(
      `ThirdPartyNotices.txt has no section ${missing.join(', ')}; correct the list.`,
    );
  write('onnxruntime-web', [
    readFileSync(join(folder, 'LICENSE'), 'utf8').replace(/\r/g, ''),
    'Its WebAssembly holds, or may hold, what follows. The source of Eigen, under the Mozilla Public License 2.0, is at\n' +
      'https://gitlab.com/libeigen/eigen.',
    ...IN_WEBASSEMBLY.map((title) => of.get(title)),
    `musl, the C library of Emscripten\n\n${mit('Copyright © 2005-2020 Rich Felker, et al.')}\n\n` +
      'Parts of its mathematics: Copyright © 1993, 2004 Sun Microsystems, 2003-2011 David Schultz, 2003-2009 Steven G. Kargl,\n' +
      '2003-2009 Bruce D. Evans, 2008 Stephen L. Moshier, under terms as free.',
  ]);
}

swaggerUi();
onnxruntime();
