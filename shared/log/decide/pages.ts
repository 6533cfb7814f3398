// Which incidents page now: each that wants attention is judged by the rules; a burst becomes one page that counts.
import type { Incident, IncidentRow } from '../../domain/incident';
import { isDrill } from '../../readiness/drill';
import { decideNotify, type NotifyContext, type NotifyVerdict, nextPageAt, soundOf, urgencyOf } from '../../rules/notify';
import { digestPageText, incidentPageText, type PageText, stormPageText } from '../../rules/page-text';
import { quietAt } from '../../rules/quiet-hours';
import type { TeamDuty } from '../../team/duty';
import type { Draft, PageRequest } from '../event';
import type { State, Storm } from '../state';
import type { DecideContext } from './context';

export interface Absence {
  readonly from: number;
  readonly to: number;
  readonly fired: number;
  readonly cleared: number;
  readonly stillOpen: number;
}

interface Wanted {
  readonly row: IncidentRow;
  readonly verdict: NotifyVerdict;
}

/** A storm page is told anew at most this often while incidents keep coming. */
const STORM_RETELL_MS = 20_000;
/** So many security incidents still page one by one in a storm. */
const SECURITY_SINGLES = 3;

/** Events may be a little ahead of the wall clock; further ahead means that the clock went back. */
const AHEAD_MS = 1_000;
const MINUTE_MS = 60_000;
/** Due whatever the clock says. */
const AT_ONCE = 0;

/** Does the incident want a person's attention, before any rule is asked? One that a rule held back is asked about each time. */
export function wantsPage(row: IncidentRow, ctx: Pick<DecideContext, 'now' | 'settings'>): boolean {
  const { nextAt, step, lastOutcome } = row.paging;
  const isHeldByRule = lastOutcome === 'withheld';
  if (isCared(row)) return nextAt !== null && (isHeldByRule || isDue(row, nextAt, ctx));
  if (row.status !== 'open') return false;
  if (isHeldByRule) return true;
  return nextAt === null ? step === 0 : isDue(row, nextAt, ctx);
}

/**
 * From when on `wantsPage` may be true of a row that stays as it is, Unix ms (`now`: at once); null: never. Holds as long as no clock goes
 * back.
 */
export function attentionFrom(row: IncidentRow, ctx: Pick<DecideContext, 'now' | 'settings'>): number | null {
  const { nextAt, lastOutcome } = row.paging;
  if (wantsPage(row, ctx)) return ctx.now;
  if (nextAt === null || lastOutcome === 'withheld') return null;
  return row.status === 'open' || isCared(row) ? nextAt : null;
}

/** Somebody has it or put it off: only what got worse pages. */
function isCared(row: IncidentRow): boolean {
  return row.status === 'acknowledged' || (row.status === 'open' && row.snoozedUntil !== null);
}

/** A time further away than any pause that could have set it was noted by a clock that was ahead: it counts as now. */
function isDue(row: IncidentRow, nextAt: number, { now, settings }: Pick<DecideContext, 'now' | 'settings'>): boolean {
  return nextAt <= now || nextAt > now + longestPause(row, settings) * MINUTE_MS;
}

/** Minutes. Where a person chose the severity, the pause may be of the one before. */
function longestPause({ severity, isSeverityByHand }: IncidentRow, { paging }: DecideContext['settings']): number {
  const pauses = isSeverityByHand ? Object.values(paging.repeat) : [paging.repeat[`sev${severity}`]];
  return Math.max(1, ...pauses.map(({ everyMinutes }) => everyMinutes));
}

/**
 * Pure: pages and their withholding for every incident that wants attention. `absence` folds all into one digest. `among`: where somebody
 * knows which incidents of `state` can want any, these alone, in their order.
 */
