// Following real files: what is written comes once and only once, however the file is rotated, emptied, packed or replaced, and whether or
// not the console ran meanwhile.
import { chmodSync, copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { aFolder, aLogFeed, iso, type LogFeed, write } from './a-log-feed';

/** Counts all lines with the word; its summary tells how many. */
const COUNT = { name: 'Boom', pattern: 'boom', count: 1, within: '1h', clearAfter: '1h' };

/** Entries that were counted in the window until now. */
function counted(feed: LogFeed): number {
  const last = feed.last();
  const groups = last.kind === 'failed' ? {} : (last.cursor.memory.tally.Boom?.groups ?? {});
  return Object.values(groups).reduce((sum, { slots }) => sum + slots.filter((_, at) => at % 2 === 1).reduce((a, b) => a + b, 0), 0);
}

let count = 0;
function line(feed: LogFeed, words: string): string {
  count += 1;
  return `${iso(feed.now)} ${words} ${count}`;
}
const boom = (feed: LogFeed): string => line(feed, 'ERROR boom');
const calm = (feed: LogFeed): string => line(feed, 'INFO all is well');

/** Time goes on far enough that nothing is waited for, and the files are read. */
async function turn(feed: LogFeed, ms = 3000): Promise<number> {
  feed.now += ms;
  await feed.poll();
  await feed.poll();
  return counted(feed);
}

function begun(more: object = {}) {
  const folder = aFolder();
  const file = join(folder, 'app.log');
  const feed = aLogFeed([join(folder, '*.log')], [COUNT], more);
  return { folder, file, feed };
}

describe('a file that grows', () => {
  test('what is written is counted once; an alert holds the lines', async () => {
    const { file, feed } = begun();
    write(file, calm(feed));
    expect(await turn(feed)).toBe(0);
    write(file, boom(feed), calm(feed), `${boom(feed)}\r`);
    expect(await turn(feed)).toBe(2);
    expect(await turn(feed)).toBe(2);
    const [alert] = await feed.poll();
    expect(alert).toMatchObject({ name: 'Boom', severity: 'error', state: 'firing' });
    expect(alert?.annotations.lines).toMatch(/ERROR boom \d+\n.*ERROR boom \d+$/);
    expect(alert?.annotations.files).toBe(file);
  });

  test('a line that is only half there is waited for, and counts alone when nothing follows', async () => {
    const { file, feed } = begun();
    write(file, calm(feed));
    await turn(feed);
    feed.now = Date.now();
    writeFileSync(file, `${iso(feed.now)} ERROR bo`, { flag: 'a' });
    await feed.poll();
    writeFileSync(file, 'om 1', { flag: 'a' });
    await feed.poll();
    expect(counted(feed)).toBe(0);
    expect(await turn(feed)).toBe(1);
  });

  test('an entry whose frames come later is one entry with all of them', async () => {
    const { file, feed } = begun();
    write(file, calm(feed));
    await turn(feed);
    feed.now = Date.now();
    write(file, `${iso(feed.now)} ERROR boom`, 'java.lang.IllegalStateException: queue');
    await feed.poll();
    write(file, '\tat com.shop.Queue.put(Queue.java:77)');
    expect(await turn(feed)).toBe(1);
    expect((await feed.poll())[0]?.annotations.lines).toContain('Queue.java:77');
  });

  test('lines of any length, no UTF-8, NUL and binary are survived and stay readable', async () => {
    const { file, feed } = begun();
    write(file, calm(feed));
    await turn(feed);
    const long = Buffer.alloc(3_000_000, 'x');
    const western = Buffer.concat([Buffer.from(`${iso(feed.now)} ERROR boom f`), Buffer.from([0xfc]), Buffer.from('r alle\n')]);
    const noise = Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 7919) % 256).filter((byte) => byte !== 10));
    writeFileSync(file, Buffer.concat([long, Buffer.from(' boom\n'), western, noise, Buffer.from('\n'), Buffer.from(`${boom(feed)}\n`)]), {
      flag: 'a',
    });
    expect(await turn(feed)).toBe(2);
    expect((await feed.poll())[0]?.annotations.lines).toContain('ERROR boom für alle');
  });

  test('a file that appears later is read from its beginning', async () => {
    const { folder, file, feed } = begun();
    write(file, calm(feed));
    await turn(feed);
    write(join(folder, 'other.log'), boom(feed), boom(feed));
    expect(await turn(feed)).toBe(2);
  });

  test('the first reading goes back as far as the window and no further, also into archives', async () => {
    const { folder, file, feed } = begun();
    const at = (minutes: number, what: string): string => `${iso(feed.now - minutes * 60_000)} ERROR ${what}`;
    write(join(folder, 'app.log.3'), at(300, 'boom'));
    writeFileSync(join(folder, 'app.log.2.gz'), gzipSync(`${at(70, 'boom')}\n${at(50, 'boom')}\n`));
    write(join(folder, 'app.log.1'), at(40, 'boom'), at(30, 'fine'));
    const old = (feed.now - 290 * 60_000) / 1000;
    utimesSync(join(folder, 'app.log.3'), old, old);
    write(file, at(20, 'boom'), at(10, 'fine'));
    await turn(feed);
    expect(counted(feed)).toBe(3);
  });

  test('a large file is begun near the window, not at its beginning', async () => {
    const { file, feed } = begun();
    const lines = Array.from({ length: 60_000 }, (_, i) => `${iso(feed.now - (60_000 - i) * 1000)} ERROR boom ${i} ${'.'.repeat(50)}`);
    writeFileSync(file, `${lines.join('\n')}\n`);
    await turn(feed);
    expect(counted(feed)).toBeGreaterThanOrEqual(3590);
    expect(counted(feed)).toBeLessThan(3920);
  });
});

