// What belongs to an incident's record besides its events, folded on demand from the few kinds that say so.
import type { AttachmentInfo, EvidenceFacts } from '../../contract/evidence';
import { FORENSICS_ROLE } from '../../domain/forensics';
import type { EventKind, LogEvent } from '../event';

export const EVIDENCE_KINDS = [
  'attachment.added',
  'evidence.exported',
  'incident.restricted',
  'duty.ticked',
] as const satisfies readonly EventKind[];

export function evidenceFacts(events: readonly LogEvent[]): EvidenceFacts {
  const attachments = new Map<string, AttachmentInfo>();
  const exports: EvidenceFacts['exports'][number][] = [];
  const done = new Map<string, { duty: string; by: string; at: number }>();
  let members: readonly string[] = [];
  for (const event of events) {
    if (event.kind === 'attachment.added') {
      const { by: _by, ...info } = event.data;
      if (!attachments.has(info.sha256)) attachments.set(info.sha256, info);
    } else if (event.kind === 'evidence.exported') {
      const { by, sha256, events: count } = event.data;
      exports.push({ at: event.at, by, sha256, events: count });
    } else if (event.kind === 'incident.restricted') members = event.data.members;
    else if (event.kind === 'duty.ticked' && event.data.role === FORENSICS_ROLE) {
      const { duty, by, isDone } = event.data;
      if (isDone) done.set(duty, { duty, by, at: event.at });
      else done.delete(duty);
    }
  }
  return { attachments: [...attachments.values()], exports, members, done: [...done.values()] };
}

/** Ids of the entries that are pinned after these events, oldest first. */
export function pinnedEntries(events: readonly LogEvent[]): ReadonlySet<string> {
  const pinned = new Set<string>();
  for (const event of events) {
    if (event.kind !== 'entry.pinned') continue;
    if (event.data.isPinned) pinned.add(event.data.entry);
    else pinned.delete(event.data.entry);
  }
  return pinned;
}
