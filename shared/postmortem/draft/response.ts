// How it was noticed and answered: first sighting, pages, acknowledgement, escalations, runbooks, messages, silences. Facts only.
import type { EventKind, LogEvent, OfKind } from '../../log/event';
import { foldRunbookWork, type RunbookProgress } from '../../log/views/runbook';
import { plural } from '../../log/views/words';
import { lengthWords } from '../../rules/incident-times';
import { actTarget } from './act-rows';
import { escapeCut } from './escape';
import type { Material } from './input';
import { timeLink } from './time-link';
import { WORDS_FOR_NOTHING } from './words';

const MOST = 30;

function ofKind<K extends EventKind>(events: readonly LogEvent[], kind: K): OfKind<LogEvent, K>[] {
  return events.filter((event): event is OfKind<LogEvent, K> => event.kind === kind);
}

function after(from: number | null, at: number): string {
  return from === null ? '' : `, ${lengthWords(at - from)} after it was detected`;
}

/** The first event of a kind, with its time as a link. */
function firstOf<K extends EventKind>({ events, row, clock }: Material, kind: K): { event: OfKind<LogEvent, K>; link: string } | undefined {
  const event = events.find((one): one is OfKind<LogEvent, K> => one.kind === kind);
  return event && { event, link: timeLink(event.at, row.number, event.id, clock) };
}

export function detectionList(material: Material): string {
  const { times, clock, alerts, row, feedName } = material;
  const source = row.feeds.map((feed) => escapeCut(feedName(feed), 60)).join(', ');
  const fired = firstOf(material, 'alert.fired');
  const opened = firstOf(material, 'incident.opened');
  const page = firstOf(material, 'page.shown');
  const began = times.firstSighting === null ? WORDS_FOR_NOTHING.sighting : `${clock.time(times.firstSighting)} at the source`;
  const name = fired?.event.data.alerts[0]?.name ?? alerts[0]?.name;
  return [
    `- First sighting: ${began}${fired ? `, seen here ${fired.link}` : ''}`,
    `- Found by: ${name === undefined ? 'no alert; somebody reported it' : escapeCut(name, 120)}${source === '' ? '' : ` (${source})`}`,
    `- Detected here: ${opened?.link ?? WORDS_FOR_NOTHING.sighting}`,
    `- First page: ${page ? `${page.link}${after(times.detected, page.event.at)}` : 'none was shown'}`,
  ].join('\n');
}

export function responseList(material: Material): string {
  const { events, times, clock, rows, row } = material;
  const count = (kind: EventKind): number => events.reduce((n, event) => n + (event.kind === kind ? 1 : 0), 0);
  const [shown, failed, withheld, steps] = (['page.shown', 'page.failed', 'page.withheld', 'escalation.stepped'] as const).map(count);
  const roles = ofKind(events, 'role.accepted').map((e) => `${escapeCut(e.data.roleName, 60)} ${timeLink(e.at, row.number, e.id, clock)}`);
  const pages = [
    `${plural(shown ?? 0, 'page')} shown`,
    failed ? `${failed} could not be shown` : '',
    withheld ? `${withheld} held back` : '',
  ];
  const ack = ofKind(events, 'incident.acknowledged').find((e) => e.at === times.firstAck);
  const words = ack && (rows.rows.find(({ event }) => event === ack.id)?.say(1, 1) ?? 'Acknowledged');
  return [
    `- Pages: ${pages.filter(Boolean).join(', ')}`,
    ack ? `- ${words}: ${timeLink(ack.at, row.number, ack.id, clock)}${after(times.detected, ack.at)}` : '- Acknowledged by nobody',
    `- Escalations: ${steps ? plural(steps, 'step') : 'none'}`,
    `- Roles taken: ${roles.slice(0, MOST).join(', ') || 'none'}`,
  ].join('\n');
}

function runbookLine({ title, steps, openMs, remarks }: RunbookProgress): string[] {
  const all = Object.values(steps);
  const count = (state: string): number => all.filter((step) => step.state === state).length;
  const states = [
    `${plural(count('done'), 'step')} done`,
    count('failed') && `${count('failed')} failed`,
    count('skipped') && `${count('skipped')} skipped`,
  ];
  const open = openMs > 0 ? `, open for ${lengthWords(openMs)}` : '';
  const notes = all.flatMap((step) => step.notes.map(({ text }) => `at “${escapeCut(step.title, 120)}”: “${escapeCut(text, 300)}”`));
  const improve = remarks.map(({ text }) => `to improve: “${escapeCut(text, 300)}”`);
  return [
    `- Runbook “${escapeCut(title, 120)}”: ${states.filter(Boolean).join(', ')}${open}`,
    ...[...notes, ...improve].slice(0, MOST).map((line) => `  - ${line}`),
  ];
}

export function runbookList({ events }: Material): string {
  const used = Object.values(foldRunbookWork(events).progress).filter(
    ({ firstOpenedAt, steps }) => firstOpenedAt !== null || Object.keys(steps).length > 0,
  );
  return used.length === 0 ? WORDS_FOR_NOTHING.runbooks : used.flatMap(runbookLine).join('\n');
}

/** Messages and silences that went out, in their order. */
export function messageList({ events, rows, row, clock, feedName }: Material): string {
  const sent = ofKind(events, 'act.sent').flatMap(({ id, at, data }) => {
    const content = rows.acts.get(data.act);
    if (!content) return [];
    const subject = content.what === 'message' && !content.isRedacted ? content.subject : '';
    return [
      `- ${timeLink(at, row.number, id, clock)}: ${actTarget(content, feedName)}${subject === '' ? '' : `, “${escapeCut(subject, 160)}”`}`,
    ];
  });
  const more = sent.length > MOST ? [`- and ${sent.length - MOST} more`] : [];
  return sent.length === 0 ? WORDS_FOR_NOTHING.messages : [...sent.slice(0, MOST), ...more].join('\n');
}
