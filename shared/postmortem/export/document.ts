// A postmortem as it leaves the console: its text with what stands around it. Everything that exports or publishes begins with this.
import type { IncidentSeverity } from '../../domain/severity';

export interface ExportDocument {
  /** Id of the incident; one incident, one postmortem. */
  readonly incident: string;
  readonly number: number;
  readonly title: string;
  readonly severity: IncidentSeverity;
  readonly service: string | null;
  /** In words: 'Draft', 'Approved'. */
  readonly status: string;
  /** Only who needs to know may read it. */
  readonly isRestricted: boolean;
  /** Markdown; pictures are `![words](attachment:<sha256>)`. */
  readonly text: string;
  /** When the text last changed, Unix ms. */
  readonly editedAt: number;
}

/** A picture of the text; `bytes` have that SHA-256. */
export interface ExportPicture {
  readonly sha256: string;
  /** By its first bytes, e.g. `image/png`. */
  readonly mime: string;
  readonly bytes: Uint8Array;
}

/** `INC-42-checkout-errors`: letters, digits and dashes on every system. */
export function fileStem({ number, title }: Pick<ExportDocument, 'number' | 'title'>): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  return words === '' ? `INC-${number}` : `INC-${number}-${words}`;
}

/** The title that the text gives itself, else the incident's. */
export function titleOf({ text, title }: Pick<ExportDocument, 'text' | 'title'>): string {
  return /^#[ \t]+(.+?)[ \t]*#*$/m.exec(text.replace(/^(`{3,}|~{3,})[\s\S]*?^\1/gm, ''))?.[1] ?? title;
}
