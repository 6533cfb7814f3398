// What happens when nobody takes an incident: its policy begins with the first page and goes on step by step, through the same rules
// that hold pages back. A storm escalates as one page and as one message for each place.
import type { IncidentRow } from '../../domain/incident';
import { isDrill } from '../../readiness/drill';
import { awayWords, ESCALATION, isStepDue, policyFor, type Reached, reachOf, waitBefore } from '../../rules/escalate';
import { formFor } from '../../rules/need-to-know';
import { decideNotify, type NotifyContext, soundOf, urgencyOf } from '../../rules/notify';
import { incidentPageText, stormPageText } from '../../rules/page-text';
import { quietAt } from '../../rules/quiet-hours';
import type { Place } from '../../rules/route';
import type { EscalationPolicy } from '../../settings/telling';
import type { Draft, LogEvent, PageRequest, TraceStep } from '../event';
import type { State } from '../state';
import { MESSAGE_LIFE_MS, requestMessage } from './acts';
import type { DecideContext } from './context';

/** A place is told of a storm at most so often. */
const COUNTED_PAUSE_MS = 10 * 60_000;

interface Due {
  readonly row: IncidentRow;
  readonly policy: EscalationPolicy;
  /** 0-based. */
  readonly n: number;
  readonly reached: Reached;
  readonly trace: readonly TraceStep[];
}

/** Pure: policies that begin with the pages among `events`, and steps that are due in `state`. */
export function decideEscalation(state: State, events: readonly LogEvent[], ctx: DecideContext): Draft[] {
  if (!ctx.settings.escalation.policies.some((p) => p.isEnabled)) return [];
  return [...begun(state, events, ctx), ...stepped(state, dueOf(state, ctx), ctx)];
}

function begun(state: State, events: readonly LogEvent[], ctx: DecideContext): Draft[] {
  const paged = new Set<string>();
  for (const e of events) {
    if (e.isForeign) continue;
    const isAskedFor = e.kind === 'page.requested' || (e.kind === 'page.withheld' && e.data.foldedInto !== null);
    if (isAskedFor && e.incident !== null) paged.add(e.incident);
  }
  return [...paged].flatMap((id): Draft[] => {
    const incident = state.incidents.get(id);
    if (!incident || incident.row.escalation !== null || incident.row.status !== 'open' || incident.row.snoozedUntil !== null) return [];
    const policy = policyFor(incident, ctx.settings);
    const wait = policy && waitBefore(policy, 0);
    if (!policy || wait === undefined || wait === null) return [];
    const data = { policy: policy.id, why: `${policy.name}: nobody has acknowledged it yet`, nextAt: ctx.now + wait };
    return [{ kind: 'escalation.begun', incident: id, actor: 'rules', data }];
  });
}

function dueOf(state: State, ctx: DecideContext): Due[] {
  const { settings, now } = ctx;
  const away = awayWords(ctx.presence, settings, now);
  let notify: NotifyContext | null = null;
  const due: Due[] = [];
  for (const incident of state.incidents.values()) {
    const { row } = incident;
    if (row.escalation === null || !isStepDue(row.escalation, now, away !== null, settings)) continue;
    const policy = settings.escalation.policies.find((p) => p.isEnabled && p.id === row.escalation?.policy);
    if (!policy?.steps[row.escalation.step]) continue;
    if (ctx.team?.turn(incident, 'step').isMine === false) continue;
    notify ??= { ...ctx, pausedUntil: state.pausedUntil, quiet: quietAt(settings.paging.quietHours, ctx.timeZone, now) };
    const verdict = decideNotify(row, notify);
    if (!verdict.isPage) continue;
    const traceOf = (n: number): readonly TraceStep[] => {
      const why = `step ${n + 1} of “${policy.name}”${away ? `, sooner because ${away}` : ''}`;
      return [...verdict.trace, { rule: ESCALATION, verdict: 'raise', why }];
    };
    due.push(...stepsFrom(row, policy, row.escalation.step, traceOf, ctx));
  }
  return due;
}

/** The step that is due; where nobody can be reached, the one after it too. */
function stepsFrom(
  row: IncidentRow,
  policy: EscalationPolicy,
  first: number,
  traceOf: (n: number) => readonly TraceStep[],
  ctx: DecideContext,
): Due[] {
  const due: Due[] = [];
  for (let n = first; policy.steps[n]; n++) {
    const reached = reachedBy(policy, n, ctx);
    due.push({ row, policy, n, reached, trace: traceOf(n) });
    if (reached.kind !== 'nobody') break;
  }
  return due;
}

