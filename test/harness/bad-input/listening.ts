// Kinds at which sources knock: the sender is what goes wrong.
import { connect } from 'node:net';
import { expect } from 'vitest';
import { eventually } from '../eventually';
import { freePort } from '../free-port';
import type { Fault, OpenSubject, Outcome } from './faults';
import { MESSAGES, nextIsTaken, type Pushed, startPushed, startsAreSound, words } from './pushing';

const TOKEN = 'a-secret-of-the-desk';
const SENDER = 'It asks nobody: how often a sender sends, and whether it follows redirects, is up to the sender.';
const CANNOT: Readonly<Partial<Record<Fault, string>>> = {
  'a circle of redirects': SENDER,
  '429 with Retry-After': SENDER,
  '429 without Retry-After': SENDER,
  '503 for an hour': 'It asks nobody. "Silent for at most" or a heartbeat alert tells that nothing comes.',
  'TLS that can not be trusted': 'The sender checks our certificate, not we the sender’s; one that refuses it says so in its own log.',
};

interface Hook {
  readonly rig: Pushed;
  readonly port: number;
  readonly post: (body: string | Buffer, token?: string) => Promise<number>;
}

async function startHook(more: Readonly<Record<string, unknown>> = {}): Promise<Hook> {
  const port = await freePort();
  const rig = await startPushed('webhook', { address: `127.0.0.1:${port}`, ...more }, { token: TOKEN });
  return {
    ...{ rig, port },
    async post(body, token = TOKEN) {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
      const answer = await fetch(`http://127.0.0.1:${port}/alerts`, {
        method: 'POST',
        headers,
        body: typeof body === 'string' ? body : new Uint8Array(body),
      }).catch(() => null);
      await answer?.arrayBuffer();
      return answer?.status ?? 0;
    },
  };
}

/** A sender that begins and does not come to its end; gives what ends it. */
function begin({ port }: Hook, length: number): Promise<() => void> {
  return new Promise((resolve) => {
    const head = `POST /alerts HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nauthorization: Bearer ${TOKEN}\r\n`;
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(`${head}content-length: ${length}\r\n\r\n{`, () => resolve(() => socket.destroy())),
    );
    socket.on('error', () => undefined);
  });
}

async function suffered(hook: Hook, fault: Fault): Promise<void> {
  const { rig, post } = hook;
  if (fault === 'slow loris') {
    const end = await begin(hook, 100);
    await nextIsTaken(rig, post);
    return end();
  }
  if (fault === 'a token revoked mid-run') return void expect(await post('{}', 'of-yesterday')).toBe(401);
  const body = fault === '100 MB' ? Buffer.alloc(100_000_000, 32) : MESSAGES[fault];
  if (body === undefined) throw new Error(`There is no message for "${fault}".`);
  const status = await post(body);
  const isSound = ['future and zero dates', 'a clock an hour off', 'duplicate keys'].includes(fault);
  expect([fault, status < 300 && status > 0]).toEqual([fault, isSound]);
}

async function outcomeOf({ rig }: Hook, fault: Fault): Promise<Outcome> {
  const isSound = ['future and zero dates', 'a clock an hour off', 'duplicate keys'].includes(fault);
  if (!isSound) await eventually('it is told', () => rig.health().rejectedCount > 0);
  startsAreSound(rig);
  expect(JSON.stringify([rig.told, rig.logged])).not.toMatch(/a-secret-of-the-desk|of-yesterday/);
  return isSound ? { harmless: 'Recorded; a start that can not be counts as not known.' } : words(rig.health());
}

/** It listens on, but says that senders which check will not come. */
async function expired(certPem: string, keyPem: string): Promise<Outcome> {
  const { rig } = await startHook({ certPem, keyPem });
  await eventually('told', () => rig.health().state === 'partial');
  const outcome = words(rig.health());
  await rig.stop();
  return outcome;
}

export const openListening: OpenSubject = async (_kind, { expired: cert, key }) => ({
  stop: async () => undefined,
  async suffer(fault) {
    const cannot = CANNOT[fault];
    if (cannot !== undefined) return { cannot };
    if (fault === 'an expired certificate') return expired(cert, key);
    const hook = await startHook();
    try {
      await suffered(hook, fault);
      const outcome = await outcomeOf(hook, fault);
      await nextIsTaken(hook.rig, hook.post);
      return outcome;
    } finally {
      await hook.rig.stop();
    }
  },
});
