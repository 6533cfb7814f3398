// What this desk remembers of its waits for a turn; the rule itself is in shared/team/duty.ts.
import type { Incident, IncidentRow } from '../../shared/domain/incident';
import type { OnCallNow } from '../../shared/rules/route';
import type { Settings } from '../../shared/settings';
import { isDropped, isSamePerson, onDuty, type TeamDuty, type TeamNow, type Turn, takesOver, turnOf } from '../../shared/team/duty';
import { isTeams } from '../../shared/team/is-teams';
import { msg } from '../../shared/words/words';

export interface DutyDeps {
  readonly now: () => number;
  /** Of an incident that only some read: those desks alone. */
  readonly team: (incident?: string) => TeamNow;
  readonly settings: () => Settings;
  readonly onCall: OnCallNow;
}

interface Wait {
  readonly since: number;
  askedAt: number;
}

/** A wait that nobody asked about for so long is over. */
const FORGET_MS = 60_000;
const SWEEP_FROM = 2_000;
const OWN: Turn = { isMine: true, first: null, why: msg`it is no incident of the team` };

export class DutyDesk implements TeamDuty {
  private readonly deps: DutyDeps;
  private readonly waits = new Map<string, Wait>();

  constructor(deps: DutyDeps) {
    this.deps = deps;
  }

  get desk(): string {
    return this.deps.team().desk;
  }

  turn(incident: Incident, what: 'page' | 'step'): Turn {
    const { row } = incident;
    if (!isTeams(row)) return OWN;
    return this.answer(incident, this.waited(keyOf(row, what)));
  }

  whose(incident: Incident): Turn {
    return isTeams(incident.row) ? this.answer(incident, 0) : OWN;
  }

  isFor(incident: Incident): boolean {
    const { first } = this.whose(incident);
    return first === null || first === this.desk || isSamePerson(first, this.desk, this.deps.team(incident.row.id));
  }

  takesOver(incident: Incident): boolean {
    const { row } = incident;
    const { by } = row.paging;
    if (by === undefined || !isTeams(row)) return false;
    const team = this.deps.team(row.id);
    const isHeard = team.alive.some(({ desk }) => desk === by);
    if (!isDropped(row, { desk: team.desk, isThere: isHeard || !team.isLinked })) return false;
    if (!isHeard) return this.turn(incident, 'page').isMine;
    const settings = this.deps.settings();
    const people = onDuty(incident, settings, this.deps.onCall);
    return takesOver(row.id, people, settings, team, { by, waitedMs: this.waited(keyOf(row, 'over')) });
  }

  private answer(incident: Incident, waitedMs: number): Turn {
    const settings = this.deps.settings();
    return turnOf(incident.row.id, onDuty(incident, settings, this.deps.onCall), settings, this.deps.team(incident.row.id), waitedMs);
  }

  private waited(key: string): number {
    const now = this.deps.now();
    const known = this.waits.get(key);
    if (known && known.askedAt > now - FORGET_MS && known.since <= now) {
      known.askedAt = now;
      return now - known.since;
    }
    if (this.waits.size > SWEEP_FROM) for (const [old, { askedAt }] of this.waits) if (askedAt <= now - FORGET_MS) this.waits.delete(old);
    this.waits.set(key, { since: now, askedAt: now });
    return 0;
  }
}

function keyOf({ id, paging, escalation }: IncidentRow, what: string): string {
  return [id, paging.run, what, paging.step, paging.by ?? '', escalation?.step ?? ''].join(':');
}
