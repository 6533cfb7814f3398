// Runs as a process of its own: appends until it is killed, and says an event's seq and id only once it is committed.
import { writeSync } from 'node:fs';
import { openLog } from '../../../electron/log/store';
import type { Draft } from '../../../shared/log/event';
import { foldRow } from '../../../shared/log/views/queue';

const [file = '', key = ''] = process.argv.slice(2);
const opened = openLog({ file, key, device: 'desk-1', now: Date.now });
if (!opened.ok) throw new Error(opened.what);
const { log } = opened;
if (log.head().seq === 0) {
  const data = {
    number: 1,
    title: 'Disk full',
    summary: '',
    service: null,
    labels: {},
    groupKey: 'a',
    groupWhy: 'alone',
    isSecurity: false,
  };
  const open: Draft = {
    kind: 'incident.opened',
    incident: 'a',
    actor: 'dogwatch',
    data: { ...data, severity: 3, severityWhy: 'by default', startedAt: 0 },
  };
  const [event] = log.seal([open], Date.now());
  const row = event && foldRow(undefined, event);
  if (event && row) log.append([event], { rows: [row] });
  if (event) writeSync(1, `${event.seq} ${event.id}\n`);
}
for (let i = 0; ; i++) {
  const drafts = Array.from({ length: (i % 7) + 1 }, (_, k): Draft => {
    const text = `note ${i}.${k} ${'long '.repeat(i % 50 === 0 ? 5000 : 5)}`;
    return { kind: 'incident.noted', incident: k % 3 === 0 ? 'a' : 'b', actor: 'ada', data: { text, by: 'ada' } };
  });
  const events = log.seal(drafts, Date.now());
  log.append(events, { rows: [] });
  writeSync(1, events.map((event) => `${event.seq} ${event.id}\n`).join(''));
  if (i % 40 === 39) log.tidy();
}
