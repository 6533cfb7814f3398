// The board of actions that the fake engine answers with: every standing, ticket and guard once. Every name is invented.
import type { Board } from '../../../renderer/views/actions/use-actions';
import type { ActionView } from '../../../shared/contract/actions';
import { isOverdue, standingOf } from '../../../shared/domain/action';
import type { ScenarioName } from './scenario';

const TODAY = '2026-11-22';
const AT = Date.UTC(2026, 10, 15, 9);
const TRACKERS: Board['trackers'] = [
  {
    id: 'shop',
    name: 'acme/shop',
    kindName: 'GitHub',
    guardHint: 'As the browser shows it: a workflow, a run, a commit or a pull request.',
    trouble: '',
    lookedAt: AT,
  },
  { id: 'ops', name: 'Ops', kindName: 'Jira Cloud', guardHint: null, trouble: '', lookedAt: AT },
];

let made = 0;
function action(text: string, change: Partial<ActionView> = {}): ActionView {
  const n = ++made;
  const record = {
    ...{ id: `act-${n}`, incident: `inc-${1030 + (n % 12)}`, text, owner: '@anna', due: '2026-12-10', kind: 'prevent', state: 'open' },
    ...{ reason: '', isInText: true, isRemoved: false, ticket: null, guard: null, recordedAt: AT + n, recordedBy: 'Ana Lima' },
    ...{
      stateAt: AT + n,
      stateBy: 'Ana Lima',
      changedAt: AT + n,
      incidentName: `INC-${1030 + (n % 12)}`,
      service: 'checkout',
      severity: 2,
    },
    ...{ incidentTitle: 'Error rate above objective in eu-west-1', isRestricted: false, trackerName: '', push: null },
    ...change,
  } as ActionView;
  return { ...record, standing: standingOf(record), isOverdue: isOverdue(record, TODAY) };
}

const ticket = (key: string, state: 'open' | 'done') => ({ tracker: 'shop', url: 'https://example.invalid/1', key, state, seenAt: AT });
const guard = (state: 'green' | 'red' | 'running' | 'unknown', why: string) => ({
  ...{
    url: 'https://example.invalid/run',
    tracker: 'shop',
    path: '',
    wants: '',
    state,
    why,
    runUrl: 'https://example.invalid/run/7',
    seenAt: AT,
  },
});

function desk(): ActionView[] {
  return [
    action('Alert on replication lag above 30 s for 5 min', { due: '2026-11-12', kind: 'detect' }),
    action('Roll back by itself when the error rate of a deploy exceeds 2 %', {
      due: '2026-11-21',
      owner: '@bo',
      trackerName: 'acme/shop',
      ticket: ticket('412', 'open'),
    }),
    action('Add an index to ledger.entries before the next migration that locks it', {
      ...{ state: 'done', due: '2026-11-14', trackerName: 'acme/shop', ticket: ticket('398', 'done') },
      guard: guard('red', 'migrate: failure'),
    }),
    action('Write the runbook for a full disk', { owner: null, due: null, kind: null, service: 'platform' }),
    action('Rehearse the failover to eu-central-1', {
      state: 'in-progress',
      kind: 'mitigate',
      due: '2026-11-22',
      guard: guard('running', 'drill: in_progress'),
    }),
    action('Rotate the deploy key', {
      isRestricted: true,
      service: 'identity',
      push: { act: 'a1', state: 'awaiting', why: 'INC-1040 is restricted' },
    }),
    action('Ask the vendor for the limit of their API', {
      kind: 'process',
      push: { act: 'a2', state: 'failed', why: 'The token may not do this (403)' },
    }),
    action('Test the restore of the search index', {
      owner: 'Team Search',
      trackerName: 'Ops',
      ticket: { ...ticket('OPS-77', 'open'), tracker: 'ops' },
    }),
    action('Cap the retries of checkout to payments', { state: 'done', guard: guard('green', '3 checks passed') }),
    action('Move the cron off the database host', { state: 'dropped', reason: 'the host goes in March' }),
  ];
}

/** `busy`: thousands. `blind`: a tracker that is away. */
export function boardOf(scenario: ScenarioName): Board {
  made = 0;
  if (scenario === 'empty') return { actions: [], trackers: [], today: TODAY };
  if (scenario === 'busy')
    return { actions: Array.from({ length: 5_000 }, (_, i) => action(`Action number ${i + 1}`)), trackers: TRACKERS, today: TODAY };
  const away = { trouble: 'acme.invalid could not be reached: no such host.' };
  const trackers = scenario === 'blind' ? TRACKERS.map((t) => ({ ...t, ...away })) : TRACKERS;
  return { actions: desk(), trackers, today: TODAY };
}
