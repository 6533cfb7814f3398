// Runs steps of runbooks, each by one call of a person: tells the log before it starts and after it ended, and the window meanwhile.
// Nothing else in the engine starts a run: no timer, no start, no replay.
import type { RunPush } from '../../../shared/contract/runs';
import type { Incident } from '../../../shared/domain/incident';
import type { RunEnd, RunKind, RunSeries } from '../../../shared/domain/run';
import type { RunbookDocument, RunbookStep } from '../../../shared/domain/runbook';
import type { Draft, EventKind, LogEvent } from '../../../shared/log/event';
import { foldRuns, RUN_KINDS } from '../../../shared/log/views/runs';
import { openGates } from '../../../shared/rules/run-gates';
import type { Settings } from '../../../shared/settings';
import { askHttp, askPrometheus } from './ask-server';
import { OutputKeeper } from './output-keeper';
import { type Prepared, prepare, sha256 } from './plan';
import type { RunHost } from './run-host';
import { endOrphan, processMark, RunLedger } from './run-ledger';
import { startShell } from './shell-run';
import { startTerminal, type TerminalRun, type TerminalSize } from './terminal-run';
import { TypedSecrets } from './typed-secrets';

export interface RunDeskDeps {
  readonly log: {
    ofKinds(incident: string, kinds: readonly EventKind[]): LogEvent[];
    getSetting(name: string): string | undefined;
    setSetting(name: string, text: string): void;
  };
  readonly settings: () => Settings;
  readonly now: () => number;
  readonly newId: () => string;
  readonly person: () => string;
  readonly host: RunHost;
  readonly secrets: () => readonly string[];
  readonly incident: (id: string) => Incident | undefined;
  /** Resolves after the commit; throws when the log can't be written. */
  readonly commit: (drafts: readonly Draft[]) => void;
  readonly push: (message: RunPush) => void;
  readonly journal: (line: string) => void;
}

export interface RunTarget {
  readonly incident: string;
  readonly runbook: string;
  /** As the library has it now; null: there is none. */
  readonly document: RunbookDocument | null;
  readonly step: string;
  readonly values: Readonly<Record<string, string>>;
  readonly server: string | null;
  /** Null: as the runbook says. */
  readonly isTerminal: boolean | null;
}

export type Refused = { readonly ok: false; readonly what: string; readonly remedy: string };
type Result<T> = ({ readonly ok: true } & T) | Refused;

interface Active {
  readonly incident: string;
  readonly at: string;
  readonly keeper: OutputKeeper;
  cancel(): void;
  /** Null: it runs without one. */
  readonly terminal: TerminalRun | null;
  readonly typed: TypedSecrets;
  readonly ended: Promise<void>;
}

interface Came {
  readonly how: RunEnd['how'];
  readonly exitCode: number | null;
  readonly note: string;
  readonly series: readonly RunSeries[] | null;
}

const MOST_AT_ONCE = 8;
const STOP_MS = 4_000;
const NO_MORE_STEP = 'This step is not in the runbook any more.';

function refused(what: string, remedy = ''): Refused {
  return { ok: false, what, remedy };
}

export class RunDesk {
  private readonly deps: RunDeskDeps;
  private readonly ledger: RunLedger;
  private readonly active = new Map<string, Active>();
  private isStopping = false;

  constructor(deps: RunDeskDeps) {
    this.deps = deps;
    this.ledger = new RunLedger(deps.log);
  }

  /** Runs that an engine that died left without an end get one; what still runs and is ours is ended. */
  recover(): void {
    for (const entry of this.ledger.all) {
      const view = foldRuns(this.deps.log.ofKinds(entry.incident, RUN_KINDS)).runs.find((r) => r.run === entry.run);
      const note = endOrphan(entry);
      if (view && view.end === null)
        this.tellEnd(entry.incident, entry.run, { ...NOTHING_KEPT, ...endOf(note, this.deps.now() - entry.startedAt) });
      this.ledger.drop(entry.run);
    }
  }

