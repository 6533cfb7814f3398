// The list of postmortems as a person wants it: what is late first, then what is due, then what was written last.
import { POSTMORTEM_STATUS_WORDS, type PostmortemRow, type PostmortemStatus } from '../../../shared/domain/postmortem';
import { msg } from '../../../shared/words/words';

export const POSTMORTEM_FILTERS = ['all', 'due', 'draft', 'in-review', 'approved', 'published'] as const;
export type PostmortemFilter = (typeof POSTMORTEM_FILTERS)[number];

export const FILTER_WORDS: Readonly<Record<PostmortemFilter, string>> = { all: msg`All`, due: msg`Due`, ...POSTMORTEM_STATUS_WORDS };

export function statusWords(status: PostmortemStatus | null): string {
  return status === null ? msg`Not started` : POSTMORTEM_STATUS_WORDS[status];
}

const DAY_MS = 86_400_000;

/** `due in 3 days`, `due today`, `2 days late`; '' where nothing is due. Unix ms. */
export function dueWords(dueAt: number | null, now: number): string {
  if (dueAt === null) return '';
  const days = Math.floor(Math.abs(dueAt - now) / DAY_MS);
  if (dueAt <= now) return days === 0 ? 'late' : msg`${days} ${days === 1 ? msg`day` : msg`days`} late`;
  return days === 0 ? msg`due within a day` : msg`due in ${days} ${days === 1 ? msg`day` : msg`days`}`;
}

function isIn(row: PostmortemRow, filter: PostmortemFilter): boolean {
  if (filter === 'all') return true;
  return filter === 'due' ? row.dueAt !== null : row.status === filter;
}

/** How many rows each filter leaves. */
export function countsOf(rows: readonly PostmortemRow[]): Readonly<Record<PostmortemFilter, number>> {
  const counts = { all: 0, due: 0, draft: 0, 'in-review': 0, approved: 0, published: 0 };
  for (const row of rows) for (const filter of POSTMORTEM_FILTERS) if (isIn(row, filter)) counts[filter] += 1;
  return counts;
}

/** Rows that hold all words, in order: by due time, the earliest first; what is not due after it, the last written first. */
export function arranged(rows: readonly PostmortemRow[], filter: PostmortemFilter, text: string): PostmortemRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (row: PostmortemRow): boolean => {
    const hay =
      `inc-${row.number} sev${row.severity} ${row.title} ${row.service ?? ''} ${row.editedBy} ${statusWords(row.status)}`.toLowerCase();
    return words.every((word) => hay.includes(word));
  };
  const when = (row: PostmortemRow): number => row.editedAt ?? row.resolvedAt ?? 0;
  return rows
    .filter((row) => isIn(row, filter) && fits(row))
    .sort((a, b) => (a.dueAt ?? Infinity) - (b.dueAt ?? Infinity) || when(b) - when(a) || b.number - a.number || 0);
}
