// The facts in memory and their blocks on the disk: a start reads what was folded, and later changes stand over their blocks.
import { expect, test } from 'vitest';
import { InsightBook } from '../../../electron/insights/book';
import { packFacts, unpackFacts } from '../../../electron/log/facts-block';
import type { Log } from '../../../electron/log/store';
import { copyOf } from '../../../shared/insights/facts';
import type { Kept } from '../../../shared/insights/material';
import type { Draft } from '../../../shared/log/event';
import { someFacts } from '../../shared/insights/some-facts';
import { aLog, commit, NOW, opened } from '../log/a-log';

const MANY = 5_000;
const id = (n: number): string => `i${n}`;
const shown = (incident: string | null, page: string): Draft => ({
  ...{ kind: 'page.shown', incident, actor: 'shell' },
  data: { page, route: 'dbus', receiptMs: 9 },
});

/** A look after a start: nothing is in memory yet. */
const fresh = (log: Log): Promise<Kept> => new InsightBook(log).open(() => undefined);

function aPast(log: Log): void {
  for (let from = 0; from < MANY; from += 1_000)
    commit(
      log,
      Array.from({ length: 1_000 }, (_, i) => [
        opened(id(from + i), from + i, { service: `s${i % 3}` }),
        shown(id(from + i), `p${from + i}`),
      ]).flat(),
      NOW + from,
    );
}

const told = ({ facts, pages, bySlot }: Kept) => ({
  facts: facts.map(copyOf),
  pages: [...pages.at].map((at, i) => [at, pages.devices[pages.device[i] ?? -1], bySlot[pages.slot[i] ?? -1]?.id]),
});

test('[Q14] packed facts are the facts, whatever is missing in them', () => {
  const run = { since: 9, isPaged: true, isActed: false, isAcknowledged: true };
  const all = [
    someFacts({ id: 'a\n"b', service: null, rule: '', isMerged: true, resolvedAt: 0 }),
    someFacts({ run, impactStart: -5, isSecurity: true, isDrill: true, rule: 'ü'.repeat(300) }),
    someFacts({ startedAt: 1e15, fired: 4_000_000_000, isReview: true, isRestricted: true, service: '' }),
  ];
  expect(unpackFacts(packFacts(all), (text) => text).map(copyOf)).toEqual(all);
});

test('[Q14] a look after a start reads blocks and finds what the look before it found', async () => {
  const log = aLog();
  aPast(log);
  const first = await fresh(log);
  expect(first.facts).toHaveLength(MANY);
  expect(log.insights.blocks.packed()).toMatchObject({ seq: log.head().seq, pages: MANY });
  expect(log.insights.countChangedAfter(log.insights.blocks.packed().seq)).toBe(0);
  expect(told(await fresh(log))).toEqual(told(first));
  expect((await fresh(log)).byId(id(4_321))).toMatchObject({ number: 4_321, service: 's0' });
});

test('[Q14] what changed after the blocks were made stands over them, also in a look that goes on', async () => {
  const log = aLog();
  aPast(log);
  const book = new InsightBook(log);
  await book.open(() => undefined);
  const { seq } = log.insights.blocks.packed();
  const ended: Draft = { kind: 'incident.resolved', incident: id(7), actor: 'person:ada', data: { why: 'mended', isAutomatic: false } };
  commit(log, [ended, opened('late', MANY + 1), shown('late', 'p-late'), shown(null, 'p-many')], NOW + 9_999);
  const going = await book.open(() => undefined);
  expect(going.byId(id(7))?.resolvedAt).toBe(NOW + 9_999);
  expect(going.facts).toHaveLength(MANY + 1);
  expect([...going.pages.slot.slice(-2)].map((slot) => going.bySlot[slot]?.id)).toEqual(expect.arrayContaining(['late', undefined]));
  expect(log.insights.blocks.packed().seq).toBe(seq);
  const after = await fresh(log);
  expect(after.facts.map(copyOf)).toEqual(going.facts.map(copyOf));
  expect(after.pages).toHaveLength(MANY + 2);
});
