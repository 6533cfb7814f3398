// Calls about the record of an incident: notes with files, pins, need-to-know and the forensics checklist.
import { NOTE_BYTES } from '../../shared/contract/evidence';
import { fileType } from '../../shared/domain/file-type';
import { oneLine } from '../../shared/domain/plain-text';
import { decideForensicTick, decideNote, decidePin, decideRestrict } from '../../shared/log/decide/evidence';
import { evidenceFacts, pinnedEntries } from '../../shared/log/views/evidence-facts';
import { type Attachments, hashOf } from '../log/attachments';
import type { ReadLog } from '../log/store';
import { type Checked, type Handlers, refuse } from './gate';
import { commit, type IncidentCallDeps } from './incident-calls';

export interface EvidenceCallDeps extends IncidentCallDeps {
  readonly log: ReadLog;
  readonly attachments: Attachments;
  /** Do other desks of the team alone read it? */
  readonly isOutside: (incident: string) => boolean;
}

type Names = 'add-note' | 'pin-entry' | 'restrict-incident' | 'tick-forensics';

const NAME_MAX = 200;
const OUTSIDE = [
  'Other desks of the team restricted this incident, and this one is not among them.',
  'Ask a person at one of those desks to let this one in, or to lift the restriction.',
] as const;

export function evidenceCalls(deps: EvidenceCallDeps): Pick<Handlers, Names> {
  const { log, person } = deps;
  return {
    'add-note': (args) => addNote(deps, args),
    'pin-entry': ({ id, seq, isPinned }) => {
      const [event] = log.eventsAt(id, [seq]);
      if (!event) return refuse('This incident has no such entry.');
      const isPinnedNow = pinnedEntries(log.ofKinds(id, ['entry.pinned'])).has(event.id);
      return commit(deps, [id], 1, (state) => decidePin(state, id, event.id, isPinnedNow, isPinned, person()));
    },
    'restrict-incident': ({ incidents, isRestricted, members, desks }) =>
      incidents.some(deps.isOutside)
        ? refuse(...OUTSIDE)
        : commit(deps, incidents, incidents.length, (state) =>
            decideRestrict(state, incidents, { isRestricted, members, desks }, person()),
          ),
    'tick-forensics': ({ id, duty, isDone }) => {
      const { done } = evidenceFacts(log.ofKinds(id, ['duty.ticked']));
      const isDoneNow = done.some((one) => one.duty === duty);
      return commit(deps, [id], 1, (state) => decideForensicTick(state, id, { duty, isDone, isDoneNow }, person()));
    },
  };
}

/** The files are durable before the event that names them is; a note that is refused keeps none. */
function addNote(deps: EvidenceCallDeps, { id, text, happenedAt, attachments }: Checked<'add-note'>): ReturnType<Handlers['add-note']> {
  const files = attachments.map(({ name, base64 }) => ({ name: oneLine(name, NAME_MAX) || 'file', bytes: Buffer.from(base64, 'base64') }));
  if (files.some(({ bytes }) => bytes.length === 0)) return refuse('An attached file is empty.', 'Leave it out.');
  if (files.reduce((sum, { bytes }) => sum + bytes.length, 0) > NOTE_BYTES)
    return refuse(`The files of one note may have ${NOTE_BYTES / 1024 / 1024} MB together.`, 'Attach them to several notes.');
  const infos = files.map(({ name, bytes }) => ({ sha256: hashOf(bytes), name, mime: fileType(bytes), bytes: bytes.length }));
  try {
    return commit(deps, [id], 1, (state, now) => {
      const decision = decideNote(state, id, { text, happenedAt, attachments: infos }, deps.person(), now);
      if (decision.drafts.length > 0) for (const { bytes } of files) deps.attachments.put(bytes);
      return decision;
    });
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    return refuse(`The files could not be kept: ${error.message}`, 'Check that the disk has room; the note was not added.', 'failed');
  }
}
