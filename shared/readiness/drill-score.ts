// How a drill went: how long each step of the answer took on its worst incident, beside the target for it. Only what the log says counts.
import { oneLine } from '../domain/plain-text';
import type { LogEvent } from '../log/event';

export const DRILL_STEPS = ['page', 'acknowledge', 'runbook', 'roles', 'message', 'resolve'] as const;
export type DrillStep = (typeof DRILL_STEPS)[number];

/** Seconds from the opening of the incident; null: this step is not asked for. */
export type DrillTargets = Readonly<Record<DrillStep, number | null>>;

export interface StepScore {
  readonly step: DrillStep;
  /** Null: it never came. */
  readonly seconds: number | null;
  readonly target: number | null;
}

export interface DrillScore {
  /** 0 to 100; null: no incident opened, or no step has a target. */
  readonly points: number | null;
  /** The incident that was measured; null: none opened. */
  readonly incident: string | null;
  readonly incidentNumber: number | null;
  readonly incidentTitle: string;
  readonly steps: readonly StepScore[];
}

/** The events of one incident of the drill, in the order of the log. */
export type IncidentStory = readonly LogEvent[];

/** The worst incident, the earliest among equals, is measured; one that was merged goes on as the other. In time 1, up to twice the target ½. */
export function scoreDrill(stories: readonly IncidentStory[], targets: DrillTargets): DrillScore {
  const lead = leadOf(stories);
  if (lead === null) return { points: null, incident: null, incidentNumber: null, incidentTitle: '', steps: emptySteps(targets) };
  const steps = DRILL_STEPS.map((step): StepScore => {
    const at = lead.events.find((e) => IS_STEP[step](e))?.at;
    return { step, seconds: at === undefined ? null : Math.max(0, (at - lead.openedAt) / 1000), target: targets[step] };
  });
  const { incident, incidentNumber, incidentTitle } = lead;
  return { points: pointsOf(steps), incident, incidentNumber, incidentTitle, steps };
}

function emptySteps(targets: DrillTargets): StepScore[] {
  return DRILL_STEPS.map((step) => ({ step, seconds: null, target: targets[step] }));
}

function pointsOf(steps: readonly StepScore[]): number | null {
  const asked = steps.filter((s) => s.target !== null);
  if (asked.length === 0) return null;
  const sum = asked.reduce((n, { seconds, target }) => n + shareOf(seconds, target as number), 0);
  return Math.round((100 * sum) / asked.length);
}

function shareOf(seconds: number | null, target: number): number {
  if (seconds === null) return 0;
  return seconds <= target ? 1 : seconds <= 2 * target ? 0.5 : 0;
}

const IS_STEP: Readonly<Record<DrillStep, (event: LogEvent) => boolean>> = {
  page: (e) => e.kind === 'page.shown',
  acknowledge: (e) => e.kind === 'incident.acknowledged' && e.data.via !== 'split',
  runbook: (e) => e.kind === 'runbook.opened',
  roles: (e) => e.kind === 'role.assigned',
  message: isMessage,
  resolve: (e) => e.kind === 'incident.resolved',
};

/** A message that a person wrote, or to which they said yes. */
function isMessage(e: LogEvent): boolean {
  if (e.kind === 'act.confirmed') return true;
  return e.kind === 'act.requested' && e.data.content.what === 'message' && e.actor.startsWith('person:');
}

interface Lead {
  readonly incident: string;
  readonly incidentNumber: number;
  readonly incidentTitle: string;
  readonly openedAt: number;
  readonly events: readonly LogEvent[];
}

interface Opened extends Lead {
  readonly worst: number;
}

function leadOf(stories: readonly IncidentStory[]): Lead | null {
  const all = stories.flatMap(openedOf);
  const lead = [...all].sort((a, b) => a.worst - b.worst || a.openedAt - b.openedAt)[0];
  if (lead === undefined) return null;
  const events = [...lead.events];
  const seen = new Set([lead.incident]);
  for (let into = mergedInto(lead); into !== null && !seen.has(into); ) {
    seen.add(into);
    const next = all.find((o) => o.incident === into);
    if (!next) break;
    events.push(...next.events.filter((e) => e.at >= lead.openedAt));
    into = mergedInto(next);
  }
  return { ...lead, events: events.sort((a, b) => a.seq - b.seq) };
}

function mergedInto({ events }: Lead): string | null {
  const merged = events.findLast((e) => e.kind === 'incident.merged');
  return merged?.kind === 'incident.merged' ? merged.data.into : null;
}

function openedOf(events: IncidentStory): Opened[] {
  const opened = events.find((e) => e.kind === 'incident.opened');
  if (opened?.kind !== 'incident.opened' || opened.incident === null) return [];
  const severities = events.flatMap((e) => (e.kind === 'incident.severity-changed' ? [e.data.to] : []));
  const { number, title, severity } = opened.data;
  const worst = Math.min(severity, ...severities);
  const names = { incident: opened.incident, incidentNumber: number, incidentTitle: oneLine(title, 160) };
  return [{ ...names, openedAt: opened.at, events, worst }];
}
