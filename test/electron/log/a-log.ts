// What the log's tests share: a log in a folder of its own, and drafts with little in them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type ChainCheck, type Log, type OpenResult, openLog } from '../../../electron/log/store';
import type { AlertData } from '../../../shared/domain/alert';
import { tallyOf } from '../../../shared/domain/alert';
import type { IncidentRow } from '../../../shared/domain/incident';
import type { Draft, LogEvent, OfKind } from '../../../shared/log/event';
import { foldRow } from '../../../shared/log/views/queue';

export const KEY = '0f'.repeat(32);
export const NOW = 1_750_000_000_000;

/** A folder that goes when the test ends. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dogwatch-log-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function tryOpen(folder: string, key = KEY): OpenResult {
  return openLog({ file: join(folder, 'dogwatch.db'), key, device: 'desk-1', now: Date.now });
}

export function openIn(folder: string): Log {
  const opened = tryOpen(folder);
  if (!opened.ok) throw new Error(opened.what);
  return opened.log;
}

/** A fresh log that is closed when the test ends. */
export function aLog(): Log {
  const log = openIn(tempFolder());
  onTestFinished(() => log.close());
  return log;
}

export function opened(incident: string, number: number, over: Partial<OfKind<Draft, 'incident.opened'>['data']> = {}): Draft {
  const data = { number, title: `Incident ${number}`, summary: '', service: null, labels: {}, groupKey: incident, groupWhy: 'alone' };
  const rest = { severity: 3 as const, severityWhy: 'by default', isSecurity: false, startedAt: NOW };
  return { kind: 'incident.opened', incident, actor: 'dogwatch', data: { ...data, ...rest, ...over } };
}

export function noted(incident: string, text: string): Draft {
  return { kind: 'incident.noted', incident, actor: 'ada', data: { text, by: 'ada' } };
}

export function closed(incident: string): Draft {
  return { kind: 'incident.closed', incident, actor: 'ada', data: { why: 'done', isAutomatic: false } };
}

export function resolved(incident: string): Draft {
  return { kind: 'incident.resolved', incident, actor: 'ada', data: { why: 'fixed', isAutomatic: false } };
}

export function paused(): Draft {
  return { kind: 'paging.paused', incident: null, actor: 'ada', data: { until: NOW + 1000, by: 'ada' } };
}

export function anAlert(over: Partial<AlertData> = {}): AlertData {
  const base = {
    key: 'k',
    name: 'DiskFull',
    summary: 'Disk is full',
    labels: { host: 'db-1' },
    annotations: {},
    severity: 'critical' as const,
  };
  return { ...base, startsAt: NOW, suppression: null, link: null, ...over };
}

export function fired(incident: string, alerts: AlertData[]): Draft {
  return {
    kind: 'alert.fired',
    incident,
    actor: 'feed:am',
    data: { feed: 'am', alerts, tally: tallyOf(alerts), newCount: alerts.length, startedAt: NOW },
  };
}

/** Seals and appends with the rows that the events lead to. */
export function commit(log: Log, drafts: readonly Draft[], now = NOW): LogEvent[] {
  const events = log.seal(drafts, now);
  const rows = new Map<string, IncidentRow | undefined>();
  for (const e of events)
    if (e.incident !== null) rows.set(e.incident, foldRow(rows.has(e.incident) ? rows.get(e.incident) : log.row(e.incident), e));
  log.append(events, { rows: [...rows.values()].filter((r) => r !== undefined) });
  return events;
}

/** The verdict on a chain, without the pauses. */
export function checked(log: Log, incident: string | null): ChainCheck {
  const steps = log.verifyChain(incident);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

export function allEvents(log: Log): LogEvent[] {
  return [...log.events(0)].flat();
}
