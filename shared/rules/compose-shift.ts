// Makes a shift's bundle of what was gathered: the worst first, cut to its limits, and whatever is left out is named.
import { firingCount } from '../domain/alert';
import type { IncidentRow } from '../domain/incident';
import { oneLine, stripHidden } from '../domain/plain-text';
import { SHIFT_LIMITS, type ShiftBundle, type ShiftIncident, type ShiftSilence } from '../shift-bundle';

export interface ShiftNote {
  readonly text: string;
  readonly by: string;
  /** Unix ms. */
  readonly at: number;
}

export interface GatheredShift {
  readonly from: ShiftBundle['from'];
  readonly to: string;
  readonly note: string;
  /** Ids of restricted incidents that a person ticked. */
  readonly restricted: readonly string[];
  readonly now: number;
  /** Live incidents of the desk. */
  readonly rows: readonly IncidentRow[];
  /** Newest last. */
  readonly notesOf: (incident: string) => readonly ShiftNote[];
  readonly runbookOf: (incident: string) => ShiftIncident['runbook'];
  readonly silences: readonly ShiftSilence[];
  /** What could not be read, in words. */
  readonly faults: readonly string[];
}

const LINE_MAX = 300;
const LEFT_OUT_MAX = 50;
/** All notes together; the least severe incidents lose theirs first. */
const NOTES_LENGTH_MAX = 600_000;

export function isInShift(row: IncidentRow): boolean {
  return row.status === 'open' || row.status === 'acknowledged';
}

/** Pure; fits the schema `shiftBundle` whatever came from feeds. */
export function composeShift(g: GatheredShift): ShiftBundle {
  const open = g.rows.filter(isInShift).sort(worstFirst);
  const allowed = open.filter((row) => !row.isRestricted || g.restricted.includes(row.id));
  const taken = allowed.slice(0, SHIFT_LIMITS.incidents);
  const budget = { left: NOTES_LENGTH_MAX, dropped: 0 };
  const incidents = taken.map((row) => incidentOf(row, g, budget));
  const leftOut = [
    ...countWords(open.length - allowed.length, 'restricted incident', 'not ticked'),
    ...countWords(allowed.length - taken.length, 'less severe incident', `only the ${SHIFT_LIMITS.incidents} worst fit`),
    ...countWords(budget.dropped, 'older note', 'too much text'),
    ...countWords(Math.max(0, g.silences.length - SHIFT_LIMITS.silences), 'silence', `only ${SHIFT_LIMITS.silences} fit`),
    ...g.faults,
  ];
  return {
    version: 1,
    from: { name: oneLine(g.from.name, 60) || 'somebody', person: g.from.person.slice(0, 40), device: line(g.from.device) },
    to: oneLine(g.to, 60),
    madeAt: g.now,
    note: cut(g.note, SHIFT_LIMITS.freeNote),
    incidents,
    silences: g.silences
      .slice(0, SHIFT_LIMITS.silences)
      .map((s) => ({ ...s, what: line(s.what), comment: line(s.comment), by: line(s.by) })),
    leftOut: leftOut.slice(0, LEFT_OUT_MAX).map(line),
  };
}

function worstFirst(a: IncidentRow, b: IncidentRow): number {
  return Number(b.isSecurity) - Number(a.isSecurity) || a.severity - b.severity || a.startedAt - b.startedAt || a.number - b.number;
}

function incidentOf(row: IncidentRow, g: GatheredShift, budget: { left: number; dropped: number }): ShiftIncident {
  const { id, number, status, severity, isSecurity, isRestricted, snoozedUntil } = row;
  return {
    ...{ id, number, status: status === 'acknowledged' ? status : 'open', severity, isSecurity, isRestricted, snoozedUntil },
    title: line(row.title),
    summary: line(row.summary),
    service: row.service === null ? null : line(row.service),
    startedAt: Math.max(0, Math.round(row.startedAt)),
    acknowledgedBy: row.acknowledgedBy === null ? null : line(row.acknowledgedBy),
    firing: Math.max(0, firingCount(row.tally)),
    roles: row.roles
      .flatMap((h) =>
        h.person === null
          ? []
          : { role: h.role.slice(0, 40), roleName: line(h.roleName), person: h.person.slice(0, 40), personName: line(h.personName) },
      )
      .slice(0, SHIFT_LIMITS.roles),
    runbook: g.runbookOf(id),
    notes: notesWithin(g.notesOf(id), budget),
  };
}

function notesWithin(all: readonly ShiftNote[], budget: { left: number; dropped: number }): ShiftNote[] {
  const newest = all.slice(-SHIFT_LIMITS.notes).map((n) => ({ text: cut(n.text, SHIFT_LIMITS.noteLength), by: line(n.by), at: n.at }));
  const kept: ShiftNote[] = [];
  for (const note of newest.reverse()) {
    if (note.text === '') continue;
    if (note.text.length > budget.left) budget.dropped += 1;
    else {
      budget.left -= note.text.length;
      kept.unshift(note);
    }
  }
  return kept;
}

function countWords(n: number, one: string, why: string): string[] {
  return n <= 0 ? [] : [`${n} ${one}${n === 1 ? '' : 's'}: ${why}`];
}

const line = (text: string): string => oneLine(text, LINE_MAX);

/** Keeps line breaks; never splits a surrogate pair. */
function cut(text: string, max: number): string {
  const plain = stripHidden(text).trim();
  return plain.length <= max ? plain : `${plain.slice(0, max - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
