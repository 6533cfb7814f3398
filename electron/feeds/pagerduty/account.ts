// Reads what a PagerDuty account is set up with (developer.pagerduty.com/api-reference: users, schedules, escalation policies, services), all pages of
// each list. A plan that lacks one says 402. 429 with ratelimit-reset, in seconds: it is waited for, within bounds.
import type { FeedContext, FeedFailure } from '../../../shared/feed';
import type { PagerDutyAccount } from '../../../shared/import/pagerduty';
import { readPages } from '../paging';
import { idOf, isRecord } from '../reading';
import { type Asked, ask, MAX_OFFSET, NO_PAGERDUTY, PAGE } from './api';
import type { PagerDutyConfig } from './config';

export type AccountContext = Pick<FeedContext, 'http' | 'pause'>;
export type AccountRead = { readonly ok: true; readonly account: PagerDutyAccount } | { readonly ok: false; readonly failure: FeedFailure };

const LONGEST_WAIT_MS = 60_000;
const MOST_WAITS = 5;
const PLAN_LACKS = 402;

type List =
  | { readonly ok: true; readonly rows: readonly unknown[]; readonly isLacking: boolean }
  | { readonly ok: false; readonly failure: FeedFailure };

async function patiently(ctx: AccountContext, config: PagerDutyConfig, path: string): Promise<Asked> {
  for (let waited = 0; ; waited++) {
    const asked = await ask(ctx, config, path);
    if (asked.ok || asked.failure.kind !== 'rate-limited' || waited >= MOST_WAITS) return asked;
    const wait = asked.failure.retryAfterMs ?? 1_000;
    if (wait > LONGEST_WAIT_MS) return asked;
    await ctx.pause(wait);
  }
}

async function readList(ctx: AccountContext, config: PagerDutyConfig, name: string): Promise<List> {
  let isLacking = false;
  const listed = await readPages({
    ...{ name: 'PagerDuty', pageSize: PAGE, maxRows: MAX_OFFSET },
    keyOf: (row) => (isRecord(row) ? idOf(row.id) : null),
    async ask(offset) {
      const asked = await patiently(ctx, config, `/${name}?limit=${PAGE}&offset=${offset}`);
      if (!asked.ok) {
        isLacking = asked.status === PLAN_LACKS;
        return asked;
      }
      const { value, answer } = asked;
      const rows = isRecord(value) ? value[name] : null;
      if (!isRecord(value) || !Array.isArray(rows) || typeof value.more !== 'boolean') return { ok: false, failure: NO_PAGERDUTY };
      return { ok: true, rows, hasMore: value.more, answer };
    },
  });
  if (listed.ok) return { ok: true, rows: listed.rows, isLacking: false };
  return isLacking ? { ok: true, rows: [], isLacking } : listed;
}

/** All four lists, one after the other; one that fails fails the whole. */
export async function readAccount(ctx: AccountContext, config: PagerDutyConfig): Promise<AccountRead> {
  const lists = new Map<string, readonly unknown[]>();
  const lacking: string[] = [];
  for (const name of ['users', 'schedules', 'escalation_policies', 'services']) {
    const list = await readList(ctx, config, name);
    if (!list.ok) return list;
    lists.set(name, list.rows);
    if (list.isLacking) lacking.push(name.replace('_', ' '));
  }
  const rows = (name: string): readonly unknown[] => lists.get(name) ?? [];
  return {
    ok: true,
    account: {
      ...{ users: rows('users'), schedules: rows('schedules'), policies: rows('escalation_policies'), services: rows('services') },
      lacking,
    },
  };
}
