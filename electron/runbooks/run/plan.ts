// Makes of a step, an incident and typed values exactly what would run, and seals it: what is shown is what runs, or nothing does.
import { createHash } from 'node:crypto';
import type { Incident } from '../../../shared/domain/incident';
import { revealText } from '../../../shared/domain/reveal-text';
import type { RunbookParam, RunKind, RunPlan, RunVariable } from '../../../shared/domain/run';
import type { RunbookDocument, RunbookStep } from '../../../shared/domain/runbook';
import { mentioned, patternDangers, valueDangers } from '../../../shared/rules/run-dangers';
import { type RunRequest, requestOf, requestText } from '../../../shared/rules/run-http';
import { fillShell, PARAM_PREFIX, paramProblem, paramsOf } from '../../../shared/rules/run-parameters';
import { fillQuery } from '../../../shared/rules/run-promql';
import { labelVariables, sharedLabels } from '../../../shared/rules/run-variables';
import type { RunbookSettings } from '../../../shared/settings/runbooks';
import type { RunHost } from './run-host';
import { createRunRedactor } from './run-redactor';

export interface PlanInput {
  readonly document: RunbookDocument;
  readonly step: RunbookStep & { readonly kind: RunKind };
  readonly incident: Incident;
  readonly values: Readonly<Record<string, string>>;
  readonly server: string | null;
  /** Null: as the runbook says. */
  readonly isTerminal: boolean | null;
  readonly settings: RunbookSettings['run'];
  /** Values of the vault: never shown. */
  readonly secrets: readonly string[];
  readonly host: RunHost;
  /** Approvals that this step waits for, in words. */
  readonly waitsFor: readonly string[];
}

/** What runs, with its real values; `plan` is what is shown of it. */
export interface Prepared {
  readonly plan: RunPlan;
  readonly what:
    | { readonly kind: 'shell'; readonly script: string; readonly env: Readonly<Record<string, string>> }
    | { readonly kind: 'http'; readonly request: RunRequest }
    | { readonly kind: 'promql'; readonly server: string; readonly query: string };
  readonly redact: (text: string) => string;
}

type Made = Pick<Prepared, 'what'> & {
  readonly where: string;
  readonly command: string;
  readonly variables: readonly RunVariable[];
  readonly servers: readonly string[];
  readonly dangers: readonly string[];
  readonly problems: readonly string[];
  readonly notes: readonly string[];
};

const MOST_SCRIPT = 100_000;
const QUERY_TIMEOUT_MS = 60_000;

