// The real logrotate, in the ways in which it is set up: no line is lost and none counts twice, whether or not the console runs meanwhile.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { aFolder, aLogFeed, iso, type LogFeed, write } from './a-log-feed';

const RULE = { name: 'Boom', pattern: 'boom', count: 1, within: '1h', clearAfter: '1h' };
const ROTATIONS = 4;

function counted(feed: LogFeed): number {
  const last = feed.last();
  const groups = last.kind === 'failed' ? {} : (last.cursor.memory.tally.Boom?.groups ?? {});
  return Object.values(groups).reduce((sum, { slots }) => sum + slots.filter((_, at) => at % 2 === 1).reduce((a, b) => a + b, 0), 0);
}

function rotator(folder: string, file: string, ways: readonly string[]): () => void {
  const [config, state] = [join(folder, 'rotate.conf'), join(folder, 'rotate.state')];
  const lines = ['rotate 9', 'missingok', 'size 1', ...ways].map((line) => `  ${line}`);
  writeFileSync(config, `${file} {\n${lines.join('\n')}\n}\n`, { mode: 0o644 });
  return () =>
    void execFileSync('logrotate', ['--force', '--state', state, config], {
      stdio: 'pipe',
      env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` },
    });
}

describe.skipIf(process.platform !== 'linux').each([
  ['renamed, a new file made', ['create']],
  ['renamed, a new file made by the program', ['nocreate']],
  ['packed later', ['create', 'compress', 'delaycompress']],
  ['packed at once', ['create', 'compress']],
  ['copied and emptied', ['copytruncate']],
  ['copied, packed and emptied', ['copytruncate', 'compress']],
  ['with dates', ['create', 'dateext', 'dateformat -%Y%m%d-%s']],
] as const)('%s', (_, ways) => {
  test.each([
    ['the console runs', (feed: LogFeed) => feed.poll(), async () => undefined],
    ['the console is away meanwhile', async () => undefined, (feed: LogFeed) => feed.restart()],
  ] as const)('%s', async (_when, between, before) => {
    const folder = aFolder();
    const file = join(folder, 'app.log');
    const feed = aLogFeed([file], [RULE]);
    const rotate = rotator(folder, file, ways);
    let written = 0;
    const boom = (): void => {
      written += 1;
      write(file, `${iso(feed.now)} ERROR boom ${written}`, `${iso(feed.now)} INFO fine`);
    };
    boom();
    await feed.poll();
    // Its dates go to the second, and it makes no archive over another.
    const pauseMs = (ways as readonly string[]).includes('dateext') ? 1100 : 0;
    for (let turn = 0; turn < ROTATIONS; turn++) {
      boom();
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      await between(feed);
      boom();
      rotate();
      boom();
      feed.now += 3000;
      await before(feed);
      await feed.poll();
      feed.now += 3000;
      await feed.poll();
      expect(counted(feed), `after rotation ${turn + 1}`).toBe(written);
    }
    const last = feed.last();
    expect(last.kind === 'snapshot' && last.rejected).toEqual([]);
  });
});
