import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EngineState } from '../../../electron/shell/engine-process';
import { recoverLog, withoutKey } from '../../../electron/shell/recover';
import { createRestartPolicy } from '../../../electron/shell/restart-policy';
import type { RecoverAsked } from '../../../shared/contract/backups';

let profile: string;
let done: string[];
beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'dogwatch-recover-'));
  done = [];
});
afterEach(() => rmSync(profile, { recursive: true, force: true }));

function recover(state: EngineState, asked: RecoverAsked) {
  const engine = {
    state: () => state,
    recover: async () => {
      done.push('engine asked');
      return { ok: true, value: { putAside: null } } as const;
    },
    startAgain: () => void done.push('started'),
  };
  return recoverLog({ engine, profile, openKeyAgain: () => void done.push('key'), now: () => 1_750_000_000_000 }, asked);
}

const noKey: EngineState = { state: 'failed', why: 'Gone.', recovery: withoutKey({ what: 'Gone.', remedy: 'Bring it back.' }) };

test('[U3] without a key, beginning empty puts aside all that needs it, the key’s own files too, and then starts', async () => {
  for (const name of ['log.db', 'log.db-wal', 'keys.json', 'preferences.json']) writeFileSync(join(profile, name), name);
  const reply = await recover(noKey, { how: 'start-empty' });
  if (!reply.ok) throw new Error(reply.error.what);
  const folder = reply.value.putAside ?? '';
  expect(readdirSync(folder).sort()).toEqual(['keys.json', 'log.db', 'log.db-wal']);
  expect(readFileSync(join(folder, 'log.db'), 'utf8')).toBe('log.db');
  expect(readdirSync(profile).sort()).toEqual(['preferences.json', 'put-aside']);
  expect(done).toEqual(['key', 'started']);
});

test('[U3] trying again looks for the key again and moves nothing; no backup can be opened without it', async () => {
  writeFileSync(join(profile, 'log.db'), 'pages');
  expect(await recover(noKey, { how: 'again' })).toMatchObject({ ok: true });
  expect(done).toEqual(['key', 'started']);
  expect(await recover(noKey, { how: 'restore', backup: 'x' })).toMatchObject({ ok: false });
  expect(existsSync(join(profile, 'put-aside'))).toBe(false);
});

test('[U3] with a key the engine does what was chosen', async () => {
  await recover({ state: 'up', why: '' }, { how: 'restore', backup: 'x' });
  expect(done).toEqual(['engine asked']);
});

test('[U3] three deaths in a row make the log suspect, a long life ends that', () => {
  const policy = createRestartPolicy();
  expect([policy.next(100), policy.next(100)]).toEqual([50, 100]);
  expect(policy.isLooping).toBe(false);
  policy.next(100);
  expect(policy.isLooping).toBe(true);
  policy.next(60_000);
  expect(policy.isLooping).toBe(false);
});
