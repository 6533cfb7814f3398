// Remembers what the list shows, so that it can stay still under the person's hands and let go when they leave. No DOM.
import type { IncidentRow } from '../../../shared/domain/incident';
import type { Group } from './arrange';
import { hold, idsOf, withoutGone } from './hold';

export interface ListInput {
  /** The true arrangement now. */
  readonly fresh: readonly Group[];
  /** Everything listed could come from, by id. */
  readonly rows: ReadonlyMap<string, IncidentRow>;
  /** Changes when the person asked for another list (filter, grouping, order, "show new"). */
  readonly signature: string;
  readonly isPointerIn: boolean;
  /** Nobody touched keys or pointer for a while: a selection alone keeps nothing still then. */
  readonly isIdle: boolean;
  readonly selectedId: string | null;
}

export interface KeptList {
  readonly groups: readonly Group[];
  readonly waitingIds: readonly string[];
  /** Shown, but not part of the list any more (resolved, closed, filtered out). */
  readonly goneIds: ReadonlySet<string>;
  /** The row as known last, also of incidents that left the desk. */
  rowOf(id: string): IncidentRow | undefined;
}

export class ListKeeper {
  private groups: readonly Group[] = [];
  private signature = '';
  private selectedId: string | null = null;
  private rows: ReadonlyMap<string, IncidentRow> = new Map();
  private left = new Map<string, IncidentRow>();

  /** Gives the list to show now. Asking again with the same input gives the same list. */
  next(input: ListInput): KeptList {
    const held = this.hold(input);
    this.keepLeft(input.rows, held.groups);
    this.groups = held.groups;
    this.signature = input.signature;
    this.selectedId = input.selectedId;
    this.rows = input.rows;
    const freshIds = held.groups === input.fresh ? null : new Set(idsOf(input.fresh));
    const { left } = this;
    return {
      ...held,
      goneIds: freshIds ? new Set(idsOf(held.groups).filter((id) => !freshIds.has(id))) : NOTHING,
      rowOf: (id) => input.rows.get(id) ?? left.get(id),
    };
  }

  private hold({ fresh, signature, isPointerIn, isIdle, selectedId }: ListInput) {
    const isSelectionIn = selectedId !== null && !isIdle && this.groups.some((group) => group.ids.includes(selectedId));
    if (signature !== this.signature || !(isPointerIn || isSelectionIn)) return { groups: fresh, waitingIds: [] };
    const hasMovedOn = selectedId !== this.selectedId && !isPointerIn;
    return hold(hasMovedOn ? withoutGone(this.groups, fresh) : this.groups, fresh);
  }

  /** Rows that are on screen but left the desk are shown as closed until the list lets go of them. */
  private keepLeft(rows: ReadonlyMap<string, IncidentRow>, groups: readonly Group[]): void {
    if (rows === this.rows) return;
    const left = new Map<string, IncidentRow>();
    for (const id of idsOf(groups)) {
      if (rows.has(id)) continue;
      const last = this.rows.get(id);
      const row = last ? { ...last, status: 'closed' as const } : this.left.get(id);
      if (row) left.set(id, row);
    }
    this.left = left;
  }
}

const NOTHING: ReadonlySet<string> = new Set();
