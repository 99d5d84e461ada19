/** Which files of a built site a first visit must have kept for the page to work offline. */
import { createHash } from 'node:crypto';

/** What `src/app/sw.ts` receives in place of `__PRECACHE__`. */
export interface Precache {
  /** Changes when any kept file changes: the name of the cache. */
  version: string;
  /** Paths relative to the site's root; `''` is the page itself. */
  files: string[];
}

/**
 * Files that the page never fetches by itself, and those of the laboratories, which are kept once somebody opens one.
 * Fonts of other alphabets are left out too: their letters appear nowhere on the page.
 */
const LEFT_OUT = [
  /^docs\//,
  /^sw\.js$/,
  /^notices\.txt$/,
  /\.cdx\.json$/,
  /^model\/lab\//,
  /\.(br|gz|map)$/,
  /^(?!.*-latin-(?!ext)).*\.woff2$/,
];

/** The kept files, with a version that is the hash of their names and contents. */
export function precache(site: ReadonlyMap<string, Buffer>): Precache {
  const kept = [...site.keys()].filter((path) => !LEFT_OUT.some((rule) => rule.test(path))).sort();
  const hash = createHash('sha256');
  for (const path of kept) hash.update(path).update('\0').update(site.get(path)!);
  return {
    version: hash.digest('hex').slice(0, 16),
    files: kept.map((path) => (path === 'index.html' ? '' : path)),
  };
}