describe('rotation', () => {
  const aRead = async (more: object = {}) => {
    const made = begun(more);
    write(made.file, calm(made.feed), boom(made.feed));
    expect(await turn(made.feed)).toBe(1);
    return made;
  };

  test('renamed, and a new file in its place: the end of the old one and all of the new one', async () => {
    const { file, feed } = await aRead();
    write(file, boom(feed));
    renameSync(file, `${file}.1`);
    write(`${file}.1`, boom(feed));
    write(file, boom(feed));
    expect(await turn(feed)).toBe(4);
    // The program has not yet noticed, and goes on writing to the old one.
    write(`${file}.1`, boom(feed));
    write(file, boom(feed));
    expect(await turn(feed)).toBe(6);
  });

  test('renamed, and nothing in its place for a while', async () => {
    const { file, feed } = await aRead();
    renameSync(file, `${file}.1`);
    write(`${file}.1`, boom(feed));
    expect(await turn(feed)).toBe(2);
    write(file, boom(feed));
    expect(await turn(feed)).toBe(3);
  });

  test('renamed, packed and replaced while the console was away', async () => {
    const { file, feed } = await aRead();
    await feed.restart();
    write(file, boom(feed), boom(feed));
    writeFileSync(`${file}.1.gz`, gzipSync(readFileSync(file)));
    rmSync(file);
    write(file, boom(feed));
    expect(await turn(feed)).toBe(4);
  });

  test('rotated twice while the console was away', async () => {
    const { file, feed } = await aRead();
    await feed.restart();
    write(file, boom(feed));
    renameSync(file, `${file}.2`);
    write(`${file}.1`, boom(feed), boom(feed));
    write(file, boom(feed));
    expect(await turn(feed)).toBe(5);
  });

  test('copied and emptied: what the copy has more is read from there', async () => {
    const { file, feed } = await aRead();
    write(file, boom(feed), boom(feed));
    copyFileSync(file, `${file}.1`);
    truncateSync(file, 0);
    write(file, boom(feed));
    expect(await turn(feed)).toBe(4);
  });

  test('copied and emptied, and already longer than it was', async () => {
    const { file, feed } = await aRead();
    write(file, boom(feed));
    copyFileSync(file, `${file}.1`);
    truncateSync(file, 0);
    write(file, ...Array.from({ length: 30 }, () => boom(feed)));
    expect(await turn(feed)).toBe(32);
  });

  test('emptied without a copy: read from its beginning, and what was lost is told', async () => {
    const { file, feed } = await aRead();
    writeFileSync(file, `${boom(feed)}\n`);
    expect(await turn(feed)).toBe(2);
  });

  test('deleted and written anew, perhaps with the same inode', async () => {
    const { file, feed } = await aRead();
    await feed.restart();
    rmSync(file);
    write(file, boom(feed), boom(feed), boom(feed));
    expect(await turn(feed)).toBe(4);
  });

  test('archives that fit the path themselves are not read as logs of their own', async () => {
    const folder = aFolder();
    const feed = aLogFeed([join(folder, 'app*')], [COUNT]);
    const file = join(folder, 'app.log');
    write(file, boom(feed));
    await turn(feed);
    renameSync(file, `${file}.1`);
    write(file, boom(feed));
    await turn(feed);
    writeFileSync(`${file}.2.gz`, gzipSync(readFileSync(`${file}.1`)));
    write(join(folder, 'app.log-20261122'), boom(feed));
    expect(await turn(feed)).toBe(2);
  });

  test('a restart alone reads nothing twice and loses nothing', async () => {
    const { file, feed } = await aRead();
    const [alert] = await feed.poll();
    await feed.restart();
    write(file, boom(feed));
    expect(await turn(feed)).toBe(2);
    expect(await feed.poll()).toEqual([alert]);
  });
});

