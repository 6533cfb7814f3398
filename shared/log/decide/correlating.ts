// Finds the incident that a rule says an alert of one answer belongs to: among the incidents of state and among those that the
// same answer brings, so that it makes no difference how an answer is cut.
import type { AlertData } from '../../domain/alert';
import { isParentMark, type Mark, type Marks, wordsOf } from '../../rules/correlate';
import type { Span } from '../../rules/correlation-index';
import { groupKeyOf } from '../../rules/group';
import { Placing, placingOf } from '../correlation-cache';
import type { State } from '../state';
import type { DecideContext } from './context';
import { adoptedKey, type Child, type Fold, Folding, type Live } from './folding';

/** A rule's verdict: into incident `home` (an id, or a name that the answer gave to a new one), and why. */
export interface Correlated {
  readonly home: string;
  readonly rule: string;
  readonly why: string;
  /** Later alerts of the same group with the same values follow by this key. */
  readonly groupKey: string;
}

/** A value that so many incidents share tells nothing. */
const MOST_HOMES = 50;

export class Correlating {
  private readonly base: Placing;
  private readonly fresh: Placing;
  private readonly feed: string;
  private readonly state: State;
  private readonly ctx: DecideContext;
  private readonly canTake: (home: string) => boolean;
  private readonly folding: Folding;

  /** `canTake`: does that incident still take alerts in? */
  constructor(state: State, ctx: DecideContext, feed: string, canTake: (home: string) => boolean, liveOf: (home: string) => Live | null) {
    this.base = placingOf(state, ctx.settings);
    this.fresh = new Placing(ctx.settings);
    this.state = state;
    this.ctx = ctx;
    this.feed = feed;
    this.canTake = canTake;
    this.folding = new Folding(state, this.base.rules, feed, liveOf);
  }

  get isOn(): boolean {
    return this.base.rules.isOn;
  }

  marksOf(alert: Pick<AlertData, 'name' | 'labels'>): Marks {
    return this.base.rules.marksOf(alert);
  }

  /** Where what stands on this parent is told already: the parent joins what a person works on, else the oldest. */
  findChild(alert: AlertData, groupKey: string, marks: Marks): Correlated | null {
    for (const mark of marks.marks.filter(isParentMark)) {
      const child = this.childrenOf(mark, alert).find(({ home }) => !this.isForeign(home, alert, marks));
      const why = `it has failed, and what stands on it was told before: ${wordsOf(mark)}`;
      if (child) return { home: child.home, rule: mark.rule.name, why, groupKey: adoptedKey(groupKey, mark) };
    }
    return null;
  }

  /** What folds into `home`, where this parent is now. What differs in an identity label, or a person works on, stays. */
  foldsInto(home: string, alert: AlertData, { marks }: Marks): Fold[] {
    const folds: Fold[] = [];
    for (const mark of marks.filter(isParentMark)) {
      for (const child of this.childrenOf(mark, alert)) {
        if (child.isTouched || child.home === home || folds.some((fold) => fold.child.home === child.home)) continue;
        if (this.takeAll(home, child)) folds.push({ child, joined: this.foldWords(child, mark) });
      }
    }
    return folds;
  }

  private childrenOf(mark: Mark, { startsAt }: AlertData): Child[] {
    const order = ({ home }: Child): number => this.numberOf(home);
    return this.folding.childrenOf(mark, startsAt).sort((a, b) => Number(b.isTouched) - Number(a.isTouched) || order(a) - order(b));
  }

  /** Notes all of a child's alerts as `home`'s, unless one of them is foreign there. */
  private takeAll(home: string, { firing }: Child): boolean {
    const all = firing.map(({ feed, alert }) => ({ feed, alert, marks: this.marksOf(alert) }));
    if (all.some(({ alert, marks }) => this.isForeign(home, alert, marks))) return false;
    for (const { feed, alert, marks } of all) {
      this.fresh.note(home, feed, alert, marks);
      this.folding.note(home, feed, marks);
    }
    return true;
  }

  private foldWords({ groupKey, firing: [first] }: Child, mark: Mark): Fold['joined'] {
    const why = `what it stands on has failed: ${wordsOf(mark)}`;
    return {
      feed: first?.feed ?? this.feed,
      alert: first?.alert.name ?? '',
      groupKey: adoptedKey(groupKey, mark),
      rule: mark.rule.name,
      why,
    };
  }

  /** Keys under which the group of an alert may have joined an incident before. */
  adoptedKeys(groupKey: string, { marks }: Marks): string[] {
    return marks.map((mark) => adoptedKey(groupKey, mark));
  }

