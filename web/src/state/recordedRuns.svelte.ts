import type { TrainedRun } from './trainedRun';
export interface RecordedRun extends TrainedRun {
  open(): Promise<void>;
}
export const openRecords = async (base: string): Promise<readonly RecordedRun[]> => (void base, []);
