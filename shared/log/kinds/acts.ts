// Events of the outbox: every outward act is first wanted, then tried until it is sent, dropped, expired or in conflict; and what
// belongs to telling people: updates that are due, the conference bridge, escalations.
import type { SourceAct } from '../../domain/source-act';
import type { TraceStep } from '../event';

export type MessagePurpose = 'page' | 'opened' | 'update' | 'severity' | 'acknowledged' | 'resolved' | 'closed' | 'handover' | 'by-hand';

/** What is to happen outside. Secrets and addresses that are secrets (webhook URLs) are never in here: `channel` names their place. */
export type ActContent =
  | {
      readonly what: 'message';
      /** Id of the channel in the settings, and its name as it was. */
      readonly channel: string;
      readonly channelName: string;
      /** Where within the channel (an e-mail address, a topic); null: the channel's own. */
      readonly address: string | null;
      readonly audience: string | null;
      readonly person: string | null;
      readonly purpose: MessagePurpose;
      readonly subject: string;
      readonly text: string;
      /** Written while the incident was restricted: it gives nothing away. */
      readonly isRedacted: boolean;
      /** Says everything although the incident is restricted: `person` needs to know, and nobody else reads this place. Left out: no. */
      readonly isForMember?: boolean;
    }
  | {
      readonly what: 'silence';
      readonly feed: string;
      readonly matchers: readonly { name: string; value: string; isRegex: boolean; isEqual: boolean }[];
      readonly minutes: number;
      readonly comment: string;
    }
  | {
      readonly what: 'publish';
      /** Id of the place in the settings, and its name as it was. */
      readonly target: string;
      readonly targetName: string;
      /** SHA-256 of the attachment that holds the text as it was when somebody said publish. */
      readonly snapshot: string;
      /** Asked for, with a yes, while the incident was restricted. */
      readonly isForRestricted: boolean;
    }
  | { readonly what: 'unsilence'; readonly feed: string; readonly ref: string }
  /** What one object's source is to do. `times`: of a downtime or a snooze, Unix ms. */
  | {
      readonly what: 'at-source';
      readonly feed: string;
      readonly does: SourceAct;
      readonly target: { readonly key: string; readonly startsAt: number; readonly labels: Readonly<Record<string, string>> };
      readonly comment: string;
      readonly times: { readonly startsAt: number; readonly endsAt: number } | null;
    }
  /** A ticket at a tracker for an action item. */
  | {
      readonly what: 'ticket';
      /** Id of the tracker in the settings, and its name as it was. */
      readonly tracker: string;
      readonly trackerName: string;
      /** Id of the action; hidden in the ticket, so that it is found again. */
      readonly action: string;
      readonly title: string;
      readonly body: string;
      readonly due: string | null;
      /** When the action was recorded, Unix ms: no ticket for it is older. */
      readonly since: number;
      /** Written while the incident was restricted: it gives nothing away. */
      readonly isRedacted: boolean;
    };

/** What must still be true of the incident when the act goes out; otherwise it is a conflict that a person decides. */
export type ActPrecondition =
  | { readonly needs: 'nothing' }
  | { readonly needs: 'unresolved' }
  /** The action waits to be done and has no ticket yet. */
  | { readonly needs: 'open-action' }
  /** The same stretch of attention: no reopening, no undone acknowledgement since (`paging.run` of the row). */
  | { readonly needs: 'same-run'; readonly run: number }
  | { readonly needs: 'unacknowledged'; readonly run: number };

export interface ActEvents {
  'act.requested': {
    act: string;
    content: ActContent;
    precondition: ActPrecondition;
    /** Given to targets that take an idempotency key. */
    key: string;
    why: string;
    /** Rule that wanted it; null: a person. */
    rule: string | null;
    by: string;
    /** Unix ms after which it is not sent any more. */
    expiresAt: number;
    /** Waits for a person's yes. */
    isAwaiting: boolean;
  };
  /** A person said yes, perhaps to other words. Also the answer to a conflict or a failure: send it all the same. */
  'act.confirmed': { act: string; by: string; subject: string | null; text: string | null; expiresAt: number };
  'act.dropped': { act: string; by: string; why: string };
  /** An attempt goes out now: if no word follows, the process ended over it and it may have arrived. */
  'act.started': { act: string; attempt: number };
  /** Not sent yet: tried again at `nextAt` (Unix ms). `mayHaveArrived`: the answer was lost, not the question. */
  'act.tried': { act: string; attempt: number; why: string; remedy: string; nextAt: number; mayHaveArrived: boolean };
  'act.sent': { act: string; ref: string | null; attempt: number; mayBeDouble: boolean };
  'act.failed': { act: string; why: string; remedy: string };
  'act.expired': { act: string; why: string };
  'act.conflicted': { act: string; why: string };

  /** When the audiences are to hear the next word, Unix ms; null: no more updates are due. */
  'update.scheduled': { dueAt: number | null; why: string; by: string };
  'update.reminded': { dueAt: number };
  'bridge.opened': { url: string; name: string; by: string };
  /** Somebody was asked for and nobody has it yet: the policy's clock runs from here. */
  'escalation.begun': { policy: string; why: string; nextAt: number };
  'escalation.stepped': {
    policy: string;
    /** 1 = the first step of the policy. */
    step: number;
    does: 'page-again' | 'page-louder' | 'tell-channel' | 'tell-person';
    to: string;
    why: string;
    trace: readonly TraceStep[];
    /** When the next step is due, Unix ms; null: it was the last. */
    nextAt: number | null;
  };
}
