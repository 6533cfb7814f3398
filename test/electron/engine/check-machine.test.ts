// The machine’s own part in being blind: real lookups, a real clock of a real server, a real disk.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { checkMachine } from '../../../electron/engine/check-machine';
import { feedSettings } from '../../../shared/settings';

const feed = (urls: string, isEnabled = true) =>
  feedSettings.parse({ id: 'main', kind: 'alertmanager', name: 'Main', isEnabled, config: { urls } });

test('[O32] a name that nobody has is told, one that is found is not, and a feed that is off is not looked at', async () => {
  const feeds = [feed('http://localhost:9, http://no-such-host.invalid:9093'), feed('http://other.invalid', false)];
  const facts = await checkMachine(feeds, tmpdir(), Date.now);
  expect(facts).toMatchObject({ names: 2, unknownNames: ['no-such-host.invalid'], skewsMs: [] });
  expect(facts.freeBytes).toBeGreaterThan(0);
});

test('[O32] the clock is compared with a source’s Date; a folder that is gone has no known room', async () => {
  const server = createServer((_, answer) => answer.end('{}'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const feeds = [feed(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)];
    const facts = await checkMachine(feeds, '/no/such/folder', () => Date.now() - 3_600_000);
    expect(facts).toMatchObject({ names: 0, freeBytes: null });
    expect(Math.round((facts.skewsMs[0] ?? 0) / 60_000)).toBe(60);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
});
