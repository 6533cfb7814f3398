// Calls and values about what leaves the console: exports of a postmortem, places where it is published, the summary for a manager.
import { z } from 'zod';
import type { ConfigField } from '../feed';
import type { Audience } from '../postmortem/export/audience';
import { publishTarget } from '../settings/publish';
import { incidentId as incident } from './names';

const target = z.string().min(1).max(40);
const secrets = z.record(z.string(), z.string()).default({});

export const EXPORT_FORMATS = ['pdf', 'html', 'markdown', 'markdown-tar'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const publishCalls = {
  'list-publish-kinds': z.strictObject({}),
  /** `secrets` left out keep their stored value; '' takes one away. */
  'save-publish-target': z.strictObject({ target: publishTarget, secrets }),
  'remove-publish-target': z.strictObject({ target }),
  /** The text of an export, for showing or copying: pictures of Markdown are file names, those of HTML are inside. */
  'export-postmortem': z.strictObject({ incident, format: z.enum(['html', 'markdown']) }),
  /** What would go where and who would read it; nothing goes out. */
  'preview-publish': z.strictObject({ incident, target }),
  /** Queued at once, and in git committed at once; it goes out when the place can be reached. `audience`: the words a person said yes to, for a restricted incident. */
  'publish-postmortem': z.strictObject({ incident, target, audience: z.string().max(2000).nullable().default(null) }),
  /** The words for the engineering manager, and where they are reached. */
  'preview-summary': z.strictObject({ incident }),
  /** Waits in the outbox for a person's yes. */
  'send-summary': z.strictObject({
    incident,
    channel: z.string().min(1).max(40),
    address: z.string().max(300).nullable().default(null),
    subject: z.string().max(300),
    text: z.string().min(1).max(12_000),
  }),
} as const;

/** The line above each printed page; plain text. */
export interface PageHead {
  readonly left: string;
  readonly right: string;
}

export interface PublishManifest {
  readonly kind: string;
  readonly name: string;
  readonly docsUrl: string;
  readonly fields: readonly ConfigField[];
}

/** Where a manager can be told. */
export interface SummaryPlace {
  readonly channel: string;
  readonly channelName: string;
  readonly address: string | null;
  /** Who is reached there; '' where the channel is nobody's own. */
  readonly personName: string;
}

/** A postmortem that lies on the disk now. */
export interface ExportedPostmortem {
  readonly path: string;
  readonly bytes: number;
  /** SHA-256 of files that the text names and nobody has. */
  readonly missing: readonly string[];
}

/** Only the shell may say where: the person chose the place. */
export type PostmortemFile =
  | { readonly does: 'export'; readonly incident: string; readonly format: Exclude<ExportFormat, 'pdf'>; readonly file: string }
  | { readonly does: 'import'; readonly file: string }
  | { readonly does: 'save-edits'; readonly incident: string; readonly file: string }
  /** `evenApart`: a person agreed that two texts that were begun apart become one behind the other. */
  | { readonly does: 'take-in-edits'; readonly incident: string; readonly file: string; readonly evenApart: boolean };

/** A Markdown file as the text of a postmortem; its pictures are kept. */
export interface ImportedPostmortem {
  readonly title: string | null;
  readonly text: string;
  /** Pictures that were not taken, each with the reason. */
  readonly left: readonly string[];
}

/** All edits of a postmortem, for another desk. `missing`: SHA-256 of files that the text names and nobody has. */
export interface SavedEdits {
  readonly path: string;
  readonly authors: readonly string[];
  readonly missing: readonly string[];
}

/** What became of the edits in a file of another desk. */
export type TakenEdits =
  /** `isNew` false: this desk had all of it. `authors`: who wrote what was new. */
  | { readonly kind: 'taken'; readonly isNew: boolean; readonly desk: string; readonly authors: readonly string[] }
  /** Nothing was taken in: the text there was not begun from the text here. */
  | { readonly kind: 'apart'; readonly desk: string; readonly authors: readonly string[] };

export interface PublishValues {
  'list-publish-kinds': { kinds: readonly PublishManifest[] };
  'save-publish-target': { target: string };
  'remove-publish-target': { target: string };
  /** `head` and `foot` stand on each page when it is printed. */
  'export-postmortem': { name: string; text: string; missing: readonly string[]; head: PageHead; foot: string };
  'preview-publish': { title: string; audience: Audience; missing: readonly string[] };
  /** `ref`: what is there already, such as the commit that waits to be pushed. */
  'publish-postmortem': { act: string; ref: string | null };
  'preview-summary': { subject: string; text: string; places: readonly SummaryPlace[] };
  'send-summary': { act: string };
}
