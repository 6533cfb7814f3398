// Calls about paging as a whole: pause, go on, a test page, and reading the absence receipt.
import type { PageRequest } from '../../shared/log/event';
import type { AbsenceKeeper } from './absence';
import type { Desk } from './desk';
import { done, type Handlers } from './gate';

export interface PagingCallDeps {
  readonly desk: Desk;
  readonly absence: AbsenceKeeper;
  readonly person: () => string;
  readonly now: () => number;
  readonly isSoundOn: () => boolean;
}

export function pagingCalls(deps: PagingCallDeps): Pick<Handlers, 'pause-paging' | 'unpause-paging' | 'test-page' | 'dismiss-absence'> {
  const { desk, now, person } = deps;
  return {
    'pause-paging': ({ minutes }) => {
      const until = now() + minutes * 60_000;
      desk.transact(() => [{ kind: 'paging.paused', incident: null, actor: `person:${person()}`, data: { until, by: person() } }]);
      return done({ until });
    },
    'unpause-paging': () => {
      desk.transact(() => [{ kind: 'paging.unpaused', incident: null, actor: `person:${person()}`, data: { by: person() } }]);
      return done({ until: null });
    },
    'test-page': () => {
      const data = testPage(now(), deps.isSoundOn());
      desk.transact(() => [{ kind: 'page.requested', incident: null, actor: `person:${person()}`, data }]);
      return done({ page: data.page });
    },
    'dismiss-absence': () => {
      deps.absence.dismiss();
      return done({ dismissed: true });
    },
  };
}

function testPage(now: number, isSoundOn: boolean): PageRequest {
  return {
    page: `test:${now}`,
    pageKind: 'digest',
    thread: 'test',
    rule: 'test page',
    step: 1,
    urgency: 'normal',
    sound: isSoundOn ? 'normal' : null,
    title: 'Dogwatch test page',
    body: 'If you can read this, pages reach you on this desktop.',
    incidents: [],
    count: 0,
    worst: null,
    trace: [{ rule: 'test page', verdict: 'page', why: 'asked for by a person' }],
    nextAt: null,
  };
}
