/**
 * `page.cdx.json`: the packages that the site carries, for programs that look for known faults and licences, as CycloneDX
 * has it (https://cyclonedx.org/docs/1.6/json/). Of the same packages as the notices; the same build writes the same bytes.
 */
import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

export const MATERIALS = 'page.cdx.json';

const WEB = join(import.meta.dirname, '..');

interface Locked {
  /** `sha512-` and the hash in base64. */
  integrity?: string;
}

export interface Component {
  type: 'library' | 'data' | 'application';
  'bom-ref': string;
  name: string;
  group?: string;
  version?: string;
  purl?: string;
  licenses: ({ license: { id: string } } | { expression: string })[];
  hashes?: { alg: 'SHA-512'; content: string }[];
}

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'));

/** Whether by its name in SPDX's list, or as several of them. */
const licences = (licence: string): Component['licenses'] =>
  /\s/.test(licence) ? [{ expression: licence }] : [{ license: { id: licence } }];

/** The package in a folder, with the hash of what npm installed, by the lock file. */
export function packageComponent(folder: string, packages: Record<string, Locked>): Component {
  const { name, version, license } = read(join(folder, 'package.json')) as Record<string, string>;
  const [scope, bare] = name.startsWith('@') ? name.split('/') : [null, name];
  const purl = `pkg:npm/${scope ? `${encodeURIComponent(scope)}/` : ''}${bare}@${version}`;
  const integrity = packages[relative(WEB, folder).split(sep).join('/')]?.integrity;
  const [, hash] = /^sha512-(\S+)$/.exec(integrity ?? '') ?? [];
  const content = hash && Buffer.from(hash, 'base64').toString('hex');
  return {
    type: 'library',
    'bom-ref': purl,
    ...(scope ? { group: scope } : {}),
    name: bare,
    version,
    purl,
    licenses: licences(license),
    ...(content ? { hashes: [{ alg: 'SHA-512', content }] } : {}),
  };
}

/** The whole file, for these packages' folders and data sets. */
export function materialsText(
  folders: Iterable<string>,
  data: readonly { name: string; licence: string }[],
): string {
  const { packages } = read(join(WEB, 'package-lock.json')) as { packages: Record<string, Locked> };
  const { version, license } = read(join(WEB, 'package.json')) as Record<string, string>;
  const page: Component = {
    type: 'application',
    'bom-ref': 'page',
    name: 'esmiuca-page',
    version,
    licenses: licences(license),
  };
  const components = [
    ...[...folders].map((folder) => packageComponent(folder, packages)),
    ...data.map(({ name, licence }): Component => ({
      type: 'data',
      'bom-ref': name,
      name,
      licenses: licences(licence),
    })),
  ].sort((a, b) => (a['bom-ref'] < b['bom-ref'] ? -1 : 1));
  return JSON.stringify(
    {
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      version: 1,
      metadata: { component: page },
      components,
      dependencies: [{ ref: 'page', dependsOn: components.map((one) => one['bom-ref']) }],
    },
    null,
    1,
  );
}
