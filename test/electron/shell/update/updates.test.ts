// Updates from the side of the person: off until a server is set, nothing without a yes, what fails is told and the console goes on.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { ableToUpdate } from '../../../../electron/shell/update/able';
import { UpdateRefused } from '../../../../electron/shell/update/refusal';
import type { ReleaseDesk } from '../../../../electron/shell/update/release-desk';
import { type UpdateParts, Updates } from '../../../../electron/shell/update/updates';
import type { UpdateOffer, UpdateStep } from '../../../../shared/contract/update';
import { tempFolder } from '../../log/a-log';

const OFFER: UpdateOffer = { version: '0.2.0', notes: '', releasedAt: '' };

function aDesk(change: Partial<UpdateParts> = {}, releases: Partial<ReleaseDesk> = {}) {
  const acts: string[] = [];
  const told: UpdateStep[] = [];
  const desk: ReleaseDesk = {
    find: async (server) => {
      acts.push(`find ${server}`);
      return OFFER;
    },
    load: async (onShare) => {
      acts.push('load');
      onShare(0.5);
    },
    install: async () => {
      acts.push('install');
      return true;
    },
    ...releases,
  };
  const updates = new Updates({
    able: { publicKey: 'key' },
    server: () => 'https://updates.example/',
    desk: async () => desk,
    tell: (update) => told.push(update),
    ask: async () => true,
    end: () => acts.push('end'),
    now: () => 7,
    ...change,
  });
  return { updates, acts, told };
}

it('[U30] without a server nobody is asked, by hand or by the clock', async () => {
  vi.useFakeTimers();
  try {
    const { updates, acts } = aDesk({ server: () => '' });
    expect((await updates.check()).step).toBe('off');
    await vi.advanceTimersByTimeAsync(3 * 86_400_000);
    expect(acts).toEqual([]);
    updates.stop();
  } finally {
    vi.useRealTimers();
  }
});

it('[U30] with one it is asked once a day; what is found is told, and neither loaded nor installed', async () => {
  vi.useFakeTimers();
  try {
    const { updates, acts, told } = aDesk();
    await vi.advanceTimersByTimeAsync(2 * 86_400_000);
    expect(acts).toEqual(['find https://updates.example/', 'find https://updates.example/']);
    expect(told.map(({ step }) => step)).toEqual(['found', 'found']);
    updates.stop();
  } finally {
    vi.useRealTimers();
  }
});

it('[U32] each step waits for a press, and the last one for a yes', async () => {
  let isYes = false;
  const { updates, acts } = aDesk({ ask: async () => isYes });
  expect((await updates.install()).ok).toBe(true);
  expect((await updates.download()).step).toBe('idle');
  expect(acts).toEqual([]);
  await updates.check();
  await updates.download();
  expect(updates.step().step).toBe('ready');
  expect(await updates.install()).toEqual({ ok: true, value: { isInstalling: false } });
  expect(acts).toEqual(['find https://updates.example/', 'load']);
  isYes = true;
  expect(await updates.install()).toEqual({ ok: true, value: { isInstalling: true } });
  expect(acts.slice(2)).toEqual(['install', 'end']);
  updates.stop();
});

it('[U31] a package that was changed before it was installed ends nothing, and is told', async () => {
  const { updates, acts } = aDesk({}, { install: () => Promise.reject(new UpdateRefused('changed')) });
  await updates.check();
  await updates.download();
  expect(await updates.install()).toMatchObject({ ok: false, error: { what: 'changed' } });
  expect(acts).not.toContain('end');
  expect(updates.step().step).toBe('refused');
  updates.stop();
});

it('[U33] a server that is away is told calmly, another server forgets what the old one offered', async () => {
  const { updates } = aDesk({}, { find: () => Promise.reject(new Error('net::ERR_INTERNET_DISCONNECTED\n    at x')) });
  const step = await updates.check();
  expect(step).toMatchObject({ step: 'unreachable', what: 'The update server can’t be reached: net::ERR_INTERNET_DISCONNECTED.' });
  updates.serverChanged();
  expect(updates.step()).toEqual({ step: 'idle' });
  updates.stop();
});

it('[U30] only a copy that was installed and holds a key may update itself', () => {
  const folder = tempFolder();
  const facts = { isPackaged: true, platform: 'linux', appImage: undefined, resources: folder, assets: folder };
  const off = (change: Partial<typeof facts>) => ableToUpdate({ ...facts, ...change });
  expect(off({})).toMatchObject({ off: { what: 'This copy was not installed from a package.' } });
  writeFileSync(join(folder, 'package-type'), 'deb');
  expect(off({ isPackaged: false })).toMatchObject({ off: { what: 'This copy was not installed from a package.' } });
  expect(off({})).toMatchObject({ off: { what: 'This Dogwatch was built without a key to check updates with.' } });
  mkdirSync(join(folder, 'update'));
  writeFileSync(join(folder, 'update/public-key.pem'), 'PEM');
  expect(off({})).toEqual({ publicKey: 'PEM' });
});