function reachedBy(policy: EscalationPolicy, n: number, ctx: DecideContext): Reached {
  const does = policy.steps[n]?.does;
  if (does === 'page-again' || does === 'page-louder') return { kind: 'here', name: '' };
  return reachOf(policy, n, ctx.settings, ctx.onCall ?? (() => []));
}

/** Steps that reach the same place go there together; what a storm holds back stays due. */
function stepped(state: State, due: readonly Due[], ctx: DecideContext): Draft[] {
  const lists = new Map<string, Due[]>();
  for (const d of due) {
    if (d.reached.kind === 'nobody') continue;
    const key = `${isDrill(d.row) ? DRILLS : ''}${d.reached.kind === 'place' ? placeKey(d.reached.place) : d.reached.kind}`;
    lists.set(key, [...(lists.get(key) ?? []), d]);
  }
  // An incident's steps stay in their order: who was passed over comes before who is reached instead.
  const passed = due.filter(({ reached }) => reached.kind === 'nobody').map((d) => step(d, ctx));
  const told = [...lists].flatMap(([key, list]) => {
    if (key.startsWith(DRILLS)) return drills(list, ctx);
    if (key === 'here') return [...pages(list, ctx), ...list.map((d) => step(d, ctx))];
    return tell(state, key, list, ctx);
  });
  return [...passed, ...told];
}

const DRILLS = 'drill ';

/** Drills are never counted together with what is real, and their words to others wait for a yes. */
function drills(due: readonly Due[], ctx: DecideContext): Draft[] {
  return due.flatMap((d) => [
    ...(d.reached.kind === 'here' ? [page(d, ctx)] : d.reached.kind === 'place' ? [message(d, ctx)] : []),
    step(d, ctx),
  ]);
}

const placeKey = ({ channel, address }: Place): string => `${ESCALATION}:${channel}:${address ?? ''}`;

/** The record of a step. Whom nobody can reach is passed over: the next step is taken at once. */
function step({ row, policy, n, reached, trace }: Due, ctx: DecideContext): Draft {
  const wait = waitBefore(policy, n + 1);
  const isPassed = reached.kind === 'nobody';
  const data = {
    policy: policy.id,
    step: n + 1,
    does: policy.steps[n]?.does ?? 'page-again',
    to: isPassed ? '' : reached.name,
    why: isPassed ? `${reached.why} The next step follows at once.` : (trace.at(-1)?.why ?? ''),
    trace,
    nextAt: wait === null ? null : ctx.now + (isPassed ? 0 : wait),
  };
  return { kind: 'escalation.stepped', incident: row.id, actor: 'rules', data };
}

function pages(due: readonly Due[], ctx: DecideContext): Draft[] {
  if (due.length > ctx.settings.paging.storm.incidents) return [stormPage(due, ctx)];
  return due.map((d) => page(d, ctx));
}

function isLoud({ row, policy, n }: Due, ctx: DecideContext): boolean {
  return policy.steps[n]?.does !== 'page-again' && row.severity <= ctx.settings.escalation.louderFrom;
}

function page(due: Due, ctx: DecideContext): Draft {
  const { row, n, trace } = due;
  const isLouder = isLoud(due, ctx);
  const data: PageRequest = {
    page: `${row.id}:${row.paging.run}:e${n + 1}:${row.severity}`,
    pageKind: 'incident',
    thread: row.id,
    rule: ESCALATION,
    step: row.paging.step,
    urgency: isLouder ? 'critical' : urgencyOf(row),
    sound: isLouder && ctx.settings.paging.isSoundOn ? 'critical' : soundOf(row, ctx.settings),
    ...incidentPageText(row, ctx.timeZone),
    incidents: [row.id],
    count: 1,
    worst: row.severity,
    trace,
    nextAt: row.paging.nextAt,
    ...(isDrill(row) && { isDrill: true }),
  };
  return { kind: 'page.requested', incident: row.id, actor: 'rules', data };
}

const NAMED = 50;

