// Runs as a process of its own until it is killed: the engine, which sends by its webhook channel, or to a sink that knows keys.

import { boot } from '../../../electron/engine/boot';
import type { Sender } from '../../../electron/engine/couriers';
import type { SendResult } from '../../../shared/channel';

const [profile = '', configFile = '', sink = '', idempotency = 'none'] = process.argv.slice(2);

async function post(key: string, text: string): Promise<SendResult> {
  try {
    const headers = { 'content-type': 'application/json', 'idempotency-key': key };
    const answer = await fetch(sink, { method: 'POST', headers, body: JSON.stringify({ key, text }) });
    if (answer.ok) return { ok: true, ref: null };
    return { ok: false, kind: 'server', what: `It answered ${answer.status}.`, remedy: '', retryAfterMs: null };
  } catch (error) {
    const isRefused = JSON.stringify((error as { cause?: { code?: string } }).cause?.code ?? '').includes('ECONNREFUSED');
    const kind = isRefused ? 'unreachable' : 'maybe-sent';
    return { ok: false, kind, what: 'No answer came.', remedy: '', retryAfterMs: null };
  }
}

const sender: Sender = {
  manifestOf: () => ({
    ...{ kind: 'sink', name: 'Sink', docsUrl: '', fields: [], addressHint: null, maxChars: 10_000, pauseMs: 0 },
    ...{ idempotency: 'key', proves: '' },
  }),
  send: (_channel, message) => post(message.key, message.subject),
};

const say = (line: unknown): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
const result = await boot({
  ...{ profile, key: '22'.repeat(32), keyKeeping: 'file', configFile, demoDir: null, ...(idempotency === 'key' && { sender }) },
  onLeaveDemo: () => undefined,
  voice: {
    present: () => undefined,
    withdraw: () => undefined,
    onStatus: (status) => say({ outbox: status.outbox }),
    onEvents: () => undefined,
    onFeeds: () => undefined,
    journal: (line) => process.stderr.write(`${line}\n`),
  },
});
if (!result.ok) throw new Error(result.what);
say({ ready: true });
if (process.send)
  process.on('message', async (call: { name: string; args: unknown }) => process.send?.(await result.engine.call(call.name, call.args)));
