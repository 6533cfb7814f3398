// Taking over a shift: what a bundle means for the incidents that this desk knows. Notes that are not here yet, snoozes that still
// run, roles that nobody holds; the sender's own roles go to who takes over. Everything else is information.
import type { ShiftStep } from '../../contract/shift';
import type { IncidentRow } from '../../domain/incident';
import { oneLine } from '../../domain/plain-text';
import type { ShiftBundle, ShiftIncident } from '../../shift-bundle';
import type { Draft } from '../event';
import type { State } from '../state';
import { roleGiven } from './roles';

export interface TakeOverContext {
  /** Unix ms. */
  readonly now: number;
  /** Who takes over; `id` '' when they have not said who they are among the people. */
  readonly me: { readonly id: string; readonly name: string };
  /** The row of an incident that is not in memory any more. */
  readonly pastRow: (id: string) => Pick<IncidentRow, 'number'> | undefined;
  /** `noteKey` of the notes that an incident has here. */
  readonly notesHere: (id: string) => ReadonlySet<string>;
}

export interface TakeOverStep extends ShiftStep {
  readonly drafts: readonly Draft[];
}

/** As long as a person can snooze here: no file can silence an incident for ever. */
const LONGEST_SNOOZE_MS = 7 * 24 * 3_600_000;

/** When and by whom names a note, wherever it is read. */
export function noteKey(note: { readonly at: number; readonly by: string }): string {
  return `${note.at}\n${note.by}`;
}

/** Pure: one step for each incident of the bundle, in its order. */
export function planTakeOver(state: State, bundle: ShiftBundle, ctx: TakeOverContext): TakeOverStep[] {
  const seen = new Set<string>();
  return bundle.incidents
    .filter((i) => !seen.has(i.id) && seen.add(i.id))
    .map((i) => {
      const row = state.incidents.get(i.id)?.row;
      const isLive = row && row.status !== 'closed' && row.status !== 'merged';
      if (isLive) return stepHere(i, row, bundle, ctx);
      const past = row ?? ctx.pastRow(i.id);
      return { incident: i.id, state: past ? 'over' : 'unknown', numberHere: past?.number ?? null, willDo: [], drafts: [] };
    });
}

/** Pure: all events of taking over, the desk's own last. `hash`: SHA-256 (hex) of the bundle. */
export function decideTakeOver(state: State, bundle: ShiftBundle, hash: string, ctx: TakeOverContext): Draft[] {
  const steps = planTakeOver(state, bundle, ctx);
  const data = {
    from: oneLine(bundle.from.name, 60),
    bundle: hash,
    incidents: steps.filter((s) => s.state === 'here').length,
    note: bundle.note,
    by: ctx.me.name,
  };
  return [...steps.flatMap((s) => s.drafts), { kind: 'shift.taken-over', incident: null, actor: `person:${ctx.me.name}`, data }];
}

function stepHere(i: ShiftIncident, row: IncidentRow, bundle: ShiftBundle, ctx: TakeOverContext): TakeOverStep {
  const parts = [notes(i, row, ctx), snooze(i, row, ctx), roles(i, row, bundle, ctx)];
  return {
    incident: row.id,
    state: 'here',
    numberHere: row.number,
    willDo: parts.flatMap((p) => p.willDo),
    drafts: parts.flatMap((p) => p.drafts),
  };
}

type Part = Pick<TakeOverStep, 'willDo' | 'drafts'>;

function notes(i: ShiftIncident, row: IncidentRow, { me, notesHere }: TakeOverContext): Part {
  const here = notesHere(row.id);
  const fresh = i.notes.filter((n) => !here.has(noteKey(n)));
  const drafts = fresh.map(
    ({ text, by, at }): Draft => ({
      kind: 'incident.noted',
      incident: row.id,
      actor: `person:${me.name}`,
      data: { text, by, happenedAt: at },
    }),
  );
  return { drafts, willDo: fresh.length === 0 ? [] : [`${fresh.length} ${fresh.length === 1 ? 'note' : 'notes'}`] };
}

function snooze(i: ShiftIncident, row: IncidentRow, { me, now }: TakeOverContext): Part {
  if (i.snoozedUntil === null || i.snoozedUntil <= now || row.snoozedUntil !== null || row.status === 'resolved')
    return { drafts: [], willDo: [] };
  const until = Math.min(i.snoozedUntil, now + LONGEST_SNOOZE_MS);
  const data = { until, by: me.name, via: 'handover' };
  return { drafts: [{ kind: 'incident.snoozed', incident: row.id, actor: `person:${me.name}`, data }], willDo: ['snooze'] };
}

function roles(i: ShiftIncident, row: IncidentRow, bundle: ShiftBundle, { me }: TakeOverContext): Part {
  const drafts: Draft[] = [];
  const willDo: string[] = [];
  const taken = new Set(row.roles.map((h) => h.role));
  for (const r of i.roles) {
    if (taken.has(r.role)) continue;
    taken.add(r.role);
    const isSenders = r.person !== '' && r.person === bundle.from.person;
    if (isSenders && me.id === '') {
      willDo.push(`${r.roleName} stays free: say who you are first`);
      continue;
    }
    const person = isSenders ? me.id : r.person;
    const personName = isSenders ? me.name : r.personName;
    if (person === '') continue;
    const why = `handed over with ${bundle.from.name}’s shift`;
    drafts.push(...roleGiven(row.id, { role: r.role, roleName: r.roleName, person, personName, by: me.name, why }));
    willDo.push(`${r.roleName}: ${personName}`);
  }
  return { drafts, willDo };
}
