// A saved view as text, as the shell keeps it: `tab=open&text=checkout&group=service&sort=urgency`.
import { QUEUE_TABS, type QueueFilter, type SortBy } from '../../store/ui';

export interface ViewChoice {
  readonly filter: QueueFilter;
  readonly groupBy: string;
  readonly sortBy: SortBy;
}

const SORTS: readonly SortBy[] = ['urgency', 'age', 'changed'];

export function encodeView({ filter, groupBy, sortBy }: ViewChoice): string {
  return new URLSearchParams({ tab: filter.tab, text: filter.text, group: groupBy, sort: sortBy }).toString();
}

/** What is missing or not known (written by a newer version) falls back to the plain queue. */
export function decodeView(query: string): ViewChoice {
  const params = new URLSearchParams(query);
  return {
    filter: { tab: QUEUE_TABS.find((tab) => tab === params.get('tab')) ?? 'open', text: params.get('text') ?? '' },
    groupBy: params.get('group') ?? 'service',
    sortBy: SORTS.find((sort) => sort === params.get('sort')) ?? 'urgency',
  };
}