  plan(target: RunTarget): Result<{ readonly prepared: Prepared; readonly step: RunbookStep }> {
    const { deps } = this;
    const { document } = target;
    if (!document) return refused('There is no such runbook.', 'Its file or source may be gone. Look in Runbooks.');
    const step = document.steps.find((s) => s.id === target.step);
    if (!step) return refused(NO_MORE_STEP, 'Its words changed: look at the text again.');
    if (!isRunnable(step)) return refused('There is nothing to run in this step.');
    const incident = deps.incident(target.incident);
    if (!incident) return refused('There is no such incident.');
    const { approvals } = foldRuns(deps.log.ofKinds(target.incident, RUN_KINDS));
    const ours = approvals.filter((a) => a.runbook === target.runbook);
    const waitsFor = openGates(document.steps, step, ours, sha256).map((gate) => `Waits for a person’s yes: ${gate.title}`);
    const { values, server, isTerminal } = target;
    const settings = deps.settings().runbooks.run;
    const { host } = deps;
    const prepared = prepare({ document, step, incident, values, server, isTerminal, settings, secrets: deps.secrets(), host, waitsFor });
    return { ok: true, prepared, step };
  }

  /** Starts exactly the plan with this seal; anything that changed since it was shown is refused. */
  begin(target: RunTarget, seal: string, accepted: readonly string[]): Result<{ readonly run: string }> {
    const planned = this.plan(target);
    if (!planned.ok) return planned;
    const { plan } = planned.prepared;
    if (plan.sha256 !== seal)
      return refused('This is not what was shown: the text, a value or a setting changed.', 'Look at what would run now.');
    if (plan.problems.length > 0) return refused(plan.problems[0] ?? '', 'Nothing was run.');
    if (plan.dangers.some((d) => !accepted.includes(d))) return refused('This command asks for a second yes.', plan.dangers.join(' '));
    const at = `${target.incident}\n${target.runbook}\n${target.step}`;
    if ([...this.active.values()].some((a) => a.at === at)) return refused('This step still runs.', 'Wait for its end, or cancel it.');
    if (this.active.size >= MOST_AT_ONCE || this.isStopping)
      return refused(`${MOST_AT_ONCE} commands run already.`, 'Wait for one of them.');
    const run = this.deps.newId();
    this.ledger.put({ run, incident: target.incident, startedAt: this.deps.now(), pid: null, mark: null });
    try {
      this.deps.commit(this.startDrafts(run, target, planned.prepared));
    } catch (error) {
      this.ledger.drop(run);
      throw error;
    }
    this.go(run, target.incident, at, planned.prepared);
    return { ok: true, run };
  }

  approve(target: Pick<RunTarget, 'incident' | 'runbook' | 'document' | 'step'>, text: string): Result<object> {
    const step = target.document?.steps.find((s) => s.id === target.step);
    if (!step) return refused(NO_MORE_STEP);
    if (step.kind !== 'approval') return refused('This step asks for no approval.');
    if (step.title !== text) return refused('This is not what was shown: the text changed.', 'Look at it again.');
    if (!this.deps.incident(target.incident)) return refused('There is no such incident.');
    const { incident, runbook } = target;
    const by = this.deps.person();
    const actor = `person:${by}`;
    this.deps.commit([
      { kind: 'run.approved', incident, actor, data: { runbook, step: step.id, commandSha256: sha256(text), by } },
      { kind: 'runbook.step-marked', incident, actor, data: { runbook, step: step.id, stepTitle: step.title, to: 'done', by } },
    ]);
    return { ok: true };
  }

  cancel(run: string): boolean {
    const active = this.active.get(run);
    active?.cancel();
    return active !== undefined;
  }

  /** Types into a run's terminal; false: it has none, or is over. What is secret is struck out of all that is told of the run. */
  type(run: string, text: string, isSecret: boolean): boolean {
    const active = this.active.get(run);
    if (!active?.terminal) return false;
    if (isSecret) active.typed.add(text);
    active.terminal.type(text);
    return true;
  }

  resize(run: string, size: TerminalSize): boolean {
    const terminal = this.active.get(run)?.terminal;
    terminal?.resize(size);
    return terminal != null;
  }

  /** What an active run printed so far; null when it is over. */
  outputOf(run: string): string | null {
    return this.active.get(run)?.keeper.kept() ?? null;
  }

  /** Ends all runs; they are told as ended with the engine. */
  async stop(): Promise<void> {
    this.isStopping = true;
    const all = [...this.active.values()];
    for (const a of all) a.cancel();
    if (all.length === 0) return;
    const limit = new Promise<void>((resolve) => setTimeout(resolve, STOP_MS).unref());
    await Promise.race([Promise.all(all.map((a) => a.ended)), limit]);
  }

