/** Rules for who may import whom: rooms stand on those below, laboratories beside one another. */
import { basename, dirname, join, relative, sep } from 'node:path';
import { SRC, asked, chain, fileOf } from './imports.js';

const BELOW = {
  app: ['labs', 'bench', 'kit', 'inference', 'core'],
  labs: ['bench', 'kit', 'inference', 'core'],
  bench: ['kit', 'inference', 'core'],
  kit: ['core'],
  inference: ['core'],
  core: [],
};
const DOOR = ['bench/index.ts', 'bench/views.ts'];
/** Parts of a page with the shipped network, without the page. */
const TEST_DOOR = 'bench/testHost.ts';
/** Names that several rooms use, each for its own. */
const ROLES = ['address', 'index', 'sums', 'words'];
const isTest = (file) => /\.(test|e2e)\.ts$/.test(file);
const isState = (file) => /\.svelte(\.ts)?$/.test(file);
const isPure = (file) =>
  !isTest(file) && (file.startsWith('core/') || basename(file) === 'sums.ts');
const floorOf = (file) => file.split('/')[0];
/** A laboratory is a room of its own, with all its folders. */
const roomOf = (file) =>
  file
    .split('/')
    .slice(0, floorOf(file) === 'labs' ? 2 : 1)
    .join('/');

/** Why a file may not import another; null where it may. */
function forbidden(file, target) {
  const [here, there] = [roomOf(file), roomOf(target)];
  const [floor, other] = [floorOf(file), floorOf(target)];
  if (!(floor in BELOW)) return `${file} is in no room: they are ${Object.keys(BELOW).join(', ')}.`;
  if (here === there) return null;
  if (floor === 'labs' && other === 'labs')
    return `${here} imports ${there}: what two labs need moves down to kit/ or core/.`;
  if (
    floor === 'labs' &&
    other === 'bench' &&
    !DOOR.includes(target) &&
    !(isTest(file) && target === TEST_DOOR)
  )
    return `${here} imports ${target}: labs see of the bench what index.ts and views.ts export; export it there.`;
  if (BELOW[floor].includes(other)) return null;
  if (isTest(file) && other === 'inference') return null;
  if (floor === 'core')
    return `core imports ${there}: core/ stands on nothing; what it needs moves into core/, what needs ${there} moves out.`;
  if (BELOW[other]?.includes(floor))
    return `${here} imports ${there}, which stands above it: what ${here} needs moves down to core/ or is handed in; what needs ${there} moves up into it.`;
  return `${here} imports ${there}, which stands beside it: what both need moves down to core/, what needs both moves up to bench/.`;
}

/** Why a file may not import what is not in `src`; null where it may. */
function foreign(file, specifier) {
  const at = roomOf(file);
  if (/^onnxruntime-web\b/.test(specifier) && at !== 'inference')
    return `${at} imports onnxruntime-web: only inference/ runs networks; what needs it moves there.`;
  if (!isPure(file)) return null;
  const within = specifier.startsWith('.') && !join(dirname(file), specifier).startsWith('..');
  if (at === 'core' && !within)
    return `core imports ${specifier}: core/ stands on nothing; what needs it moves up to its room.`;
  return /^svelte\b/.test(specifier)
    ? `${file} imports ${specifier}: sums are pure; state belongs in a .svelte.ts that calls them.`
    : null;
}

const unwelcome = (file, specifier, target) =>
  target ? forbidden(file, target) : foreign(file, specifier);

function circle(file) {
  const files = chain(file, (met) => met === file);
  return files && `${files} is a circle: what they share moves to a file of its own.`;
}

function impure(file) {
  const files = isPure(file) && chain(file, isState);
  return (
    files &&
    `${files}: sums are pure; hand in the numbers, or move this to the state that needs it.`
  );
}

/** A browser test has a laboratory's name, and may. */
const stemOf = (file) => basename(file).replace(/(\.(d|test|svelte|en|pt-BR))*\.\w+$/, '');
const folders = {};
const note = (file) => (folders[stemOf(file)] ??= new Map()).set(dirname(file), file);
for (const file of asked.keys()) note(file);

function namesake(file) {
  if (ROLES.includes(stemOf(file))) return null;
  const other = [...note(file).values()].find((one) => dirname(one) !== dirname(file));
  return other && `${file} has the name of ${other}: a name says what a file is; rename one.`;
}

/** A rule that judges every import of a file, or the file. */
const rule = (judge, eachImport = false) => ({
  create(context) {
    const file = relative(SRC, context.physicalFilename).split(sep).join('/');
    if (file.startsWith('..')) return {};
    const nodes = [];
    const see = (node) => typeof node?.value === 'string' && nodes.push(node);
    return {
      ':matches(ImportDeclaration, ImportExpression)': (node) => see(node.source),
      ':matches(ExportAllDeclaration, ExportNamedDeclaration)': (node) => see(node.source),
      TSImportType: (node) => see(node.source),
      'NewExpression[callee.name="URL"]': ({ arguments: [at] }) =>
        String(at?.value).startsWith('.') && see(at),
      'Program:exit'(program) {
        const specifiers = nodes.map((node) => node.value);
        asked.set(file, specifiers);
        for (const node of eachImport ? nodes : [program]) {
          const message = judge(file, node.value, eachImport ? fileOf(file, node.value) : null);
          if (message) context.report({ node, message });
        }
      },
    };
  },
});

export default {
  meta: { name: 'rooms' },
  rules: {
    downwards: rule(unwelcome, true),
    acyclic: rule(circle),
    pure: rule(impure),
    unique: rule(namesake),
  },
};
