// A log as years of work leave it, written once by the real store and kept in node_modules/.cache: 100,000 incidents with ten events
// each, of which a few hundred are still on the desk.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { keyFromFile } from '../../../electron/log/key-file';
import { type Log, openLog } from '../../../electron/log/store';
import type { AlertData } from '../../../shared/domain/alert';
import { tallyOf } from '../../../shared/domain/alert';
import type { IncidentRow } from '../../../shared/domain/incident';
import type { Draft } from '../../../shared/log/event';
import { foldRow } from '../../../shared/log/views/queue';

const root = resolve(import.meta.dirname, '..', '..', '..');
const cache = join(root, 'node_modules/.cache/dogwatch-bench');
/** What decides how the file looks. */
const MAKERS = ['electron/log', 'electron/log/migrations', 'shared/log/views', 'test/bench/parts/old-log.ts'];
export const EVENTS_PER_INCIDENT = 10;
/** Still on the desk: most resolved and not closed yet, some open, few of them taken by a person. */
const RESOLVED = 200;
const OPEN = 100;
const TAKEN = 20;
const BATCH = 500;
const FEED = 'main';

type Texts = Readonly<Record<string, string>>;

function alertOf(number: number): AlertData {
  const service = `svc-${number % 400}`;
  const labels = {
    alertname: `Disk${number % 50}Full`,
    service,
    cluster: `eu-${number % 8}`,
    namespace: `prod-${service}`,
    severity: 'critical',
  };
  const annotations: Texts = {
    summary: `Disk ${number % 50} of ${service} is filling`,
    description: `node-${number % 5000} has ${number % 7}% left`,
  };
  return {
    ...{ key: number.toString(16).padStart(16, '0'), name: labels.alertname, summary: annotations.summary ?? '', labels, annotations },
    ...{ severity: 'critical' as const, startsAt: 1_700_000_000_000 + number * 60_000, suppression: null, link: null },
  };
}

type Fate = 'closed' | 'resolved' | 'taken' | 'open';

function fateOf(number: number, incidents: number): Fate {
  const fromEnd = incidents - number;
  if (fromEnd < OPEN) return fromEnd < TAKEN ? 'taken' : 'open';
  return fromEnd < OPEN + RESOLVED ? 'resolved' : 'closed';
}

function beginning(number: number, incident: string, alert: AlertData): Draft[] {
  const { labels, startsAt } = alert;
  const actor = `feed:${FEED}`;
  const group = { labels, groupKey: `${labels.alertname}\n${number}`, groupWhy: `same alert name and service ${labels.service}` };
  const verdict = { severity: 2 as const, severityWhy: 'source says critical', isSecurity: false };
  const what = { number, title: alert.name, summary: alert.summary, service: labels.service ?? null };
  const fired = { feed: FEED, alerts: [alert], tally: tallyOf([alert]), newCount: 1, startedAt: startsAt };
  return [
    { kind: 'incident.opened', incident, actor, data: { ...what, ...group, ...verdict, startedAt: startsAt } },
    { kind: 'alert.fired', incident, actor, data: fired },
    { kind: 'page.shown', incident, actor: 'shell', data: { page: `${incident}:0:1:2`, route: 'dbus', receiptMs: 12 } },
  ];
}

function taking(number: number, incident: string, until: number): Draft[] {
  const actor = 'person:Robin';
  const write = `w${number}`;
  const asked = { write, feed: FEED, action: 'ack' as const, ref: null, until, why: 'acknowledged', retryOf: null };
  return [
    { kind: 'incident.acknowledged', incident, actor, data: { by: 'Robin', via: 'notification' } },
    { kind: 'write.requested', incident, actor, data: asked },
    { kind: 'write.confirmed', incident, actor: 'engine', data: { write, ref: write, until } },
    noted(incident, `Cleaned node-${number % 5000}, rack ${number % 97}`),
  ];
}

function ending(incident: string, alert: AlertData): Draft[] {
  const cleared = [{ key: alert.key, startsAt: alert.startsAt }];
  const gone = { feed: FEED, cleared, tally: tallyOf([alert], -1), why: 'no longer listed by the source' };
  return [
    { kind: 'alert.cleared', incident, actor: `feed:${FEED}`, data: gone },
    { kind: 'incident.resolved', incident, actor: 'rules', data: { why: 'every alert cleared', isAutomatic: true } },
  ];
}

function noted(incident: string, text: string): Draft {
  return { kind: 'incident.noted', incident, actor: 'person:Robin', data: { text, by: 'Robin' } };
}

/** What one incident leaves in the log: as many events whatever became of it. */
function historyOf(number: number, fate: Fate): Draft[] {
  const incident = `bench-${number}`;
  const alert = alertOf(number);
  const drafts = beginning(number, incident, alert);
  if (fate !== 'open') drafts.push(...taking(number, incident, alert.startsAt + 900_000));
  if (fate === 'closed' || fate === 'resolved') drafts.push(...ending(incident, alert));
  if (fate === 'closed')
    drafts.push({ kind: 'incident.closed', incident, actor: 'rules', data: { why: 'resolved for 72 h', isAutomatic: true } });
  while (drafts.length < EVENTS_PER_INCIDENT) drafts.push(noted(incident, `still looking, step ${drafts.length}`));
  return drafts;
}

function write(log: Log, drafts: readonly Draft[], now: number): void {
  const events = log.seal(drafts, now);
  const rows = new Map<string, IncidentRow | undefined>();
  for (const event of events) if (event.incident) rows.set(event.incident, foldRow(rows.get(event.incident), event));
  log.append(events, { rows: [...rows.values()].filter((row) => row !== undefined) });
  log.tidy();
}

function fill(profile: string, incidents: number): void {
  const key = keyFromFile(join(profile, 'log.key'));
  if (!key.ok) throw new Error(key.what);
  const opened = openLog({ file: join(profile, 'log.db'), key: key.key, device: 'bench', now: Date.now });
  if (!opened.ok) throw new Error(opened.what);
  const start = Date.now() - incidents * 60_000;
  for (let from = 1; from <= incidents; from += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, incidents - from + 1) }, (_, n) => from + n);
    write(
      opened.log,
      numbers.flatMap((number) => historyOf(number, fateOf(number, incidents))),
      start + from * 60_000,
    );
  }
  opened.log.close();
}

function fingerprint(): string {
  const hash = createHash('sha256');
  for (const maker of MAKERS) {
    const path = join(root, maker);
    const files = maker.endsWith('.ts')
      ? [path]
      : readdirSync(path)
          .filter((name) => name.endsWith('.ts'))
          .map((name) => join(path, name));
    for (const file of files.sort()) hash.update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 12);
}

/** A profile with such a log, copied from the cache into `folder`; the first call of all makes it (about a minute for 100,000 incidents). */
export function oldProfile(folder: string, incidents: number): void {
  const kept = join(cache, `${incidents}-${fingerprint()}`);
  if (!existsSync(kept)) {
    mkdirSync(cache, { recursive: true });
    for (const stale of readdirSync(cache).filter((name) => name.startsWith(`${incidents}-`)))
      rmSync(join(cache, stale), { recursive: true });
    const making = mkdtempSync(join(cache, 'making-'));
    fill(making, incidents);
    renameSync(making, kept);
  }
  cpSync(kept, folder, { recursive: true });
}
