// What people add to the record: notes with attachments, pins, who may know, and ticks of the forensics checklist.
import { FORENSIC_DUTIES, FORENSICS_ROLE } from '../../domain/forensics';
import type { Draft } from '../event';
import type { State } from '../state';
import type { Decision } from './context';

export interface NewNote {
  readonly text: string;
  /** Unix ms; null: now. */
  readonly happenedAt: number | null;
  readonly attachments: readonly { readonly sha256: string; readonly name: string; readonly mime: string; readonly bytes: number }[];
}

const NO_SUCH = 'There is no such incident.';

const refused = (incident: string, why: string): Decision => ({ drafts: [], refused: [{ incident, why }] });

/** A note, after the attachments that it names. A time that is still to come is refused. */
export function decideNote(state: State, incident: string, note: NewNote, by: string, now: number): Decision {
  if (!state.incidents.has(incident)) return refused(incident, NO_SUCH);
  if (note.happenedAt !== null && note.happenedAt > now)
    return refused(incident, 'What a note tells of can’t have happened in the future.');
  const actor = `person:${by}`;
  const files = [...new Map(note.attachments.map((file) => [file.sha256, file])).values()];
  const added = files.map((file): Draft => ({ kind: 'attachment.added', incident, actor, data: { ...file, by } }));
  const data = {
    text: note.text,
    by,
    ...(note.happenedAt === null ? {} : { happenedAt: note.happenedAt }),
    ...(files.length === 0 ? {} : { attachments: files.map((file) => file.sha256) }),
  };
  return { drafts: [...added, { kind: 'incident.noted', incident, actor, data }], refused: [] };
}

/** `entry` is the id of an event of the incident; `isPinnedNow` what the log last said of it. */
export function decidePin(state: State, incident: string, entry: string, isPinnedNow: boolean, isPinned: boolean, by: string): Decision {
  if (!state.incidents.has(incident)) return refused(incident, NO_SUCH);
  if (isPinnedNow === isPinned) return refused(incident, `This entry is ${isPinned ? '' : 'not '}pinned already.`);
  return { drafts: [{ kind: 'entry.pinned', incident, actor: `person:${by}`, data: { entry, isPinned, by } }], refused: [] };
}

export interface Restriction {
  readonly isRestricted: boolean;
  /** Ids of people. */
  readonly members: readonly string[];
  /** Desks of the team that read it; undefined: those of the members. */
  readonly desks: readonly string[] | undefined;
}

/** Restricting again with other members changes who may know. */
export function decideRestrict(state: State, ids: readonly string[], { isRestricted, members, desks }: Restriction, by: string): Decision {
  const drafts: Draft[] = [];
  const no: { incident: string; why: string }[] = [];
  const readers = isRestricted && desks ? { desks: [...new Set(desks)].sort() } : {};
  const wanted = isRestricted ? [...new Set(members)].sort() : [];
  for (const incident of new Set(ids)) {
    const row = state.incidents.get(incident)?.row;
    const isSame = desks === undefined && row?.isRestricted === isRestricted && (row.members ?? []).join('\n') === wanted.join('\n');
    if (!row) no.push({ incident, why: NO_SUCH });
    else if (isSame) no.push({ incident, why: `INC-${row.number} is ${isRestricted ? '' : 'not '}restricted already.` });
    else
      drafts.push({
        kind: 'incident.restricted',
        incident,
        actor: `person:${by}`,
        data: { isRestricted, members: wanted, ...readers, by },
      });
  }
  return { drafts, refused: no };
}

export function decideForensicTick(
  state: State,
  incident: string,
  tick: { readonly duty: string; readonly isDone: boolean; readonly isDoneNow: boolean },
  by: string,
): Decision {
  const row = state.incidents.get(incident)?.row;
  const { duty, isDone, isDoneNow } = tick;
  if (!row) return refused(incident, NO_SUCH);
  if (!FORENSIC_DUTIES.some((one) => one.id === duty)) return refused(incident, 'The forensics checklist has no such duty.');
  if (isDone === isDoneNow) return refused(incident, `This is ${isDone ? '' : 'not '}done already.`);
  return {
    drafts: [{ kind: 'duty.ticked', incident, actor: `person:${by}`, data: { role: FORENSICS_ROLE, duty, isDone, by } }],
    refused: [],
  };
}