export function decidePages(
  state: State,
  ctx: DecideContext,
  absence: Absence | null = null,
  among: Iterable<Incident> = state.incidents.values(),
): Draft[] {
  const drafts: Draft[] = [];
  const wanted: Wanted[] = [];
  let notify: NotifyContext | null = null;
  for (const incident of among) {
    const { row } = incident;
    if (!(wantsPage(row, ctx) ? isMine(incident, ctx.team) : ctx.team?.takesOver(incident))) continue;
    notify ??= notifyContext(state, ctx);
    const verdict = decideNotify(row, notify);
    if (verdict.isPage) wanted.push({ row, verdict });
    else drafts.push(...withheld(row, verdict));
  }
  const real = wanted.filter((w) => !isDrill(w.row));
  // A drill is told after what is real, one by one: it neither makes a storm nor hides in one.
  const drills = wanted.filter((w) => isDrill(w.row)).map((w) => single(w, ctx));
  if (absence) return [...drafts, ...digest(real, absence, notify ?? notifyContext(state, ctx)), ...drills];
  if (wanted.length === 0) return drafts;
  return [...drafts, ...(real.length === 0 ? [] : pagesOf(state, real, ctx)), ...drills];
}

/** What the rules of the desk whose turn it is held back stays held back. */
function isMine(incident: Incident, team: TeamDuty | undefined): boolean {
  if (!team) return true;
  const { isMine: isTurn, first } = team.turn(incident, 'page');
  const { lastOutcome, by } = incident.row.paging;
  return isTurn && !(lastOutcome === 'withheld' && first !== null && first !== team.desk && by === first);
}

/** What the rules about pages go by, besides the incident. */
export function notifyContext(state: State, ctx: DecideContext): NotifyContext {
  const quiet = quietAt(ctx.settings.paging.quietHours, ctx.timeZone, ctx.now);
  return { ...ctx, pausedUntil: state.pausedUntil, quiet };
}

/** The last event about its pages says already what the verdict does. */
export function isToldAsHeld(row: IncidentRow, verdict: NotifyVerdict): boolean {
  const { lastOutcome, lastWhy, nextAt } = row.paging;
  return lastOutcome === 'withheld' && lastWhy === verdict.why && nextAt === heldUntil(row, verdict);
}

/** What got worse for somebody who has it, or snoozed it, stays due while nobody can say until when it is held back. */
function heldUntil(row: IncidentRow, { retryAt }: NotifyVerdict): number | null {
  return retryAt ?? (isCared(row) ? AT_ONCE : null);
}

function withheld(row: IncidentRow, verdict: NotifyVerdict): Draft[] {
  if (isToldAsHeld(row, verdict)) return [];
  const { step } = row.paging;
  const { rule, why, trace } = verdict;
  const nextAt = heldUntil(row, verdict);
  return [{ kind: 'page.withheld', incident: row.id, actor: 'rules', data: { rule, step, why, trace, nextAt, foldedInto: null } }];
}

/** A storm is counted in incidents that page for the first time; repeats of old ones do not make one. */
function pagesOf(state: State, wanted: readonly Wanted[], ctx: DecideContext): Draft[] {
  const { incidents: limit, withinSeconds } = ctx.settings.paging.storm;
  const windowMs = withinSeconds * 1000;
  const isRecent = (at: number): boolean => at > ctx.now - windowMs && at <= ctx.now + AHEAD_MS;
  const recent = state.pagedAt.filter(isRecent).length;
  const storm = state.storm && isRecent(state.storm.lastAt) ? state.storm : null;
  const first = wanted.filter((w) => w.row.paging.step === 0).length;
  if (storm === null && recent + first <= limit && wanted.length <= limit) return wanted.map((w) => single(w, ctx));
  const security = wanted.filter((w) => w.row.isSecurity).slice(0, SECURITY_SINGLES);
  const folded = wanted.filter((w) => !security.includes(w));
  const singles = security.map((w) => single(w, ctx));
  return folded.length === 0 ? singles : [...singles, ...stormPages(storm, recent, folded, ctx)];
}

function stormPages(storm: Storm | null, recent: number, folded: readonly Wanted[], ctx: DecideContext): Draft[] {
  const worst = Math.min(...folded.map((w) => w.row.severity));
  const thread = storm?.page ?? `storm:${ctx.now}`;
  if (storm && worst >= storm.worst && ctx.now - storm.toldAt < STORM_RETELL_MS) {
    const nextAt = storm.toldAt + STORM_RETELL_MS;
    return folded.map((w) => fold(w, thread, nextAt, w.row.paging.step));
  }
  const first = folded.filter((w) => w.row.paging.step === 0).length;
  const count = storm ? storm.count + first : Math.max(folded.length, recent + first);
  const rows = folded.map((w) => w.row);
  const text = stormPageText(rows, count, Math.min(worst, storm?.worst ?? 5), ctx.timeZone);
  const page = collective('storm', thread, `${thread}:${ctx.now}:${worst}`, folded, count, text, ctx);
  return [page, ...folded.map((w) => foldAndRepeat(w, thread, ctx))];
}

