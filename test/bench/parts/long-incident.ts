// A profile with one incident of any length, as a long night leaves it: alerts that come and go, pages, notes of earlier times, acts.
import { join } from 'node:path';
import { keyFromFile } from '../../../electron/log/key-file';
import { type Log, openLog } from '../../../electron/log/store';
import { tallyOf } from '../../../shared/domain/alert';
import type { IncidentRow } from '../../../shared/domain/incident';
import type { Draft } from '../../../shared/log/event';
import { foldRow } from '../../../shared/log/views/queue';

export const INCIDENT = 'bench-long';
const BATCH = 500;
const STEP_MS = 4_000;
const PODS = 60;

function alertAt(n: number, startsAt: number) {
  const labels = { alertname: 'HighErrorRate', service: 'checkout', pod: `checkout-${n % PODS}`, severity: 'critical' };
  const annotations = { summary: `5xx ${n % 17} % on ${labels.pod}` };
  const what = { key: labels.pod, name: labels.alertname, summary: annotations.summary, labels, annotations };
  return { ...what, severity: 'critical' as const, startsAt, suppression: null, link: null };
}

/** The `n`th entry; every seventh tells of an earlier time. */
function entryAt(n: number, now: number): Draft {
  const incident = INCIDENT;
  const actor = `person:${['Ana', 'Raj', 'Robin'][n % 3]}`;
  const alert = alertAt(Math.floor(n / 7), now - 45_000);
  switch (n % 7) {
    case 0:
      return {
        kind: 'alert.fired',
        incident,
        actor: 'feed:main',
        data: { feed: 'main', alerts: [alert], tally: tallyOf([alert]), newCount: 1, startedAt: alert.startsAt },
      };
    case 1:
      return { kind: 'page.shown', incident, actor: 'shell', data: { page: `${incident}:0:${n}:2`, route: 'dbus', receiptMs: 12 } };
    case 2:
      return {
        kind: 'incident.noted',
        incident,
        actor,
        data: { text: `**Step ${n}**: looked at \`pod ${n % PODS}\``, by: 'Ana', happenedAt: now - 90_000 },
      };
    case 3:
      return {
        kind: 'alert.cleared',
        incident,
        actor: 'feed:main',
        data: {
          feed: 'main',
          cleared: [{ key: alert.key, startsAt: alert.startsAt }],
          tally: tallyOf([alert], -1),
          why: 'no longer listed',
        },
      };
    case 4:
      return { kind: 'page.dismissed', incident, actor: 'shell', data: { page: `${incident}:0:${n}:2`, why: 'closed by the person' } };
    case 5:
      return { kind: 'duty.ticked', incident, actor, data: { role: 'tech', duty: `d${n}`, isDone: true, by: 'Raj' } };
    default:
      return { kind: 'incident.noted', incident, actor, data: { text: `Plain words about round ${n}`, by: 'Robin' } };
  }
}

function openedAt(now: number): Draft {
  const what = {
    number: 1,
    title: 'Error rate above objective',
    summary: 'a long night',
    service: 'checkout',
    labels: {},
    groupKey: INCIDENT,
  };
  const verdict = { groupWhy: 'alone', severity: 2 as const, severityWhy: 'source says critical', isSecurity: false, startedAt: now };
  return { kind: 'incident.opened', incident: INCIDENT, actor: 'rules', data: { ...what, ...verdict } };
}

/** Fills the log with one incident of so many events, the last a while ago. */
export function fillIncident(log: Log, events: number): void {
  let row: IncidentRow | undefined;
  const start = Date.now() - events * STEP_MS - 600_000;
  for (let from = 0; from < events; from += BATCH) {
    const now = start + from * STEP_MS;
    const drafts = Array.from({ length: Math.min(BATCH, events - from) }, (_, i) =>
      from + i === 0 ? openedAt(now) : entryAt(from + i - 1, now),
    );
    // One seal an entry, so that each has its own second as in a real night.
    const sealed = drafts.flatMap((draft, i) => log.seal([draft], now + i * STEP_MS));
    for (const event of sealed) row = foldRow(row, event);
    log.append(sealed, { rows: row ? [row] : [] });
  }
}

/** A profile folder that the app opens, with such a log. */
export function longProfile(profile: string, events: number): void {
  const key = keyFromFile(join(profile, 'log.key'));
  if (!key.ok) throw new Error(key.what);
  const opened = openLog({ file: join(profile, 'log.db'), key: key.key, device: 'bench', now: Date.now });
  if (!opened.ok) throw new Error(opened.what);
  fillIncident(opened.log, events);
  opened.log.close();
}
