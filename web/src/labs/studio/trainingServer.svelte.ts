/** What can be trained here: with a local server everything, without one nothing, see esmiuca/server/studio. */
import * as v from 'valibot';
import { beside } from '../../kit/beside';
import { fetched } from '../../kit/fetched';
import { messageOf } from '../../kit/messageOf';
import { runSchema, ServerRun } from './serverRun.svelte';
import { parseLimits, type Limits, type RunSettings } from './trainingSettings';

const studioSchema = v.object({
  available: v.boolean(),
  reason: v.nullable(v.string()),
  runs: v.array(runSchema),
  /** What can be brought back; an older server keeps none. */
  deleted: v.optional(v.array(v.object({ name: v.string() })), []),
  /** Of a server that can't train: how it was installed, and the command that adds what is missing. */
  installed: v.optional(v.picklist(['clone', 'wheel'])),
  command: v.optional(v.string()),
});
const errorSchema = v.object({ error: v.string() });

/** With this header a server says that the token was missing: with what it refuses, and with what may be read without. */
const CHALLENGE = 'WWW-Authenticate';

/** How often a server that is gone is asked again. */
const AGAIN_MS = 2000;

/**
 * - `asking`: not known yet
 * - `none`: the page comes from a static host, or from a server that trains nothing
 * - `unable`: something is missing there, see `remedy`
 * - `ready`: runs can be started
 * - `lost`: it was there and does not answer any more
 */
export type ServerState = 'asking' | 'none' | 'unable' | 'ready' | 'lost';

export interface Remedy {
  installed: 'clone' | 'wheel';
  /** For a shell. */
  command: string;
}

export class TrainingServer {
  #state = $state<ServerState>('asking');
  #remedy = $state.raw<Remedy | null>(null);
  #runs = $state.raw<readonly ServerRun[]>([]);
  #deleted = $state.raw<readonly string[]>([]);
  #limits = $state.raw<Limits | null>(null);
  #mayChange = $state(true);
  #complaint = $state<string | null>(null);
  #isBusy = $state(false);
  #opening: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  state = $derived(this.#state);
  /** What makes an unable server able; null where that is not known. */
  remedy = $derived(this.#remedy);
  /** Whether runs can be started, or could be a moment ago. */
  isAble = $derived(this.#limits !== null && (this.#state === 'ready' || this.#state === 'lost'));
  /** The newest first. */
  runs = $derived(this.#runs);
  /** Names of deleted runs that can still be brought back, deleted last first. */
  deleted = $derived(this.#deleted);
  limits = $derived(this.#limits);
  /** Whether the page was opened with the server's token, or none is asked for: else runs can only be looked at. */
  mayChange = $derived(this.#mayChange);
  /** Whether this visitor can press Train. */
  mayTrain = $derived(this.isAble && this.#mayChange);
  /** What the server said to the last request; null if it did it. */
  complaint = $derived(this.#complaint);
  /** Whether a request is still unanswered. */
  isBusy = $derived(this.#isBusy);
  /** The one that trains. */
  running = $derived(this.#runs.find(({ state }) => state === 'running') ?? null);

  named(name: string): ServerRun | null {
    return this.#runs.find((run) => run.name === name) ?? null;
  }

  /** Asks whether anything can be trained here, once. */
  open(): Promise<void> {
    return (this.#opening ??= this.refresh());
  }

  /** Asks for all runs again. */
  async refresh(): Promise<void> {
    clearTimeout(this.#timer);
    let answer: Response;
    try {
      answer = await fetch(beside('api/training'));
    } catch {
      this.#gone();
      return;
    }
    this.#mayChange = !answer.headers.has(CHALLENGE);
    // A static host answers with its error page, or with the page itself.
    const told = answer.ok
      ? v.safeParse(studioSchema, await answer.json().catch(() => null))
      : null;
    if (!told?.success) {
      this.#state = 'none';
      return;
    }
    const { available, installed, command, runs, deleted } = told.output;
    this.#runs = runs.map((run) => {
      const known = this.named(run.name);
      known?.take(run);
      return known ?? new ServerRun(run, beside(`api/training/${run.name}`), () => this.refresh());
    });
    this.#deleted = deleted.map(({ name }) => name);
    this.#remedy = installed && command ? { installed, command } : null;
    if (available && !this.#limits) await this.#askLimits();
    this.#state = available && this.#limits ? 'ready' : 'unable';
  }

  /** A new run; null where the server refuses, see `complaint`. */
  async start(settings: RunSettings): Promise<ServerRun | null> {
    const body = JSON.stringify(settings);
    const told = await this.#ask('', { method: 'POST', body });
    return told ? this.named(v.parse(runSchema, told).name) : null;
  }

  async pause({ name }: ServerRun): Promise<void> {
    await this.#ask(`/${name}/pause`, { method: 'POST' });
  }

  async resume({ name }: ServerRun): Promise<void> {
    await this.#ask(`/${name}/resume`, { method: 'POST' });
  }

  async delete(run: ServerRun): Promise<void> {
    run.abandon();
    await this.#ask(`/${run.name}`, { method: 'DELETE' });
    if (this.#complaint !== null) run.takeUp();
  }

  /** Brings a deleted run back; null where the server can't, see `complaint`. */
  async restore(name: string): Promise<ServerRun | null> {
    const told = await this.#ask(`/${name}/restore`, { method: 'POST' });
    return told ? this.named(name) : null;
  }

  forgetComplaint(): void {
    this.#complaint = null;
  }

  async #ask(path: string, request: RequestInit): Promise<unknown> {
    this.#complaint = null;
    this.#isBusy = true;
    try {
      const answer = await fetch(beside(`api/training${path}`), {
        ...request,
        headers: { 'Content-Type': 'application/json' },
      });
      const told: unknown = answer.status === 204 ? null : await answer.json();
      if (answer.status === 401) this.#mayChange = false;
      if (!answer.ok) {
        const error = v.safeParse(errorSchema, told);
        this.#complaint = error.success ? error.output.error : String(answer.status);
        return null;
      }
      await this.refresh();
      return told;
    } catch (error) {
      this.#complaint = messageOf(error);
      this.#gone();
      return null;
    } finally {
      this.#isBusy = false;
    }
  }

  async #askLimits(): Promise<void> {
    try {
      this.#limits = parseLimits(await (await fetched(beside('openapi.json'))).json());
    } catch {
      // A page that is older than its server can't read them: it is unable, and the remedy is none of the server's.
    }
  }

  /** What does not answer was there, or the page would not be here: it is asked again. */
  #gone(): void {
    this.#state = this.#state === 'asking' ? 'none' : 'lost';
    if (this.#state === 'lost') this.#timer = setTimeout(() => this.refresh(), AGAIN_MS);
  }
}