function stormPage(due: readonly Due[], ctx: DecideContext): Draft {
  const rows = due.map((d) => d.row);
  const worst = rows.reduce((a, b) => (b.severity < a.severity ? b : a));
  const isLouder = due.some((d) => isLoud(d, ctx));
  const text = stormPageText(rows, rows.length, worst.severity, ctx.timeZone);
  const data: PageRequest = {
    page: `${ESCALATION}:${ctx.now}`,
    pageKind: 'storm',
    thread: ESCALATION,
    rule: ESCALATION,
    step: 1,
    urgency: isLouder ? 'critical' : urgencyOf(worst),
    sound: isLouder && ctx.settings.paging.isSoundOn ? 'critical' : soundOf(worst, ctx.settings),
    title: `Nobody has taken ${rows.length} incidents, worst SEV${worst.severity}`,
    body: text.body,
    incidents: rows.slice(0, NAMED).map((r) => r.id),
    count: rows.length,
    worst: worst.severity,
    trace: [{ rule: ESCALATION, verdict: 'raise', why: `${rows.length} escalations at once become one page` }],
    nextAt: null,
  };
  return { kind: 'page.requested', incident: null, actor: 'rules', data };
}

/** Messages to one place: one by one, or one that counts; told of a storm lately, the place hears of the rest after the pause. */
function tell(state: State, key: string, due: readonly Due[], ctx: DecideContext): Draft[] {
  const { incidents: limit, withinSeconds } = ctx.settings.paging.storm;
  const countedAt = state.countedAt.get(`${key}\npage`) ?? null;
  if (countedAt !== null && ctx.now >= countedAt && ctx.now < countedAt + COUNTED_PAUSE_MS) return [];
  const since = ctx.now - withinSeconds * 1000;
  let recent = 0;
  for (const { row } of state.incidents.values())
    if ((row.escalation?.step ?? 0) > 0 && (row.escalation?.lastAt ?? 0) > since && !isDrill(row)) recent += 1;
  const isStorm = recent + due.length > limit && due.length > 1;
  const messages = isStorm ? [counted(key, due, ctx)] : due.map((d) => message(d, ctx));
  return [...messages, ...due.map((d) => step(d, ctx))];
}

function message(due: Due, ctx: DecideContext): Draft {
  const { row, n } = due;
  const { isFull } = formFor(row, placeOf(due), ctx.settings);
  const text = incidentPageText(isFull ? { ...row, isRestricted: false } : row, ctx.timeZone);
  const waited = Math.max(0, Math.round((ctx.now - row.openedAt) / 60_000));
  const body = `${text.body}\nNobody has acknowledged it for ${waited} min.`;
  const precondition = { needs: 'unacknowledged' as const, run: row.paging.run };
  return request(`${row.id}:${row.paging.run}:e${n + 1}`, due, row.id, null, { subject: text.title, text: body, precondition }, ctx);
}

function counted(key: string, due: readonly Due[], ctx: DecideContext): Draft {
  const rows = due.map((d) => d.row);
  const worst = Math.min(...rows.map((r) => r.severity));
  const subject = `Nobody has taken ${rows.length} incidents, worst SEV${worst}`;
  const lines = rows.slice(0, 10).map((r) => incidentPageText(r, ctx.timeZone).title);
  const more = rows.length > 10 ? [`and ${rows.length - 10} more`] : [];
  const words = { subject, text: [`${subject}.`, ...lines, ...more].join('\n'), precondition: { needs: 'nothing' as const } };
  return request(`${key}:${ctx.now}`, due[0] as Due, null, key, words, ctx);
}

function placeOf({ reached }: Due): Place {
  return reached.kind === 'place' ? reached.place : { channel: '', address: null, person: null };
}

type Words = Pick<Parameters<typeof requestMessage>[0], 'subject' | 'text' | 'precondition'>;

function request(act: string, due: Due, incident: string | null, audience: string | null, words: Words, ctx: DecideContext): Draft {
  const place = placeOf(due);
  // What counts many incidents names the restricted ones by their number only, for everybody.
  const form = incident === null ? null : formFor(due.row, place, ctx.settings);
  const wanted = {
    ...{ incident, audience, purpose: 'page' as const, ...words, ...place },
    why: [due.trace.at(-1)?.why, form?.why].filter(Boolean).join('; '),
    rule: due.policy.name,
    isAwaiting: incident !== null && isDrill(due.row),
    expiresAt: ctx.now + MESSAGE_LIFE_MS.page,
  };
  const channelName = ctx.settings.channels.find((c) => c.id === place.channel)?.name ?? '';
  const isForMember = form?.isFull === true && due.row.isRestricted;
  return requestMessage(wanted, { act, channelName, by: 'rules', isRedacted: due.row.isRestricted && !isForMember, isForMember });
}
