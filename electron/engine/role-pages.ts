// Tells the person at this desk about a role that is offered to them, and takes that page off the screen once it is answered.
import type { LogEvent } from '../../shared/log/event';
import type { State } from '../../shared/log/state';
import { rolePage, roleThread } from '../../shared/rules/role-page';
import type { Settings } from '../../shared/settings';
import type { Desk } from './desk';

export interface RolePageDeps {
  readonly desk: Pick<Desk, 'onCommit' | 'transact' | 'writes'>;
  readonly settings: () => Settings;
  readonly withdraw: (threads: readonly string[]) => void;
}

const ANSWERS: ReadonlySet<LogEvent['kind']> = new Set(['role.accepted', 'role.declined', 'role.released']);

export function watchRoleOffers({ desk, settings, withdraw }: RolePageDeps): void {
  const pagesFor = (events: readonly LogEvent[], state: State) =>
    events.flatMap((e) => {
      const { person, paging } = settings();
      return rolePage(e, state.incidents.get(e.incident ?? '')?.row, person.id, paging.isSoundOn) ?? [];
    });
  desk.onCommit((events, state) => {
    const answered = events.flatMap((e) =>
      ANSWERS.has(e.kind) && e.incident !== null ? [roleThread(e.incident, (e.data as { role: string }).role)] : [],
    );
    if (answered.length > 0) withdraw(answered);
    const pages = pagesFor(events, state);
    if (pages.length > 0)
      desk.writes.attempt(() =>
        desk.transact(() => pages.map((data) => ({ kind: 'page.requested', incident: null, actor: 'rules', data }))),
      );
  });
}
