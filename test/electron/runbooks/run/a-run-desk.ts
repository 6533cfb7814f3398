// A run desk over a real library and log with one incident, for tests: what it pushes and commits is there to be read.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { RunDesk, type RunDeskDeps } from '../../../../electron/runbooks/run/run-desk';
import { type RunHost, thisHost } from '../../../../electron/runbooks/run/run-host';
import type { RunPush } from '../../../../shared/contract/runs';
import type { RunbookStep } from '../../../../shared/domain/runbook';
import type { EventKind, LogEvent, OfKind } from '../../../../shared/log/event';
import { foldIncident } from '../../../../shared/log/reduce';
import { settingsSchema } from '../../../../shared/settings';
import { eventually } from '../../../harness/eventually';
import { anAlert, commit, fired, opened, tempFolder } from '../../log/a-log';
import { type ALibrary, aLibrary } from '../a-library';

export const INCIDENT = 'inc';
const RUNBOOK = 'ops/book.md';

export interface ARunDesk {
  readonly library: ALibrary;
  readonly desk: RunDesk;
  readonly pushes: RunPush[];
  readonly folder: string;
  /** Writes the runbook anew. */
  write(text: string): Promise<void>;
  step(match: (s: RunbookStep) => boolean): RunbookStep;
  target(values?: Record<string, string>, match?: (s: RunbookStep) => boolean): Parameters<RunDesk['plan']>[0];
  plan(values?: Record<string, string>, match?: (s: RunbookStep) => boolean): ReturnType<typeof planOf>;
  /** Plans, runs with all dangers accepted, and waits for the end. */
  run(values?: Record<string, string>, match?: (s: RunbookStep) => boolean): Promise<OfKind<LogEvent, 'run.finished'>['data']>;
  begin(values?: Record<string, string>, match?: (s: RunbookStep) => boolean): string;
  end(run: string): Promise<OfKind<LogEvent, 'run.finished'>['data']>;
  events<K extends EventKind>(kind: K): OfKind<LogEvent, K>['data'][];
  another(): RunDesk;
}

function planOf(desk: RunDesk, target: Parameters<RunDesk['plan']>[0]) {
  const planned = desk.plan(target);
  if (!planned.ok) throw new Error(planned.what);
  return planned.prepared.plan;
}

export interface ARunDeskOptions {
  readonly labels?: Record<string, string>;
  readonly link?: string;
  readonly run?: Record<string, unknown>;
  readonly secrets?: readonly string[];
  readonly host?: Partial<RunHost>;
}

const fence = (s: RunbookStep): boolean => s.kind === 'shell' || s.kind === 'http' || s.kind === 'promql';

export async function aRunDesk(
  text: string,
  { labels = {}, link, run = {}, secrets = [], host = {} }: ARunDeskOptions = {},
): Promise<ARunDesk> {
  const folder = tempFolder();
  writeFileSync(join(folder, 'book.md'), text);
  const runbooks = { sources: [{ kind: 'folder', id: 'ops', path: folder }], run };
  const library = await aLibrary(runbooks);
  const { log } = library;
  commit(log, [opened(INCIDENT, 1), fired(INCIDENT, [anAlert({ labels, ...(link && { link }) })])], Date.now());
  const pushes: RunPush[] = [];
  let ids = 0;
  const settings = settingsSchema.parse({ runbooks });
  const deps: RunDeskDeps = {
    log,
    settings: () => settings,
    now: Date.now,
    newId: () => `run-${++ids}`,
    person: () => 'eva',
    host: { ...thisHost(), ...host },
    secrets: () => secrets,
    incident: (id) => foldIncident(log.incidentEvents(id)),
    commit: (drafts) => void commit(log, drafts, Date.now()),
    push: (message) => pushes.push(message),
    journal: (line) => library.journal.push(line),
  };
  let document = await library.library.document(RUNBOOK);
  const desk = new RunDesk(deps);
  onTestFinished(() => desk.stop());
  const step = (match: (s: RunbookStep) => boolean): RunbookStep => {
    const found = document?.steps.find(match);
    if (!found) throw new Error('no such step');
    return found;
  };
  const target = (values = {}, match = fence) => ({
    incident: INCIDENT,
    runbook: RUNBOOK,
    document,
    step: step(match).id,
    values,
    server: null,
    isTerminal: null,
  });
  const plan = (values = {}, match = fence) => planOf(desk, target(values, match));
  const events: ARunDesk['events'] = (kind) => log.incidentEvents(INCIDENT).flatMap((e) => (e.kind === kind ? [e.data as never] : []));
  const end = (id: string) => eventually(`the end of ${id}`, () => events('run.finished').find((e) => e.run === id), { limitMs: 12_000 });
  const begin = (values = {}, match = fence): string => {
    const { sha256, dangers, problems } = plan(values, match);
    const begun = desk.begin(target(values, match), sha256, dangers);
    if (!begun.ok) throw new Error(`${begun.what} ${problems.join(' ')}`);
    return begun.run;
  };
  const write = async (next: string): Promise<void> => {
    writeFileSync(join(folder, 'book.md'), next);
    await library.library.refresh('ops');
    document = await library.library.document(RUNBOOK);
  };
  return {
    ...{ library, desk, pushes, folder, write, step, target, plan, begin, end, events },
    run: (values, match) => end(begin(values, match)),
    another: () => new RunDesk(deps),
  };
}

/** A runbook with one shell fence. */
export const shell = (script: string, front = ''): string => `${front}# Book\n\n\`\`\`sh\n${script}\n\`\`\`\n`;
