/**
 * `notices.txt`: whose work the site carries, and under which licence. Made by the build from the modules and files that it
 * really bundles, workers' and fonts' among them, so that a new dependency can't be forgotten. What no package tells stands
 * in `build/notices/`: the data sets, and what Swagger UI and onnxruntime hold themselves (collect.mjs writes those).
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { MATERIALS, materialsText } from './materials.ts';

export const NOTICES = 'notices.txt';

/** A package or a data set of which the site carries something. */
export interface Notice {
  name: string;
  licence: string;
  texts: string[];
}

const FOLDER = join(import.meta.dirname, 'notices');
const require = createRequire(import.meta.url);

const OWN = read(join(import.meta.dirname, '../../LICENSE'));

/** Carried, but no package in the build. */
const DATA: Notice[] = [
  { name: 'MNIST', licence: 'CC-BY-SA-3.0', texts: [read(join(FOLDER, 'mnist.txt'))] },
  { name: 'Fashion-MNIST', licence: 'MIT', texts: [read(join(FOLDER, 'fashion-mnist.txt'))] },
];

/** Modules without a file that a tool writes into the bundle, by how their names begin. */
const WRITTEN_BY: [prefix: string, name: string][] = [
  ['\0vite/', 'vite'],
  ['\0rolldown/', 'rolldown'],
];

function read(file: string): string {
  return readFileSync(file, 'utf8').replace(/\r/g, '').trim();
}

/** The folder of the package that a module or file belongs to; null where it is ours. */
export function packageFolder(id: string): string | null {
  const written = WRITTEN_BY.find(([prefix]) => id.startsWith(prefix));
  if (written) return dirname(require.resolve(`${written[1]}/package.json`));
  return /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id.replaceAll('\\', '/'))?.[1] ?? null;
}

/** What a package says of its licence, in its own files and in ours. */
export function packageNotice(folder: string): Notice {
  const { name, version, license } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  ) as { name: string; version: string; license?: string };
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
    .map((file) => read(join(folder, file)))
    // A tool's licence file goes on with those of what the tool bundles, none of which gets into the page.
    .map((text) => text.split(/^#+ Licenses of bundled dependencies$/m)[0].trim());
  const ours = join(FOLDER, `${name.replace('/', '-')}.txt`);
  if (existsSync(ours)) {
    const [head, ...lines] = read(ours).split('\n');
    if (head !== `${name} ${version}`) {
      throw new Error(
        `${ours} is of ${head}, the build has ${name} ${version}; run \`node web/build/notices/collect.mjs\`.`,
      );
    }
    texts.push(lines.join('\n').trim());
  }
  if (!license || texts.length === 0) {
    throw new Error(
      `${name} goes into the page and ships no ${license ? 'text of its licence' : 'licence'}; write ${ours}.`,
    );
  }
  return { name: `${name} ${version}`, licence: license, texts };
}

/** The whole file: a list, then every text once, under the names that it holds for. */
export function noticesText(notices: readonly Notice[]): string {
  const sorted = [...notices].sort((a, b) => a.name.localeCompare(b.name, 'en'));
  const texts = new Map<string, string[]>();
  for (const { name, licence, texts: own } of sorted) {
    const text = own.join('\n\n');
    texts.set(text, [...(texts.get(text) ?? []), `${name} (${licence})`]);
  }
  const rule = '='.repeat(80);
  return [
    'Esmiúça is under the MIT licence. It carries the work of others, under the licences that follow.\n' +
      'A Esmiúça está sob a licença MIT. Ela leva trabalho de terceiros, sob as licenças que seguem.',
    OWN,
    'What it carries / O que ela leva',
    sorted.map(({ name, licence }) => `${name} (${licence})`).join('\n'),
    ...[...texts].map(([text, names]) => `${rule}\n${names.join('\n')}\n\n${text}`),
  ].join('\n\n');
}

/** One plugin for the page and one for its workers, which are bundled apart; the page's writes the file, and page.cdx.json. */
export function notices(): { page: Plugin; workers: Plugin } {
  const folders = new Set<string>();
  let root = '';
  type Hook = Extract<Plugin['generateBundle'], (...args: never[]) => unknown>;
  const collect = (bundle: Parameters<Hook>[1]) => {
    const ids = Object.values(bundle).flatMap((output) =>
      output.type === 'chunk'
        ? output.moduleIds
        : output.originalFileNames.map((name) => resolve(root, name)),
    );
    for (const folder of ids.map(packageFolder)) if (folder) folders.add(folder);
  };
  return {
    workers: {
      name: 'esmiuca:notices-of-workers',
      generateBundle: (_, bundle) => collect(bundle),
    },
    page: {
      name: 'esmiuca:notices',
      configResolved: (config) => {
        root = config.root;
      },
      generateBundle: {
        order: 'post',
        handler(_, bundle) {
          collect(bundle);
          const carried = [...folders].map(packageNotice);
          this.emitFile({
            type: 'asset',
            fileName: NOTICES,
            source: noticesText([...carried, ...DATA]) + '\n',
          });
          this.emitFile({
            type: 'asset',
            fileName: MATERIALS,
            source: materialsText(folders, DATA) + '\n',
          });
        },
      },
    },
  };
}