  private startDrafts(run: string, { incident, runbook, step }: RunTarget, { plan, redact }: Prepared): Draft[] {
    const by = this.deps.person();
    const actor = `person:${by}`;
    const { kind, where, as, timeoutMs, isTerminal } = plan;
    const command = redact(plan.command);
    const variables = Object.fromEntries(plan.variables.filter((v) => v.isUsed).map((v) => [v.name, redact(v.value)]));
    const data = { run, runbook, step, kind, command, where, as, variables, timeoutMs, by, isTerminal };
    const yes: Draft = { kind: 'run.approved', incident, actor, data: { runbook, step, commandSha256: sha256(plan.command), by } };
    return [...(plan.dangers.length > 0 ? [yes] : []), { kind: 'run.started', incident, actor, data }];
  }

  private go(run: string, incident: string, at: string, prepared: Prepared): void {
    const startedAt = this.deps.now();
    const limitBytes = Math.round(this.deps.settings().runbooks.run.outputKilobytes * 1000);
    const tell = (live: Omit<Extract<RunPush, { push: 'run-output' }>, 'push' | 'run'>): void =>
      this.deps.push({ push: 'run-output', run, ...live });
    const typed = new TypedSecrets(prepared.redact);
    const keeper = new OutputKeeper({ limitBytes, redact: typed.redact, tell });
    const { cancel, came, terminal } = this.perform(run, incident, startedAt, prepared, keeper);
    const ended = came
      .catch((e): Came => ({ how: 'could-not-start', exitCode: null, note: String(e instanceof Error ? e.message : e), series: null }))
      .then((result) => {
        if (result.note !== '') keeper.push(Buffer.from(`\n${result.note}\n`));
        const how = this.isStopping && result.how === 'cancelled' ? 'engine-ended' : result.how;
        this.active.delete(run);
        this.tellEnd(
          incident,
          run,
          { how, exitCode: result.exitCode, durationMs: this.deps.now() - startedAt, ...keeper.end() },
          result.series,
        );
        this.ledger.drop(run);
      })
      // The ledger keeps the run: the next start tells its end.
      .catch((e) => this.deps.journal(`the end of a run could not be kept: ${e instanceof Error ? e.message : e}`));
    this.active.set(run, { incident, at, keeper, cancel, terminal, typed, ended });
  }

  private perform(run: string, incident: string, startedAt: number, { what, plan }: Prepared, keeper: OutputKeeper) {
    if (what.kind === 'shell') {
      const command = { shell: plan.shell, script: what.script, folder: plan.where, env: what.env, timeoutMs: plan.timeoutMs };
      const take = (chunk: Buffer): void => keeper.push(chunk);
      const terminal = plan.isTerminal ? startTerminal(command, take) : null;
      const child = terminal ?? startShell(command, take);
      if (child.pid !== null) this.ledger.put({ run, incident, startedAt, pid: child.pid, mark: processMark(child.pid) });
      return { cancel: child.cancel, came: child.done.then((end): Came => ({ ...end, series: null })), terminal };
    }
    const abort = new AbortController();
    const { timeoutMs } = plan;
    const asked =
      what.kind === 'http'
        ? askHttp(what.request, timeoutMs, abort.signal)
        : askPrometheus(what.server, what.query, startedAt, timeoutMs, abort.signal);
    const came = asked.then(({ isOk, text, series }): Came => {
      keeper.push(text);
      return { how: abort.signal.aborted ? 'cancelled' : 'exited', exitCode: isOk ? 0 : 1, note: '', series };
    });
    return { cancel: () => abort.abort(), came, terminal: null };
  }

  private tellEnd(incident: string, run: string, end: RunEnd, series: readonly RunSeries[] | null = null): void {
    this.deps.commit([{ kind: 'run.finished', incident, actor: 'dogwatch', data: { run, ...end } }]);
    this.deps.push({ push: 'run-ended', run, incident, end, series });
  }
}

const NOTHING_KEPT = { outputSha256: sha256(''), outputBytes: 0, isCut: false } as const;

function endOf(output: string, durationMs: number): Pick<RunEnd, 'how' | 'exitCode' | 'durationMs' | 'output'> {
  return { how: 'engine-ended', exitCode: null, durationMs, output };
}

function isRunnable(step: RunbookStep): step is RunbookStep & { readonly kind: RunKind } {
  return step.kind === 'shell' || step.kind === 'http' || step.kind === 'promql';
}
