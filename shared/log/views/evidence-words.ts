// Attachments, pins and exports in the words of the timeline.
import { oneLine } from '../../domain/plain-text';
import type { EvidenceEvents } from '../kinds/evidence';
import { plural, say, type Telling } from './words';

export const EVIDENCE_WORDS: Telling<keyof EvidenceEvents> = {
  'attachment.added': (e) =>
    say(`Attached: ${oneLine(e.data.name, 120)}`, `${e.data.mime}, SHA-256 ${e.data.sha256.slice(0, 12)}`, 'person'),
  'entry.pinned': (e) => say(e.data.isPinned ? 'Entry pinned' : 'Entry unpinned', `by ${e.data.by}`, 'person'),
  'evidence.exported': (e) =>
    say('Evidence bundle exported', `${plural(e.data.events, 'event')}, SHA-256 ${e.data.sha256.slice(0, 12)}`, 'person'),
  'incident.restricted': (e) =>
    say(e.data.isRestricted ? 'Restricted to those who need to know' : 'No longer restricted', `by ${e.data.by}`, 'person'),
};
