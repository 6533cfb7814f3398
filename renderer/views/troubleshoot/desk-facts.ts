// What this window knows of the desk, as the checks want it.
import type { DeskFacts } from '../../../shared/troubleshoot/checks';
import type { DeskState } from '../../store/desk';
import type { WindowPreferences } from '../../store/preferences';

type Desk = Pick<DeskState, 'connection' | 'engineWhy' | 'status' | 'feeds' | 'settings'>;

export function deskFacts(desk: Desk, desktop: WindowPreferences | null, machine: DeskFacts['machine']): DeskFacts {
  return {
    engine: { connection: desk.connection, why: desk.engineWhy },
    status: desk.status,
    feeds: desk.feeds,
    desktop,
    machine,
    isSoundOn: desk.settings?.paging.isSoundOn ?? null,
    isOnline: navigator.onLine,
  };
}