  note(home: string, alert: AlertData, marks: Marks): void {
    this.fresh.note(home, this.feed, alert, marks);
    this.folding.note(home, this.feed, marks);
  }

  /** Does an alert of group `groupKey` differ in an identity label from what `home` holds of others? */
  isForeign(home: string, alert: Pick<AlertData, 'name' | 'labels'>, { identity }: Marks): boolean {
    let group: string | null = null;
    return identity.some((value, at) => {
      if (value === '') return false;
      const held = [this.base.index.identityOf(home, at), this.fresh.index.identityOf(home, at)].filter((v) => v !== undefined);
      if (held.some((v) => v.values.has(value))) return false;
      group ??= groupKeyOf(alert, this.ctx.settings.grouping.labels);
      return held.some((v) => v.groups.size > 1 || !v.groups.has(group ?? ''));
    });
  }

  /** The first rule that finds an incident decides; among several incidents the one that began nearest in time. */
  find(alert: AlertData, groupKey: string, marks: Marks): Correlated | null {
    for (const mark of marks.marks) {
      for (const key of mark.sought) {
        const found = this.nearest(alert, key, mark, marks);
        if (found) return { home: found.home, rule: mark.rule.name, why: this.words(mark, found), groupKey: adoptedKey(groupKey, mark) };
      }
    }
    return null;
  }

  private nearest(alert: AlertData, key: string, mark: Mark, marks: Marks): Found | null {
    const stored = this.base.index.at(key);
    const fresh = this.fresh.index.at(key);
    if (stored.size + fresh.size === 0) return null;
    const isCommon = stored.size > MOST_HOMES || fresh.size > MOST_HOMES || distinct(stored, fresh) > MOST_HOMES;
    if (isCommon && mark.rule.does !== 'children') return null;
    let best: Found | null = null;
    for (const [home, spans] of [...stored, ...fresh]) {
      const found = this.nearestSpan(alert, home, spans, mark);
      if (!found || (best && !this.isBefore(found, best))) continue;
      if (this.canTake(home) && !this.isForeign(home, alert, marks)) best = found;
    }
    return best;
  }

  private nearestSpan(alert: AlertData, home: string, spans: readonly Span[], { rule }: Mark): Found | null {
    let best: Found | null = null;
    for (const span of spans) {
      if (rule.from !== 'any tool' && (span.feed === this.feed) !== (rule.from === 'one tool')) continue;
      const distance = Math.max(0, span.first - alert.startsAt, rule.does === 'children' ? 0 : alert.startsAt - span.last);
      if (distance > rule.withinMs || (best && !this.isBefore({ home, feed: span.feed, distance }, best))) continue;
      if (span.ids === null || this.fires(home, span.ids)) best = { home, feed: span.feed, distance };
    }
    return best;
  }

  /** Nearer in time, else opened earlier: the order in which an index was built must not decide. */
  private isBefore(a: Found, b: Found): boolean {
    if (a.distance !== b.distance) return a.distance < b.distance;
    const [m, n] = [this.numberOf(a.home), this.numberOf(b.home)];
    return m === n ? a.feed < b.feed : m < n;
  }

  /** New ones of this answer have no number yet; the first that was begun comes first, as its name says. */
  private numberOf(home: string): number {
    return this.state.incidents.get(home)?.row.number ?? this.state.lastNumber + 1 + Number(home.slice(NEW.length));
  }

  /** A parent that this answer brought fires; one of state may have cleared. */
  private fires(home: string, ids: ReadonlySet<string>): boolean {
    const incident = this.state.incidents.get(home);
    for (const id of ids) if (incident?.alerts.get(id)?.isFiring ?? true) return true;
    return false;
  }

  private words(mark: Mark, { feed }: Found): string {
    const { rule } = mark;
    const words = wordsOf(mark);
    if (rule.does === 'children') return `what it stands on has failed: ${words}`;
    const minutes = Math.round((rule.withinMs / 60_000) * 10) / 10;
    const tools = feed === this.feed ? `in ${this.nameOf(feed)}` : `in ${this.nameOf(feed)} and ${this.nameOf(this.feed)}`;
    return `${words === '' ? 'they belong together,' : `same ${words}`} ${tools} within ${minutes} min`;
  }

  private nameOf(feed: string): string {
    return this.ctx.settings.feeds.find((f) => f.id === feed)?.name ?? feed;
  }
}

/** Begins the name of an incident that an answer has yet to open; a number follows. */
export const NEW = 'new ';

interface Found {
  readonly home: string;
  readonly feed: string;
  readonly distance: number;
}

function distinct(a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): number {
  let count = a.size;
  for (const key of b.keys()) if (!a.has(key)) count += 1;
  return count;
}
