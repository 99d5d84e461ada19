/** Where the tests' server keeps its training runs: one folder per port, never the repository's. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the tests' server asks for before it changes a run. */
export const TOKEN = 'a-token-of-the-tests';

export const runsFolder = (port: number | string): string => join(tmpdir(), `esmiuca-e2e-${port}`);
