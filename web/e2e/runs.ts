/** Where the tests' server keeps its training runs: of each port its own, and none of the repository's. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const runsFolder = (port: number | string): string => join(tmpdir(), `esmiuca-e2e-${port}`);
