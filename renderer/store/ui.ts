// What the person is looking at: view, selection, filter, dialogs. Nothing here comes from the engine or is stored by it.

import { create } from 'zustand';
import type { UnfinishedDuty } from '../../shared/contract/roles';
import type { SourceAct } from '../../shared/domain/source-act';
import type { CorrelationRule } from '../../shared/settings/correlation';
import type { FoundSource } from '../../shared/sources';
import type { Onward } from './moving-on';

export type View =
  | 'queue'
  | 'runbooks'
  | 'on-call'
  | 'shift'
  | 'postmortems'
  | 'actions'
  | 'insights'
  | 'readiness'
  | 'feeds'
  | 'outbox'
  | 'settings';

export const QUEUE_TABS = ['open', 'unacknowledged', 'acknowledged', 'snoozed', 'silenced', 'resolved', 'closed'] as const;
export type QueueTab = (typeof QUEUE_TABS)[number];

/** What the queue lists. `text`: all words must be found in a row's fields or in the labels of its alerts. */
export interface QueueFilter {
  readonly tab: QueueTab;
  readonly text: string;
}

export type SortBy = 'urgency' | 'age' | 'changed';

/** One dialog at a time. `feed: null` adds a feed. */
export type Dialog =
  | {
      readonly kind: 'silence';
      readonly incident: string;
      /** The loud rule that it is made for: it goes with a ticket. */
      readonly ticketFor?: string;
    }
  | { readonly kind: 'merge'; readonly incidents: readonly string[] }
  | { readonly kind: 'help' }
  | { readonly kind: 'concepts' }
  | { readonly kind: 'troubleshoot' }
  | { readonly kind: 'report'; readonly line: string }
  | {
      readonly kind: 'source';
      readonly incident: string;
      readonly does: SourceAct;
      /** Only this alert. */
      readonly only?: { readonly feed: string; readonly key: string };
    }
  | { readonly kind: 'restrict'; readonly incidents: readonly string[] }
  | { readonly kind: 'severity'; readonly incidents: readonly string[] }
  | { readonly kind: 'snooze'; readonly incidents: readonly string[] }
  | { readonly kind: 'new-runbook'; readonly incident: string }
  /** `role: null`: the first that is free. */
  | { readonly kind: 'role'; readonly incident: string; readonly role: string | null }
  | {
      readonly kind: 'duties';
      readonly incidents: readonly string[];
      readonly onward: Onward;
      readonly duties: readonly UnfinishedDuty[];
    }
  /** A rule that a merge or a split would be. */
  | { readonly kind: 'teach'; readonly rule: CorrelationRule }
  | {
      readonly kind: 'feed';
      readonly feed: string | null;
      /** The rule that it is opened for, and what to change in it. */
      readonly rule?: AskedRule;
      /** What a new feed begins with: a source that was found. */
      readonly found?: Pick<FoundSource, 'kind' | 'config'>;
    };

/** A rule of a feed by its name, with a word on what to do there. */
export interface AskedRule {
  readonly name: string;
  readonly hint: string;
}

export interface UiState {
  readonly view: View;
  readonly selectedId: string | null;
  readonly checkedIds: ReadonlySet<string>;
  readonly filter: QueueFilter;
  /** '' none, 'service', 'severity', 'feed', or the name of any label. */
  readonly groupBy: string;
  readonly sortBy: SortBy;
  readonly collapsedGroups: ReadonlySet<string>;
  /** Ids as the queue shows them now, top to bottom; the keys that move and check go by it. */
  readonly order: readonly string[];
  readonly dialog: Dialog | null;
  readonly isPaletteOpen: boolean;
  go(view: View): void;
  /** Selects one incident, or none. Does not change the view. */
  select(id: string | null): void;
  /** Shows an incident in the queue view, whatever was shown before. */
  showIncident(id: string): void;
  setChecked(ids: Iterable<string>): void;
  toggleChecked(id: string): void;
  setFilter(patch: Partial<QueueFilter>): void;
  setGroupBy(groupBy: string): void;
  setSortBy(sortBy: SortBy): void;
  toggleGroup(key: string): void;
  setOrder(order: readonly string[]): void;
  openDialog(dialog: Dialog): void;
  closeDialog(): void;
  openPalette(): void;
  closePalette(): void;
}

const NONE: ReadonlySet<string> = new Set();

function toggled(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(key)) next.add(key);
  return next;
}

export const useUi = create<UiState>()((set, get) => ({
  view: 'queue',
  selectedId: null,
  checkedIds: NONE,
  filter: { tab: 'open', text: '' },
  groupBy: 'service',
  sortBy: 'urgency',
  collapsedGroups: NONE,
  order: [],
  dialog: null,
  isPaletteOpen: false,
  go: (view) => set({ view }),
  select: (id) => set({ selectedId: id }),
  showIncident: (id) => set({ view: 'queue', selectedId: id, dialog: null, isPaletteOpen: false }),
  setChecked: (ids) => set({ checkedIds: new Set(ids) }),
  toggleChecked: (id) => set({ checkedIds: toggled(get().checkedIds, id) }),
  setFilter: (patch) => set({ filter: { ...get().filter, ...patch } }),
  setGroupBy: (groupBy) => set({ groupBy, collapsedGroups: NONE }),
  setSortBy: (sortBy) => set({ sortBy }),
  toggleGroup: (key) => set({ collapsedGroups: toggled(get().collapsedGroups, key) }),
  setOrder: (order) => set({ order }),
  openDialog: (dialog) => set({ dialog }),
  closeDialog: () => set({ dialog: null }),
  openPalette: () => set({ isPaletteOpen: true }),
  closePalette: () => set({ isPaletteOpen: false }),
}));
