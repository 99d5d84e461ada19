/**
 * The service worker: after the first visit the page opens and predicts without a network.
 *
 * Files under `assets/` carry their content's hash in the name and are taken from the cache first. The page itself and
 * the trained network keep their names, so they are asked for first and taken from the cache where the network fails:
 * online nobody sees an old page, offline everything comes from one consistent version. What belongs to a laboratory is
 * kept when it is first fetched: not everybody opens one.
 */
import type { Precache } from '../../build/precache';

// The build puts the list here; see build/finished-site.ts.
declare const __PRECACHE__: Precache;
const { version, files } = __PRECACHE__;

// TypeScript's DOM library does not know that this file runs in a service worker.
interface Extendable extends Event {
  waitUntil(promise: Promise<unknown>): void;
}
interface Fetching extends Extendable {
  request: Request;
  respondWith(response: Promise<Response>): void;
}
interface Worker {
  registration: { scope: string };
  clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: Extendable) => void): void;
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void;
}
const worker = self as unknown as Worker;

const scope = worker.registration.scope;
// Other sites of the same host may keep caches too: the scope keeps ours apart.
const prefix = `esmiuca ${scope} `;
const cacheName = prefix + version;
const kept = new Set(files.map((path) => new URL(path, scope).href));

/** A network that accepts a request and never answers counts as offline after this long. */
const PATIENCE_MS = 4000;

const isHashed = (url: string) => url.startsWith(`${scope}assets/`);
const isLaboratory = (url: string) => url.startsWith(`${scope}model/lab/`);
/** Outlives the versions: its files change independently. */
const laboratoryCache = `${prefix}lab`;

/** Keeps one file: taken from an earlier version's cache if the name carries the hash, else fetched. */
async function keep(cache: Cache, url: string): Promise<void> {
  const earlier = isHashed(url) ? await caches.match(url) : undefined;
  // `no-cache` asks whether the browser's copy still holds: the first visit fetches nothing twice.
  const response = earlier ?? (await fetch(url, { cache: isHashed(url) ? 'default' : 'no-cache' }));
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  await cache.put(url, response);
}

async function install(): Promise<void> {
  const cache = await caches.open(cacheName);
  await Promise.all([...kept].map((url) => keep(cache, url)));
  await worker.skipWaiting();
}

async function activate(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter(
    (name) => name.startsWith(prefix) && ![cacheName, laboratoryCache].includes(name),
  );
  await Promise.all(old.map((name) => caches.delete(name)));
  await worker.clients.claim();
}

async function fetchAndKeep(request: Request, url: string, cache: Cache): Promise<Response> {
  const response = await fetch(request);
  if (response.ok) await cache.put(url, response.clone());
  return response;
}

async function cacheFirst(request: Request, url: string): Promise<Response> {
  const cache = await caches.open(cacheName);
  return (await cache.match(url)) ?? fetchAndKeep(request, url, cache);
}

async function networkFirst(request: Request, url: string): Promise<Response> {
  const cache = await caches.open(isLaboratory(url) ? laboratoryCache : cacheName);
  const known = await cache.match(url);
  const asked = isLaboratory(url) ? fetchAndKeep(request, url, cache) : fetch(request);
  if (!known) return asked;
  const late = new Promise<Response>((resolve) => setTimeout(() => resolve(known), PATIENCE_MS));
  return Promise.race([asked.catch(() => known), late]);
}

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET') return;
  const { origin, pathname } = new URL(request.url);
  const url = (origin + pathname).replace(/\/index\.html$/, '/');
  if (isHashed(url)) event.respondWith(cacheFirst(request, url));
  else if (kept.has(url) || isLaboratory(url)) event.respondWith(networkFirst(request, url));
});
