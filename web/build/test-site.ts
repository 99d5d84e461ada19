/** The page's development server for tests under Node: what is fetched comes over HTTP, as it does in the page. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the page, with a slash at its end. */
    site: string;
  }
}

export default async function serve(project: TestProject): Promise<() => Promise<void>> {
  const server = createServer(project.vite.middlewares);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  project.provide('site', `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return () => new Promise((resolve) => server.close(() => resolve()));
}
