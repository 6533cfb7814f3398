// Events of a postmortem: the updates of its Yjs document, versions of its text, its way through review, comments,
// what the lint raised and a person called fine, and when it is due.
import type { PostmortemStatus, PostmortemVersionReason } from '../../domain/postmortem';

export interface PostmortemEvents {
  /** One live document an incident; its first text comes as the first edit in the same commit. */
  'postmortem.started': { postmortem: string; title: string; template: string; by: string };
  /**
   * A Yjs update (version 1, base64). Updates commute: any order of all of them gives the same text. `writtenAt` (Unix ms): when it was
   * written on the desk that it was taken in from; left out: it was written here.
   */
  'postmortem.edited': { postmortem: string; update: string; by: string; writtenAt?: number };
  /** The edits beside it in the same commit came by a file of another desk. `desk`: its name; `file`: the file's SHA-256. */
  'postmortem.taken-in': { postmortem: string; desk: string; authors: string[]; file: string; by: string };
  /** The whole text as it was. `editedMs`, `authors`: how long, and by whom, it was written since the version before. */
  'postmortem.versioned': {
    postmortem: string;
    version: string;
    name: string;
    kept: PostmortemVersionReason;
    text: string;
    authors: string[];
    editedMs: number;
    by: string;
  };
  /** The edit beside it in the same commit made the text that of this version. */
  'postmortem.restored': { postmortem: string; version: string; name: string; by: string };
  'postmortem.moved': { postmortem: string; from: PostmortemStatus; to: PostmortemStatus; why: string; by: string };
  'postmortem.published': { postmortem: string; target: string; targetName: string; url: string | null; ref: string | null; by: string };
  /** When it is to be published, Unix ms; null: none is needed any more. */
  'postmortem.scheduled': { dueAt: number | null; why: string; by: string };
  /** `isLate`: the time has come; otherwise it is a business day away. */
  'postmortem.reminded': { dueAt: number; isLate: boolean };

  /** `from`, `to`: Yjs relative positions (base64); `quote`: the text between them as it was. */
  'comment.added': { postmortem: string; comment: string; from: string; to: string; quote: string; text: string; by: string };
  'comment.answered': { postmortem: string; comment: string; answer: string; text: string; by: string };
  'comment.resolved': { postmortem: string; comment: string; by: string };
  'comment.reopened': { postmortem: string; comment: string; by: string };

  /** What the lint raised and a person called fine in this document: the rule's id and the sentence. */
  'finding.accepted': { postmortem: string; findings: { rule: string; sentence: string }[]; by: string };
  /** Called fine before, and heard again. */
  'finding.reopened': { postmortem: string; findings: { rule: string; sentence: string }[]; by: string };
}
