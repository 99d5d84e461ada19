/** What is known of a training run: its lines in their order, from a server as they are written, or from a record. */
import type {
  EndLine,
  EpochLine,
  LookLine,
  StartLine,
  StepLine,
  TestLine,
  TrainingLine,
} from './trainingLines';

export class TrainingRecord {
  #start = $state.raw<StartLine | null>(null);
  #steps = $state.raw<readonly StepLine[]>([]);
  #looks = $state.raw<readonly LookLine[]>([]);
  #epochs = $state.raw<readonly EpochLine[]>([]);
  #test = $state.raw<TestLine | null>(null);
  #end = $state.raw<EndLine | null>(null);

  start = $derived(this.#start);
  steps = $derived(this.#steps);
  looks = $derived(this.#looks);
  epochs = $derived(this.#epochs);
  /** The result on the test images, once the run is finished. */
  test = $derived(this.#test);
  isFinished = $derived(this.#end?.finished ?? false);

  /** Takes lines that come after those that it has. */
  add(lines: readonly TrainingLine[]): void {
    // Put together first: each list is drawn once, however many lines come at a time.
    let [steps, looks, epochs] = [[...this.#steps], [...this.#looks], [...this.#epochs]];
    for (const line of lines) {
      if (line.kind === 'start') {
        // A run that goes on from its checkpoint makes later steps again.
        const { resumed_at, epochs: all, total_steps } = line;
        steps = steps.filter(({ step }) => step <= resumed_at);
        looks = looks.filter(({ step }) => step <= resumed_at);
        epochs = epochs.filter(({ epoch }) => epoch * total_steps <= resumed_at * all);
        this.#start = line;
        this.#end = null;
      } else if (line.kind === 'step') steps.push(line);
      else if (line.kind === 'look') {
        // The last one of a run may be of the step of the one before.
        if (looks.at(-1)?.step === line.step) looks.pop();
        looks.push(line);
      } else if (line.kind === 'epoch') epochs.push(line);
      else if (line.kind === 'test') this.#test = line;
      else this.#end = line;
    }
    [this.#steps, this.#looks, this.#epochs] = [steps, looks, epochs];
  }
}
