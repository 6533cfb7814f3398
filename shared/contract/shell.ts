// Calls of the window to the shell: what only Electron's main process can do, each asked of or shown to the person.
import { z } from 'zod';
import type { DeskStatus } from '../contract';
import { type Recovered, recoverAsked } from './backups';
import type { ExportedBundle } from './evidence';
import { incidentId } from './names';
import type { ExportedProfile, ImportedProfile } from './profile';
import { EXPORT_FORMATS, type ExportedPostmortem, type ImportedPostmortem, type SavedEdits, type TakenEdits } from './publish';
import { type UpdateValues, updateCalls } from './update';

/** Calls of the window to the shell (Electron main), by ipcRenderer.invoke on `dogwatch:<name>`. */
export const shellCalls = {
  /** Asks the person first, then opens an http(s) link in the browser. */
  'open-link': z.strictObject({ url: z.url({ protocol: /^https?$/ }).max(4000) }),
  'get-preferences': z.strictObject({}),
  'set-preferences': z.strictObject({
    theme: z.enum(['dark', 'light', 'system']).optional(),
    language: z.enum(['system', 'en', 'de']).optional(),
    isAutostartOn: z.boolean().optional(),
    globalShortcut: z.string().max(60).optional(),
    reportShortcut: z.string().max(60).optional(),
    lockShortcut: z.string().max(60).optional(),
    lockAfterMinutes: z.int().min(0).max(1440).optional(),
    isLockedWithScreen: z.boolean().optional(),
    updateServer: z.string().max(500).optional(),
    views: z
      .array(z.strictObject({ name: z.string().max(60), query: z.string().max(2000) }))
      .max(50)
      .optional(),
    hasSeenFirstRun: z.boolean().optional(),
    guideStep: z.int().min(0).max(6).optional(),
  }),
  'save-text-file': z.strictObject({ suggestedName: z.string().max(120), text: z.string().max(5_000_000) }),
  /** Lets the person choose a text file and reads it; refused when it is larger than 5 MB. */
  'open-text-file': z.strictObject({ title: z.string().max(120), extension: z.string().regex(/^[a-z0-9-]{1,30}$/) }),
  /** The person says that others see this screen, or that they don't any more: pages hide details meanwhile. Not kept over a restart. */
  'set-presenting': z.strictObject({ isPresenting: z.boolean() }),
  'set-passphrase': z.strictObject({ passphrase: z.string().min(8).max(1000) }),
  /** Locks the console: this page goes, and every call is refused until a person unlocks it. */
  lock: z.strictObject({}),
  /** What opens a locked console where there is no passphrase; null: nothing but a press of its button. */
  'set-lock-word': z.strictObject({ word: z.string().min(4).max(1000).nullable() }),
  /** Asks the person for a place, then has the engine write the evidence bundle of an incident there. `bundle` null: the person thought better. */
  'save-evidence': z.strictObject({ incident: incidentId, suggestedName: z.string().max(120) }),
  /** Asks the person for a place, then writes the postmortem there. `exported` null: the person thought better. */
  'save-postmortem': z.strictObject({
    incident: incidentId,
    format: z.enum(EXPORT_FORMATS),
    paper: z.enum(['A4', 'Letter']).default('A4'),
    suggestedName: z.string().max(160),
  }),
  /** Lets the person choose a Markdown file and reads it as a postmortem; null: the person thought better. */
  'open-postmortem-file': z.strictObject({}),
  /** Asks the person for a place, then writes all edits of the postmortem there, for another desk. `saved` null: the person thought better. */
  'save-postmortem-edits': z.strictObject({ incident: incidentId, suggestedName: z.string().max(160) }),
  /** Lets the person choose such a file of another desk and takes it in. `taken` null: the person thought better. */
  'take-in-postmortem-edits': z.strictObject({ incident: incidentId }),
  /** Asks the person for a place, then writes an attachment there. `path` null: the person thought better. */
  'save-attachment': z.strictObject({
    incident: incidentId,
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    suggestedName: z.string().max(300),
  }),
  /** Asks the person for a place, then writes a PNG there. */
  'save-picture': z.strictObject({ suggestedName: z.string().max(120), base64: z.base64().max(20_000_000) }),
  /** Asks the person for a place, then writes the report of a month ('2026-11') there as PDF. */
  'save-report': z.strictObject({ month: z.string().regex(/^\d{4}-\d{2}$/) }),
  /** Asks the person for a place, then seals the whole profile (log, its key, attachments, presets) into one file there. `exported` null: thought better. */
  'export-profile': z.strictObject({ passphrase: z.string().min(8).max(1000) }),
  /** Lets the person choose such a file; it takes the place of this profile, which is put aside. `imported` null: thought better. */
  'import-profile': z.strictObject({ passphrase: z.string().min(1).max(1000) }),
  /** Writes the log and its attachments anew under a key that was never used. `passphrase`: where one guards the key. */
  'renew-key': z.strictObject({ passphrase: z.string().max(1000).optional() }),
  /** What to do about an engine that can't start, or which backup to go back to. The engine is started anew when it is done. */
  recover: recoverAsked,
  ...updateCalls,
} as const;
export type ShellCall = keyof typeof shellCalls;
export type ShellArgs<C extends ShellCall> = z.input<(typeof shellCalls)[C]>;

