// What a person may ask a source for again, and what is refused in words.
import { expect, it } from 'vitest';
import { Desk } from '../../../electron/engine/desk';
import { writeCalls } from '../../../electron/engine/write-calls';
import type { WriteAction } from '../../../shared/log/event';
import { EMPTY_STATE } from '../../../shared/log/state';
import { defaultSettings } from '../../../shared/settings';
import { aLog, NOW, opened } from '../log/a-log';

const UNTIL = NOW + 60_000;

function rig() {
  const log = aLog();
  const desk = new Desk({ log, now: () => NOW, timeZone: 'UTC', settings: defaultSettings }, EMPTY_STATE);
  const asked: string[] = [];
  const acks = {
    retry: (_incident: string, failed: { id: string }, by: string): null => {
      asked.push(`${failed.id} by ${by}`);
      return null;
    },
  };
  const calls = writeCalls({ desk, log, acks, person: () => 'ada' });
  desk.transact(() => [opened('inc-1', 1)]);
  const write = (id: string, action: WriteAction, end: 'confirmed' | 'failed' | null): void => {
    const of = { incident: 'inc-1', actor: 'engine' } as const;
    const data = { write: id, feed: `feed-${id}`, action, ref: null, until: UNTIL, why: '', retryOf: null };
    desk.transact(() => [{ ...of, kind: 'write.requested', data }]);
    if (end === 'confirmed') desk.transact(() => [{ ...of, kind: 'write.confirmed', data: { write: id, ref: 's', until: UNTIL } }]);
    if (end === 'failed')
      desk.transact(() => [{ ...of, kind: 'write.failed', data: { write: id, why: 'no', remedy: '', willRetry: false } }]);
  };
  const retry = (id: string) => calls['retry-write']({ incident: 'inc-1', write: id });
  return { asked, write, retry };
}

it('[W1] asks again for an acknowledgement that failed, in the name of the person', async () => {
  const { asked, write, retry } = rig();
  write('w1', 'ack', 'failed');
  expect(await retry('w1')).toEqual({ ok: true, value: { asked: true } });
  expect(asked).toEqual(['w1 by ada']);
});

it('[W1] refuses in words what is unknown, confirmed, on its way, or no acknowledgement', async () => {
  const { asked, write, retry } = rig();
  write('w1', 'ack', 'confirmed');
  write('w2', 'ack', null);
  write('w3', 'silence', 'failed');
  expect(await retry('nothing')).toMatchObject({ ok: false, error: { what: 'There is no such write any more.' } });
  expect(await retry('w1')).toMatchObject({ ok: false, error: { what: 'The source has confirmed it.' } });
  expect(await retry('w2')).toMatchObject({ ok: false, error: { what: 'It is on its way already.' } });
  expect(await retry('w3')).toMatchObject({ ok: false, error: { remedy: 'Make the silence anew.' } });
  expect(asked).toEqual([]);
});
