// What shell and engine tell each other over the parent port.

import type { DeskStatus, Reply } from '../contract';
import type { IncidentRow } from '../domain/incident';
import type { Presence } from '../log/decide/context';
import type { PageRequest } from '../log/event';
import type { RecoverAsked, Recovery } from './backups';
import type { FeedHealth } from './feeds';
import type { PostmortemFile } from './publish';

/** Shell -> engine over the parent port. */
export type ShellToEngine =
  | {
      readonly type: 'boot';
      readonly profile: string;
      readonly key: string;
      readonly keyKeeping: DeskStatus['keyKeeping'];
      readonly configFile: string | null;
      readonly demoDir: string;
      readonly isDemoAllowed: boolean;
      /** It died again and again: the log is checked before it is read. Left out: no. */
      readonly isSuspect?: boolean;
    }
  | { readonly type: 'window' }
  | { readonly type: 'call'; readonly id: number; readonly call: string; readonly args: unknown }
  | { readonly type: 'page-outcome'; readonly page: string; readonly incidents: readonly string[]; readonly outcome: PageOutcome }
  /** Only the shell may say where: the person chose the place. Answered like a call. */
  | { readonly type: 'export-evidence'; readonly id: number; readonly incident: string; readonly file: string; readonly version: string }
  | { readonly type: 'postmortem-file'; readonly id: number; readonly asked: PostmortemFile }
  /** A person's choice about a log that can't be opened, or about a backup to go back to; the engine ends after it and is started anew. */
  | { readonly type: 'recover'; readonly id: number; readonly asked: RecoverAsked }
  | { readonly type: 'export-profile'; readonly id: number; readonly to: string; readonly passphrase: string }
  /** Opened and checked in `staging`; the profile in use stays as it is. */
  | { readonly type: 'open-profile'; readonly id: number; readonly from: string; readonly passphrase: string; readonly staging: string }
  | { readonly type: 'power'; readonly what: 'suspend' | 'resume' | 'online' }
  /** Notifications or tray can't reach the person: told as blind. Empty: all well. */
  | { readonly type: 'shell-health'; readonly blindWhy: readonly string[] }
  /** The person in front of the desk, when it changes. */
  | { readonly type: 'presence'; readonly presence: Presence }
  | { readonly type: 'stop' };

export type PageOutcome =
  | { readonly kind: 'shown'; readonly route: string; readonly receiptMs: number }
  | { readonly kind: 'failed'; readonly route: string; readonly why: string }
  | { readonly kind: 'clicked' }
  | { readonly kind: 'dismissed'; readonly why: string }
  | { readonly kind: 'acted'; readonly action: 'acknowledge' | 'snooze' | 'open' };

/** Engine -> shell over the parent port. */
export type EngineToShell =
  | { readonly type: 'ready'; readonly seq: number }
  | { readonly type: 'boot-failed'; readonly what: string; readonly remedy: string; readonly recovery?: Recovery }
  | { readonly type: 'page'; readonly request: PageRequest; readonly areDetailsHidden: boolean }
  /** These pages need no attention any more (acknowledged, resolved): take them off the screen. */
  | { readonly type: 'withdraw-pages'; readonly threads: readonly string[] }
  | {
      readonly type: 'status';
      readonly status: DeskStatus;
      readonly top: readonly Pick<IncidentRow, 'id' | 'number' | 'title' | 'severity' | 'status' | 'isRestricted' | 'isDrill'>[];
      readonly feeds: readonly Pick<FeedHealth, 'feed' | 'name' | 'state' | 'why'>[];
    }
  | { readonly type: 'reply'; readonly id: number; readonly reply: Reply<unknown> }
  /** What the terminal of a machine without display tells. */
  | { readonly type: 'told'; readonly line: string };
