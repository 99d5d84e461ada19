/** Networks beside the shipped one: any folder under `lab/`, all of them in one worker. */
import { InferenceClient } from './client';
import { WorkerHost } from './workerHost';
import type { Manifest } from './manifest';

let host: WorkerHost | null = null;

/**
 * A laboratory's network: its manifest, its weights by name, and `run` from a picture to every layer's numbers.
 *
 * @param base address of the folder of the shipped network's files
 * @param name of the folder under `lab/`
 * @throws where a file is missing or damaged, with a sentence that names it
 */
export function openModel(
  base: string,
  name: string,
  onProgress?: (loaded: number, total: number) => void,
): Promise<InferenceClient> {
  host ??= new WorkerHost();
  return InferenceClient.load(folderOf(base, name).href, onProgress, host);
}

const folderOf = (base: string, name: string) => new URL(`lab/${name}/`, base);

/** What `openModel` fetches. */
export const modelFiles = (base: string, name: string, { files }: Manifest): URL[] =>
  ['manifest.json', files.graph.path, files.weights.path].map(
    (path) => new URL(path, folderOf(base, name)),
  );
