// A postmortem as it leaves the console: its text with what stands around it. Everything that exports or publishes begins with this.
import { oneLine } from '../../domain/plain-text';
import { revealLine } from '../../domain/reveal-text';
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

const MAX_TITLE = 240;
/** What of a heading's line is looked at. */
const MOST_READ = 2_000;

/** The title that the text gives itself, else the incident's: one short line in which nothing hides. */
export function titleOf({ text, title }: Pick<ExportDocument, 'text' | 'title'>): string {
  return oneLine(revealLine((headingOf(text) ?? title).slice(0, MOST_READ)), MAX_TITLE);
}

/** The first heading outside of a fence. One pass over the lines, however long and hostile they are. */
function headingOf(text: string): string | null {
  let fence: string | null = null;
  for (const [line] of text.matchAll(/^.*$/gm)) {
    const mark = /^(?:`{3,}|~{3,})/.exec(line)?.[0];
    if (fence !== null) {
      if (line.startsWith(fence)) fence = null;
    } else if (mark !== undefined) fence = mark;
    else if (/^#[ \t]/.test(line)) {
      const words = line
        .slice(1, MOST_READ)
        .trim()
        .replace(/[ \t]#{1,100}$/, '')
        .trim();
      if (words !== '') return words;
    }
  }
  return null;
}
