// An event that no desk would read in one piece stays where it was written, and what comes after it is sent.
import { expect, test } from 'vitest';
import { deviceKeys, newSeed } from '../../../electron/team/device-keys';
import { messageSeal } from '../../../electron/team/message-seal';
import type { TeamMessage } from '../../../electron/team/seams';
import { TeamSender } from '../../../electron/team/sender';
import type { Draft } from '../../../shared/log/event';
import { eventually } from '../../harness/eventually';
import { commit, opened, openIn, tempFolder } from '../log/a-log';

const NOW = 1_700_000_000_000;
const note = (text: string): Draft => ({ kind: 'incident.noted', incident: 'i1', actor: 'person:ana', data: { text, by: 'ana' } });

test('[T21] an event of more than 32 MB stays here, is told, and holds nothing up', async () => {
  const log = openIn(tempFolder());
  commit(log, [opened('i1', 1), note('x'.repeat(33_000_000)), note('after it')], NOW);
  const device = await deviceKeys(newSeed());
  const key = new Uint8Array(32);
  const sent: TeamMessage[] = [];
  const journal: string[] = [];
  const place = { upTo: 0 };
  const sender = new TeamSender({
    log,
    link: { publish: async (message) => void sent.push(message) },
    seal: messageSeal({
      ...{ space: 'ops', device, current: () => ({ epoch: 1, key }), keyOf: () => key, signKeyOf: () => device.signKey },
    }),
    space: 'ops',
    sent: { read: () => place.upTo, write: (seq) => void Object.assign(place, { upTo: seq }) },
    since: () => 0,
    journal: (line) => journal.push(line),
    maySend: () => true,
  });
  sender.wake();
  await eventually('all was looked at', () => place.upTo === log.head().seq);
  sender.stop();
  expect(sender.keptBack).toBe(1);
  expect(journal).toEqual([expect.stringContaining('stays on this desk: it has 34 MB')]);
  const events = [...log.events(0)].flat();
  expect(sent.map(({ id }) => id)).toContain(events.at(-1)?.id);
  expect(sent.length).toBe(2);
  log.close();
});
