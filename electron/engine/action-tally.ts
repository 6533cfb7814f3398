// Counts action items for the status, again only when one changed or a day began: the status is told often.
import type { ActionStatus } from '../../shared/contract/actions';
import { dayAt } from '../../shared/log/decide/action-reminders';
import type { LogEvent } from '../../shared/log/event';
import { isActionEvent } from '../../shared/log/views/actions';
import type { Log } from '../log/store';
import { actionCounts } from './action-keeper';

export class ActionTally {
  private readonly log: Pick<Log, 'actions'>;
  private readonly now: () => number;
  private readonly timeZone: string;
  private counted: { readonly day: string; readonly total: number; readonly open: number; readonly overdue: number } | null = null;
  private version = 0;

  constructor(log: Pick<Log, 'actions'>, now: () => number, timeZone: string) {
    this.log = log;
    this.now = now;
    this.timeZone = timeZone;
  }

  onCommit(events: readonly LogEvent[]): void {
    if (events.some(isActionEvent)) this.counted = null;
    // A view of actions also shows the acts that make their tickets.
    if (events.some((e) => isActionEvent(e) || e.kind.startsWith('act.'))) this.version += 1;
  }

  /** Something beside the events changed: how a tracker answers. */
  changed(): void {
    this.version += 1;
  }

  /** Empty while there is no action at all. */
  status(): { readonly actions?: ActionStatus } {
    const { day } = dayAt(this.now(), this.timeZone);
    if (this.counted?.day !== day) {
      const all = this.log.actions();
      this.counted = { day, total: all.length, ...actionCounts(all, this.now(), this.timeZone) };
    }
    const { total, open, overdue } = this.counted;
    return total === 0 ? {} : { actions: { open, overdue, version: this.version } };
  }
}
