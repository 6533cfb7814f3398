// Does this incident page a person now? Ordered rules, each with a verdict and a reason; the trace answers "why did (not) this page me?".
import { firingCount } from '../domain/alert';
import type { IncidentRow } from '../domain/incident';
import type { IncidentSeverity } from '../domain/severity';
import type { TraceStep, Urgency } from '../log/event';
import { isReview } from '../readiness/policy-review';
import type { Settings } from '../settings';
import { heldBy } from './holding';
import type { QuietNow } from './quiet-hours';

export interface NotifyContext {
  readonly now: number;
  readonly settings: Settings;
  readonly timeZone: string;
  readonly pausedUntil: number | null;
  /** Quiet hours as they stand at `now`. */
  readonly quiet: QuietNow;
}

export interface NotifyVerdict {
  readonly isPage: boolean;
  /** The rule that decided. */
  readonly rule: string;
  readonly why: string;
  readonly trace: readonly TraceStep[];
  /** When withheld only for a time: when to look again, Unix ms. */
  readonly retryAt: number | null;
}

type Step = Omit<TraceStep, 'rule'> & { readonly retryAt?: number | null };
interface Rule {
  readonly name: string;
  /** Left out: always. */
  readonly isAsked?: (ctx: NotifyContext) => boolean;
  readonly ask: (row: IncidentRow, ctx: NotifyContext) => Step;
}

const pass = (why: string): Step => ({ verdict: 'pass', why });
const stop = (why: string, retryAt: number | null = null): Step => ({ verdict: 'stop', why, retryAt });

function breaksThrough(row: IncidentRow, ctx: NotifyContext): string | null {
  const { severity, isSecurity } = ctx.settings.paging.breakThrough;
  if (row.isSecurity && isSecurity) return 'a security incident breaks through';
  return row.severity <= severity ? `SEV${row.severity} breaks through` : null;
}

const RULES: readonly Rule[] = [
  {
    name: 'firing',
    ask: (row) => {
      const firing = firingCount(row.tally);
      if (firing === 0 && row.alertCount === 0 && row.reopenedAt.length === 0)
        return pass('a person reported it, and no alert stands behind it');
      if (firing === 0) return stop('none of its alerts fires: a person reopened it');
      if (row.tally.suppressed >= firing) return stop('every firing alert is silenced or inhibited at its source');
      return pass(`${firing} ${firing === 1 ? 'alert fires' : 'alerts fire'}`);
    },
  },
  {
    name: 'severity',
    ask: (row, ctx) =>
      row.severity > ctx.settings.paging.minSeverity
        ? stop(`SEV${row.severity} does not page; pages start at SEV${ctx.settings.paging.minSeverity}`)
        : pass(`SEV${row.severity}: ${row.severityWhy}`),
  },
  {
    name: 'held back',
    isAsked: ({ settings }) => settings.paging.holding.length > 0,
    ask: (row, ctx) => {
      const hold = heldBy(ctx.settings.paging.holding, row, ctx.now);
      if (hold === null) return pass('no holding rule keeps it back');
      const through = breaksThrough(row, ctx);
      return through ? pass(`${hold.why}, but ${through}`) : stop(hold.why, hold.until);
    },
  },
  {
    name: 'flapping',
    ask: (row, ctx) => {
      if (!row.isFlapping) return pass('it does not flap');
      const { withinMinutes } = ctx.settings.grouping.flapping;
      const steadyAt = (row.reopenedAt.at(-1) ?? 0) + withinMinutes * 60_000;
      if (steadyAt <= ctx.now) return pass(`it flapped, but has fired for ${withinMinutes} min without a break`);
      return stop(`it flaps: fired again ${row.reopenedAt.length} times; kept as one incident`, steadyAt);
    },
  },
  {
    name: 'pause',
    ask: (row, ctx) => {
      if (ctx.pausedUntil === null || ctx.pausedUntil <= ctx.now) return pass('paging is not paused');
      const through = breaksThrough(row, ctx);
      return through ? pass(`paging is paused, but ${through}`) : stop('paging is paused by a person', ctx.pausedUntil);
    },
  },
  {
    name: 'quiet hours',
    ask: (row, ctx) => {
      if (!ctx.quiet.isQuiet) return pass('not in quiet hours');
      const through = breaksThrough(row, ctx);
      return through ? pass(`quiet hours, but ${through}`) : stop('quiet hours', ctx.quiet.until);
    },
  },
];

/** Asks the rules in order; the first that stops decides. `row` must be an incident that wants attention. */
export function decideNotify(row: IncidentRow, ctx: NotifyContext): NotifyVerdict {
  const trace: TraceStep[] = [];
  if (isReview(row)) return calm();
  for (const rule of RULES) {
    if (rule.isAsked?.(ctx) === false) continue;
    const step = rule.ask(row, ctx);
    trace.push({ rule: rule.name, verdict: step.verdict, why: step.why });
    if (step.verdict === 'stop') return { isPage: false, rule: rule.name, why: step.why, trace, retryAt: step.retryAt ?? null };
  }
  const why = row.paging.step === 0 ? `new and nobody has it yet` : `still nobody has it, page ${row.paging.step + 1}`;
  trace.push({ rule: 'attention', verdict: 'page', why });
  return { isPage: true, rule: row.paging.step === 0 ? 'first page' : 'repeat', why, trace, retryAt: null };
}

/**
 * Until when a verdict that stops stays the same for a row that does, Unix ms, as long as no clock goes back; null: it goes by quiet hours
 * or a pause, and stays as long as these do.
 */
export function lastsUntil({ rule, retryAt }: NotifyVerdict): number | null {
  return rule === 'pause' || rule === 'quiet hours' ? null : (retryAt ?? Number.POSITIVE_INFINITY);
}

function calm(): NotifyVerdict {
  const rule = 'calm work';
  const why = 'the review of a policy waits in the queue and never pages';
  return { isPage: false, rule, why, trace: [{ rule, verdict: 'stop', why }], retryAt: null };
}

const URGENCY: Readonly<Record<IncidentSeverity, Urgency>> = { 1: 'critical', 2: 'critical', 3: 'normal', 4: 'low', 5: 'low' };

export function urgencyOf(row: Pick<IncidentRow, 'severity' | 'isSecurity'>): Urgency {
  return row.isSecurity ? 'critical' : URGENCY[row.severity];
}

/** Name of the sound for a page, `null` for none. */
export function soundOf(row: Pick<IncidentRow, 'severity' | 'isSecurity'>, settings: Settings): string | null {
  if (!settings.paging.isSoundOn) return null;
  if (row.isSecurity) return 'security';
  return row.severity <= 2 ? 'critical' : row.severity === 3 ? 'normal' : null;
}

/** When step `step` (1 = the first page) is followed by another, Unix ms; null = no more. */
export function nextPageAt(severity: IncidentSeverity, step: number, now: number, settings: Settings): number | null {
  const { everyMinutes, times } = settings.paging.repeat[`sev${severity}`];
  return everyMinutes > 0 && step <= times ? now + everyMinutes * 60_000 : null;
}