export function prepare(input: PlanInput): Prepared {
  const { step, settings, host } = input;
  const labels = sharedLabels(input.incident.row.labels, firingOf(input.incident));
  const params = paramsOf(step.body, input.document.front.params ?? []);
  const values = new Map(params.map((p) => [p.name, input.values[p.name] ?? preset(p, labels)]));
  const secretValues = params.flatMap((p) => (p.type === 'secret' ? [values.get(p.name) ?? ''] : []));
  const known = [...input.secrets, ...secretValues].filter((v) => v !== '');
  const redact = createRunRedactor(settings.redact, known);
  // Patterns would hide parts of a hostile text from the person who decides: before a run only known values are struck out.
  const show = createRunRedactor([], known);
  const missing = params.flatMap((p) => paramProblem(p, values.get(p.name) ?? '') ?? []);
  const made = makers[step.kind](input, values, labels, params);
  const timeoutMs = step.kind === 'shell' ? Math.round(settings.timeoutMinutes * 60_000) : QUERY_TIMEOUT_MS;
  const hidden =
    revealText(made.command) === made.command
      ? []
      : ['The text holds characters that are invisible, change its direction or pass for others: it would not be what you see.'];
  const shell = step.kind === 'shell' ? settings.shell : '';
  const as = `${host.user} on ${host.host}`;
  const terminal = terminalOf(input);
  const { isTerminal } = terminal;
  const sealed = { what: made.what, where: made.where, shell, as, isTerminal, timeoutMs, dangers: made.dangers };
  const plan: RunPlan = {
    ...{ kind: step.kind, command: show(made.command), where: made.where, shell, as, timeoutMs, servers: made.servers },
    sha256: sha256(JSON.stringify(sealed)),
    variables: made.variables.map((v) => ({ ...v, value: show(v.value) })),
    params: params.map((p) => ({ ...p, value: p.type === 'secret' ? '' : (values.get(p.name) ?? '') })),
    dangers: made.dangers.map(show),
    problems: [...input.waitsFor, ...missing, ...hidden, ...made.problems],
    notes: [...made.notes, ...terminal.notes],
    ...{ isTerminal, canBeTerminal: terminal.canBeTerminal },
  };
  return { plan, what: made.what, redact };
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Only a command can have a terminal, and only where one can be opened; a runbook that asks for one in vain is told about. */
function terminalOf({ step, isTerminal, host }: PlanInput): Pick<RunPlan, 'isTerminal' | 'canBeTerminal' | 'notes'> {
  if (step.kind !== 'shell') return { isTerminal: false, canBeTerminal: false, notes: [] };
  const isWanted = isTerminal ?? step.isTerminal === true;
  const trouble = host.terminalTrouble();
  if (trouble === null) return { isTerminal: isWanted, canBeTerminal: true, notes: [] };
  const instead = `It runs with a pipe, without input: ${trouble}.`;
  return { isTerminal: false, canBeTerminal: false, notes: isWanted ? [instead] : [] };
}

function firingOf({ alerts }: Incident) {
  const all = [...alerts.values()];
  const firing = all.filter((a) => a.isFiring);
  return firing.length > 0 ? firing : all;
}

function preset(p: RunbookParam, labels: ReadonlyMap<string, string>): string {
  return p.default || (p.type === 'secret' ? '' : (labels.get(p.name) ?? ''));
}

type Maker = (
  input: PlanInput,
  values: ReadonlyMap<string, string>,
  labels: ReadonlyMap<string, string>,
  params: readonly RunbookParam[],
) => Made;

const makers: Readonly<Record<RunKind, Maker>> = { shell: shellPlan, http: httpPlan, promql: promqlPlan };

function shellPlan(
  { step, settings, host }: PlanInput,
  ...[values, labels, params]: Parameters<Maker> extends [unknown, ...infer R] ? R : never
): Made {
  const { text: script, problems } = fillShell(step.body);
  const used = mentioned(script);
  const { variables: fromLabels, notes } = labelVariables(labels, used);
  const typed = params.map(
    (p): RunVariable => ({
      ...{
        name: `${PARAM_PREFIX}${p.name}`,
        value: values.get(p.name) ?? '',
        from: values.get(p.name) === labels.get(p.name) ? `label ${p.name}` : 'typed in',
      },
      isUsed: true,
    }),
  );
  const variables = [...typed, ...fromLabels];
  const known = new Map(variables.map((v) => [v.name, v.value]));
  const unset = [...used].filter((name) => !known.has(name)).map((name) => `The script uses $${name}, and there is no such value here.`);
  const long = script.length > MOST_SCRIPT ? ['The script is too long to be run.'] : [];
  return {
    ...{ what: { kind: 'shell', script, env: { ...host.env, ...Object.fromEntries(known) } }, where: host.folder, command: script },
    ...{ variables, servers: [], notes },
    dangers: [...patternDangers(script, known, settings.dangerous), ...valueDangers(script, known)],
    problems: [...problems, ...unset, ...long, ...(script.includes('\0') ? ['The script holds a NUL character.'] : [])],
  };
}

function placed(params: readonly RunbookParam[], values: ReadonlyMap<string, string>): RunVariable[] {
  return params.map((p) => ({ name: `{{${p.name}}}`, value: values.get(p.name) ?? '', from: 'put in its place, encoded', isUsed: true }));
}

const EMPTY: RunRequest = { method: 'GET', url: '', headers: {}, body: '' };

function httpPlan({ step, settings }: PlanInput, values: ReadonlyMap<string, string>, _: unknown, params: readonly RunbookParam[]): Made {
  const made = requestOf(step.body, values);
  const request = made.ok ? made.request : EMPTY;
  const command = made.ok ? requestText(request) : step.body;
  const noAddress = made.ok && !URL.canParse(request.url) ? ['This is no address.'] : [];
  const changes =
    request.method === 'GET' || request.method === 'HEAD' ? [] : [`${request.method} may change something at ${hostOf(request.url)}.`];
  return {
    ...{ what: { kind: 'http', request }, where: hostOf(request.url), command, variables: placed(params, values) },
    ...{
      servers: [],
      notes: ['Without cookies and logins. A redirect is shown, not followed.'],
      problems: [...made.problems, ...noAddress],
    },
    dangers: [...patternDangers(command, new Map(), settings.dangerous), ...changes],
  };
}

function promqlPlan(input: PlanInput, values: ReadonlyMap<string, string>, _: unknown, params: readonly RunbookParam[]): Made {
  const { text: query, problems } = fillQuery(input.step.body, values);
  const servers = serversOf(input);
  const server = servers.find((s) => s === input.server) ?? servers[0] ?? '';
  const none = server === '' ? ['No Prometheus is known: name one in the settings (runbooks.run.prometheusUrl).'] : [];
  return {
    ...{ what: { kind: 'promql', server, query }, where: server, command: query, variables: placed(params, values), servers },
    ...{ dangers: [], problems: [...problems, ...none], notes: ['Asks for the last hour.'] },
  };
}

const MOST_SERVERS = 10;

/** The one of the settings first, then where the alerts say they were made (`generatorURL`, up to `/graph`). */
function serversOf({ settings, incident }: PlanInput): string[] {
  const named = settings.prometheusUrl.replace(/\/+$/, '');
  const made = firingOf(incident).flatMap((a) => /^(https?:\/\/[^/?#@]+(?:\/[^?#]*)?)\/graph\?/i.exec(a.link ?? '')?.[1] ?? []);
  return [...new Set([...(named === '' ? [] : [named]), ...made])].slice(0, MOST_SERVERS);
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
