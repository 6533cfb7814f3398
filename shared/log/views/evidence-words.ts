// Attachments, pins and exports in the words of the timeline.
import { oneLine } from '../../domain/plain-text';
import { counted, msg } from '../../words/words';
import type { EvidenceEvents } from '../kinds/evidence';
import { say, type Telling } from './words';

export const EVIDENCE_WORDS: Telling<keyof EvidenceEvents> = {
  'attachment.added': (e) =>
    say(msg`Attached: ${oneLine(e.data.name, 120)}`, `${e.data.mime}, SHA-256 ${e.data.sha256.slice(0, 12)}`, 'person'),
  'entry.pinned': (e) => say(e.data.isPinned ? msg`Entry pinned` : msg`Entry unpinned`, msg`by ${e.data.by}`, 'person'),
  'evidence.exported': (e) =>
    say(
      msg`Evidence bundle exported`,
      `${counted(e.data.events, msg`event`, msg`events`)}, SHA-256 ${e.data.sha256.slice(0, 12)}`,
      'person',
    ),
  'incident.restricted': (e) =>
    say(e.data.isRestricted ? msg`Restricted to those who need to know` : msg`No longer restricted`, msg`by ${e.data.by}`, 'person'),
};