/** A page that nobody saw is made anew under its own name. */
function stepOf(row: IncidentRow, ctx: DecideContext): number {
  return row.paging.step + (wantsPage(row, ctx) ? 1 : 0);
}

function single({ row, verdict }: Wanted, ctx: DecideContext): Draft {
  const step = stepOf(row, ctx);
  const data: PageRequest = {
    page: `${row.id}:${row.paging.run}:${step}:${row.severity}`,
    pageKind: 'incident',
    thread: row.id,
    rule: verdict.rule,
    step,
    urgency: urgencyOf(row),
    sound: soundOf(row, ctx.settings),
    ...incidentPageText(row, ctx.timeZone),
    incidents: [row.id],
    count: 1,
    worst: row.severity,
    trace: verdict.trace,
    nextAt: repeatAt(row, step, ctx),
    ...(isDrill(row) && { isDrill: true }),
  };
  return { kind: 'page.requested', incident: row.id, actor: 'rules', data };
}

/** How many incidents a page for many names; the count in its words is exact. */
const NAMED = 50;

function collective(
  pageKind: 'storm' | 'digest',
  thread: string,
  page: string,
  wanted: readonly Wanted[],
  count: number,
  text: PageText,
  ctx: DecideContext,
): Draft {
  const rows = wanted.map((w) => w.row);
  const worst = [...rows].sort((a, b) => a.severity - b.severity)[0];
  const trace = [
    {
      rule: pageKind,
      verdict: 'page' as const,
      why: pageKind === 'storm' ? `${count} incidents within a minute become one page` : 'one receipt for the whole absence',
    },
  ];
  const data: PageRequest = {
    page,
    pageKind,
    thread,
    rule: pageKind,
    step: 1,
    urgency: worst ? urgencyOf(worst) : 'normal',
    sound: worst ? soundOf(worst, ctx.settings) : null,
    ...text,
    incidents: rows.slice(0, NAMED).map((r) => r.id),
    count,
    worst: worst?.severity ?? null,
    trace,
    nextAt: null,
  };
  return { kind: 'page.requested', incident: null, actor: 'rules', data };
}

function fold({ row, verdict }: Wanted, thread: string, nextAt: number | null, step: number): Draft {
  const why = thread.startsWith('storm') ? 'folded into one page for the storm' : 'folded into the receipt for the absence';
  const data = { rule: 'storm', step, why, trace: verdict.trace, nextAt, foldedInto: thread };
  return { kind: 'page.withheld', incident: row.id, actor: 'rules', data };
}

function foldAndRepeat(wanted: Wanted, thread: string, ctx: DecideContext): Draft {
  const step = stepOf(wanted.row, ctx);
  return fold(wanted, thread, repeatAt(wanted.row, step, ctx), step);
}

/** Who has an incident, or put it off, hears of what got worse once. */
function repeatAt(row: IncidentRow, step: number, ctx: DecideContext): number | null {
  return isCared(row) ? null : nextPageAt(row.severity, step, ctx.now, ctx.settings);
}

/** While pages are held back a receipt that names nobody's work is on the screen only. */
function digest(wanted: readonly Wanted[], absence: Absence, ctx: NotifyContext): Draft[] {
  const isHeld = ctx.quiet.isQuiet || (ctx.pausedUntil !== null && ctx.pausedUntil > ctx.now);
  if (wanted.length === 0 && (isHeld || (absence.fired === 0 && absence.cleared === 0))) return [];
  const thread = `digest:${absence.to}`;
  const page = collective('digest', thread, thread, wanted, wanted.length, digestPageText(absence, ctx.timeZone), ctx);
  return [page, ...wanted.map((w) => foldAndRepeat(w, thread, ctx))];
}