export interface Preferences {
  readonly theme: 'dark' | 'light' | 'system';
  /** From the next start on. */
  readonly language: 'system' | 'en' | 'de';
  readonly isAutostartOn: boolean;
  readonly globalShortcut: string;
  /** Opens the dialog that reports an incident; '' for none. */
  readonly reportShortcut: string;
  /** Locks the console; '' for none. */
  readonly lockShortcut: string;
  /** Locks it after so many minutes without a touch of the machine; 0: never. */
  readonly lockAfterMinutes: number;
  /** Locks it whenever the desktop tells that the screen is locked. */
  readonly isLockedWithScreen: boolean;
  /** Folder of the server that updates come from, with a slash at its end; '' for none. */
  readonly updateServer: string;
  readonly views: readonly { readonly name: string; readonly query: string }[];
  readonly hasSeenFirstRun: boolean;
  /** Where the guide to the first page stands, from 1; 0: it is not shown. */
  readonly guideStep: number;
}
/** What opens a locked console: the profile’s passphrase, a word of the lock’s own, or nothing but a press of its button. */
export type LockWordKind = 'passphrase' | 'own' | 'none';

export interface ShellValues extends UpdateValues {
  'open-link': { isOpened: boolean };
  'get-preferences': Preferences & {
    platform: string;
    version: string;
    lockWord: LockWordKind;
    notifications: { route: string; hasButtons: boolean; why: string };
    /** Something shows the icons of the tray. */
    hasTrayHost: boolean;
  };
  'set-preferences': Preferences;
  'save-text-file': { path: string | null };
  'open-text-file': { name: string; text: string } | null;
  'set-presenting': { isPresenting: boolean };
  'set-passphrase': { keyKeeping: DeskStatus['keyKeeping'] };
  lock: { isLocked: true };
  'set-lock-word': { lockWord: LockWordKind };
  'save-evidence': { bundle: ExportedBundle | null };
  'save-postmortem': { exported: ExportedPostmortem | null };
  'open-postmortem-file': ImportedPostmortem | null;
  'save-postmortem-edits': { saved: SavedEdits | null };
  'take-in-postmortem-edits': { taken: TakenEdits | null };
  'save-attachment': { path: string | null };
  'save-picture': { path: string | null };
  'save-report': { path: string | null };
  recover: Recovered;
  'export-profile': { exported: ExportedProfile | null };
  'import-profile': { imported: ImportedProfile | null };
  /** `damaged`: attachments that the old key did not open either. */
  'renew-key': { events: number; damaged: number };
}
