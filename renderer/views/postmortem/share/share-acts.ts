// What the dialog of sharing asks of engine and shell; failures are told where they happen, so that the dialog only sees what worked.
import type { Reply } from '../../../../shared/contract';
import type { ExportedPostmortem, ExportFormat, PublishValues, SavedEdits, TakenEdits } from '../../../../shared/contract/publish';
import { revealLine } from '../../../../shared/domain/reveal-text';
import { msg } from '../../../../shared/words/words';
import { callEngine, callShell } from '../../../bridge';
import { tellError } from '../../../ui/toasts';

export type Paper = 'A4' | 'Letter';
export type Summary = PublishValues['preview-summary'];

export interface ShareActs {
  /** Null: the person thought better, or it was told why not. */
  save(format: ExportFormat, paper: Paper): Promise<ExportedPostmortem | null>;
  saveEdits(): Promise<SavedEdits | null>;
  takeInEdits(): Promise<TakenEdits | null>;
  preview(target: string): Promise<PublishValues['preview-publish'] | null>;
  /** `audience`: the words that were agreed to; null where nobody has to agree. */
  publish(target: string, audience: string | null): Promise<PublishValues['publish-postmortem'] | null>;
  summary(): Promise<Summary | null>;
  sendSummary(message: { channel: string; address: string | null; subject: string; text: string }): Promise<boolean>;
}

/** `stem` begins the proposed name of a file: 'INC-42-postmortem'. */
export function shareActs(incident: string, stem: string): ShareActs {
  return {
    save: async (format, paper) => {
      const ending = { pdf: 'pdf', html: 'html', markdown: 'md', 'markdown-tar': 'tar' }[format];
      return told(await callShell('save-postmortem', { incident, format, paper, suggestedName: `${stem}.${ending}` }))?.exported ?? null;
    },
    saveEdits: async () =>
      told(await callShell('save-postmortem-edits', { incident, suggestedName: `${stem}.dogwatch-edits` }))?.saved ?? null,
    takeInEdits: () => takeInEdits(incident),
    preview: async (target) => told(await callEngine('preview-publish', { incident, target })),
    publish: async (target, audience) => told(await callEngine('publish-postmortem', { incident, target, audience })),
    summary: async () => told(await callEngine('preview-summary', { incident })),
    sendSummary: async (message) => told(await callEngine('send-summary', { incident, ...message })) !== null,
  };
}

/** Null: the person thought better, or it was told why not. */
export async function takeInEdits(incident: string): Promise<TakenEdits | null> {
  return told(await callShell('take-in-postmortem-edits', { incident }))?.taken ?? null;
}

/** What became of a file of another desk. */
export function takenWords({ isNew, desk, authors }: Extract<TakenEdits, { kind: 'taken' }>): string {
  const from = revealLine(desk);
  return isNew
    ? msg`Took in what ${authors.map(revealLine).join(' and ')} wrote on “${from}”`
    : msg`This desk has all that was written on “${from}”`;
}

function told<T>(reply: Reply<T>): T | null {
  if (reply.ok) return reply.value;
  tellError(reply.error);
  return null;
}