describe('what can not be read is told, each file by itself', () => {
  test('a path without a file; a folder that is not there; then both are', async () => {
    const folder = aFolder();
    const feed = aLogFeed([join(folder, 'a.log'), join(folder, 'sub', '*.log')], [COUNT]);
    await feed.poll();
    const failed = feed.last();
    expect(failed.kind === 'failed' && failed.failure.what).toBe(`${join(folder, 'a.log')} is not there.`);
    expect(failed.peers.map(({ isOk, part }) => [isOk, part])).toEqual([
      [false, 'file'],
      [false, 'file'],
    ]);
    write(join(folder, 'a.log'), boom(feed));
    await feed.poll();
    mkdirSync(join(folder, 'sub'));
    write(join(folder, 'sub', 'b.log'), boom(feed));
    expect(await turn(feed)).toBe(2);
    expect(feed.last().peers.every(({ isOk }) => isOk)).toBe(true);
    expect(feed.last().peers[0]?.note).toMatch(/^lines that begin with a time\. First line: at \d\d:\d\d:\d\d UTC, error, "ERROR boom/);
  });

  test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('a file that may not be read', async () => {
    const { folder, file, feed } = begun();
    write(file, boom(feed));
    write(join(folder, 'b.log'), boom(feed));
    chmodSync(file, 0);
    await feed.poll();
    expect(feed.last().peers.find(({ isOk }) => !isOk)?.failure?.what).toContain('may not be read by this user');
  });

  test('while a file is gone its alerts are not taken for cleared', async () => {
    const folder = aFolder();
    const [file, other] = [join(folder, 'a.log'), join(folder, 'b.log')];
    const feed = aLogFeed([file, other], [{ ...COUNT, within: '1m', clearAfter: '1m' }]);
    write(file, boom(feed));
    write(other, calm(feed));
    expect(await turn(feed)).toBe(1);
    rmSync(file);
    await turn(feed, 600_000);
    expect(await feed.poll()).toHaveLength(1);
    const last = feed.last();
    expect(last.kind === 'snapshot' && last.absence).toEqual({ isTrusted: false, why: `${file} can not be read now` });
    write(file, calm(feed));
    await turn(feed);
    expect(await feed.poll()).toEqual([]);
    expect(feed.last()).toMatchObject({ absence: { isTrusted: true } });
  });

  test('a folder named as a file, an archive that is cut off', async () => {
    const folder = aFolder();
    const feed = aLogFeed([folder, join(folder, 'app.log')], [COUNT]);
    const packed = gzipSync(Array.from({ length: 3000 }, () => boom(feed)).join('\n'));
    writeFileSync(join(folder, 'app.log.1.gz'), packed.subarray(0, packed.length / 2));
    write(join(folder, 'app.log'), boom(feed));
    await feed.poll();
    const last = feed.last();
    expect(last.peers.find(({ isOk }) => !isOk)?.failure?.what).toBe(`${folder} is a folder.`);
    expect(last.kind === 'snapshot' && last.rejected[0]).toMatchObject({ where: join(folder, 'app.log.1.gz') });
    expect(counted(feed)).toBeGreaterThan(1);
  });
});
