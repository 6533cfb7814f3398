// Hits of the full-text search as palette entries: what is open already stands above and is not told twice.
import { useMemo } from 'react';
import type { IncidentRow } from '../../../shared/domain/incident';
import { msg } from '../../../shared/words/words';
import { incidentItem, type PaletteItem } from './palette-items';
import { plainSnippet } from './snippet';
import { type HistorySearch, useHistorySearch } from './use-history-search';

const MOST_HITS = 12;

/** `words` tell how the search stands; empty when there is nothing to tell. */
export function usePaletteHistory(
  query: string,
  rows: ReadonlyMap<string, IncidentRow>,
): { readonly items: readonly PaletteItem[]; readonly words: string } {
  const search = useHistorySearch(query, MOST_HITS);
  return useMemo(() => ({ items: hits(search, rows), words: wordsOf(search) }), [search, rows]);
}

function hits(search: HistorySearch, rows: ReadonlyMap<string, IncidentRow>): PaletteItem[] {
  if (search.state !== 'found') return [];
  return search.hits.map(({ row, snippet }) => incidentItem(rows.get(row.id) ?? row, msg`History`, plainSnippet(snippet) || row.status));
}

function wordsOf(search: HistorySearch): string {
  if (search.state === 'searching') return msg`Searching the history…`;
  if (search.state === 'failed') return msg`The history could not be searched: ${search.error.what} ${search.error.remedy}`;
  return '';
}
