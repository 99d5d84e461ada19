/** The weights of a run that was put on the bench, as the address names it. Fetched only if there is one. */
import { readSafetensors } from '../../core/safetensors';
import type { Weights } from '../../core/weightSurgery';
import { beside } from '../../kit/beside';
import { fetched } from '../../kit/fetched';
import { openRecords } from './recordedRuns.svelte';
import { KEPT_WEIGHTS } from './serverRun.svelte';

/** Runs of the server are all named so, records never. */
export const isServerRun = (name: string): boolean => /^run-\d+$/.test(name);

/**
 * @param base address of the folder of the shipped network's files
 * @param text "run-003" for a run of the server's, "usual~350" for a record's moment, "usual" for its last
 * @throws if there is no such run, or its weights did not load
 */
export async function trainedWeights(base: string, text: string): Promise<Weights> {
  const [name, step] = text.split('~');
  if (isServerRun(name)) {
    const address = beside(`api/training/${name}/${KEPT_WEIGHTS}`);
    return readSafetensors(await (await fetched(address, 'choose another run')).arrayBuffer());
  }
  const run = (await openRecords(base)).find((run) => run.name === name);
  if (!run) throw new Error(`There is no recorded run ${name}; choose another.`);
  await run.open();
  return run.weightsAt(/^\d+$/.test(step ?? '') ? Number(step) : Infinity);
}
