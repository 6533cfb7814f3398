// The tray's menu as plain data; tray.ts hands it to the platform. Titles come from feeds, so they are cut to one plain line.
import { markedLine } from '../../shared/domain/look-alikes';
import { onCallLines } from '../../shared/rules/on-call-words';
import { msg } from '../../shared/words/words';
import { type TrayFacts, trayState } from './tray-state';

export type TrayAction =
  | { readonly do: 'show' }
  | { readonly do: 'show-feeds' }
  | { readonly do: 'show-on-call' }
  | { readonly do: 'why-blind' }
  | { readonly do: 'report' }
  | { readonly do: 'lock' }
  | { readonly do: 'quit' }
  | { readonly do: 'open'; readonly incident: string }
  | { readonly do: 'acknowledge'; readonly incident: string }
  | { readonly do: 'snooze'; readonly incident: string; readonly minutes: number }
  | { readonly do: 'pause'; readonly minutes: number }
  | { readonly do: 'unpause' }
  | { readonly do: 'present'; readonly isPresenting: boolean };

export type TrayItem =
  | { readonly kind: 'line' }
  | { readonly kind: 'words'; readonly label: string }
  | { readonly kind: 'action'; readonly label: string; readonly action: TrayAction }
  | { readonly kind: 'submenu'; readonly label: string; readonly items: readonly TrayItem[] };

const TITLE_MAX = 60;
const WORDS_MAX = 90;
const ON_CALL_MAX = 3;
const LINE: TrayItem = { kind: 'line' };
const REPORT: TrayItem = { kind: 'action', label: msg`Report an incident…`, action: { do: 'report' } };

type Top = NonNullable<TrayFacts['desk']>['top'][number];

function incidentItem(incident: Top): TrayItem {
  const act = (label: string, action: TrayAction): TrayItem => ({ kind: 'action', label, action });
  const mark = `${incident.isDrill ? 'DRILL ' : ''}${incident.status === 'acknowledged' ? '✓ ' : ''}${incident.isRestricted ? '🔒 ' : ''}`;
  return {
    kind: 'submenu',
    label: `${mark}SEV${incident.severity} INC-${incident.number} ${markedLine(incident.title, TITLE_MAX)}`,
    items: [
      ...(incident.status === 'open' ? [act(msg`Acknowledge`, { do: 'acknowledge', incident: incident.id })] : []),
      act(msg`Snooze 15 min`, { do: 'snooze', incident: incident.id, minutes: 15 }),
      act(msg`Open`, { do: 'open', incident: incident.id }),
    ],
  };
}

/** By the clock, not by age: a menu that changes closes itself on some panels. */
function proofItem(
  { at, failed }: NonNullable<NonNullable<TrayFacts['desk']>['status']['proof']>,
  timeOf: (ms: number) => string,
): TrayItem {
  const words =
    failed.length > 0 ? msg`Proof of detection failed: ${failed.join(', ')}` : at === null ? msg`Detection not proved yet` : null;
  const label = markedLine(words ?? msg`Detection last proved at ${timeOf(at ?? 0)}`, WORDS_MAX);
  return { kind: 'action', label, action: { do: 'show-feeds' } };
}

function drillItem({ title, openCount }: NonNullable<NonNullable<TrayFacts['desk']>['status']['drill']>): TrayItem {
  return { kind: 'words', label: markedLine(msg`DRILL runs, ${openCount} open: ${title}`, WORDS_MAX) };
}

function pauseItems(facts: TrayFacts, timeOf: (ms: number) => string): readonly TrayItem[] {
  const until = facts.desk?.status.pausedUntil;
  if (until) return [{ kind: 'action', label: msg`Resume paging (paused until ${timeOf(until)})`, action: { do: 'unpause' } }];
  return [15, 60].map((minutes) => ({ kind: 'action', label: msg`Pause paging for ${minutes} min`, action: { do: 'pause', minutes } }));
}

function presentItem({ isPresenting }: TrayFacts): TrayItem {
  const label = isPresenting ? msg`Show details on pages again` : msg`I’m presenting: hide details on pages`;
  return { kind: 'action', label, action: { do: 'present', isPresenting: !isPresenting } };
}

/** When and where the menu is read: Unix ms, IANA zone. */
export interface ReadAt {
  readonly now: number;
  readonly timeZone: string;
}

function onCallItems(facts: TrayFacts, { now, timeZone }: ReadAt): readonly TrayItem[] {
  const lines = onCallLines(facts.desk?.status.onCall ?? [], now, timeZone);
  const more = lines.length - ON_CALL_MAX;
  const items = lines.slice(0, ON_CALL_MAX).map((line): TrayItem => showOnCall(markedLine(line, WORDS_MAX)));
  return more > 0 ? [...items, showOnCall(msg`On call: ${more} more ${more === 1 ? msg`schedule` : msg`schedules`}`)] : items;
}

function showOnCall(label: string): TrayItem {
  return { kind: 'action', label, action: { do: 'show-on-call' } };
}

const LOCK: TrayItem = { kind: 'action', label: msg`Lock`, action: { do: 'lock' } };
const WHY_BLIND: TrayItem = { kind: 'action', label: msg`Why am I blind?`, action: { do: 'why-blind' } };
const QUIT: TrayItem = { kind: 'action', label: msg`Quit`, action: { do: 'quit' } };

/** Counts, and what anybody may do. */
function lockedMenu(facts: TrayFacts): readonly TrayItem[] {
  return [
    { kind: 'words', label: markedLine(trayState(facts).tooltip, WORDS_MAX) },
    LINE,
    { kind: 'action', label: msg`Unlock…`, action: { do: 'show' } },
    QUIT,
  ];
}

/** The whole menu. `timeOf` writes a Unix ms time as the person reads it. */
export function trayMenu(facts: TrayFacts, timeOf: (ms: number) => string, readAt: ReadAt): readonly TrayItem[] {
  if (facts.isLocked) return lockedMenu(facts);
  const isUp = facts.engine.state === 'up' && facts.desk !== null;
  const incidents = isUp ? (facts.desk?.top ?? []).slice(0, 5).map(incidentItem) : [];
  const feeds = isUp ? (facts.desk?.feeds ?? []) : [];
  const feedLines = feeds.map((feed): TrayItem => {
    const why = feed.why ? ` (${feed.why})` : '';
    return { kind: 'action', label: markedLine(`${feed.name}: ${feed.state}${why}`, WORDS_MAX), action: { do: 'show-feeds' } };
  });
  return [
    { kind: 'words', label: markedLine(trayState(facts).tooltip, WORDS_MAX) },
    ...(isUp && facts.desk?.status.drill ? [drillItem(facts.desk.status.drill)] : []),
    ...(isUp && facts.desk?.status.proof ? [proofItem(facts.desk.status.proof, timeOf)] : []),
    ...(isUp ? onCallItems(facts, readAt) : []),
    LINE,
    ...incidents,
    ...(incidents.length > 0 ? [LINE] : []),
    ...(isUp ? [...pauseItems(facts, timeOf), presentItem(facts), REPORT, LOCK, LINE] : []),
    ...feedLines,
    ...(feedLines.length > 0 ? [LINE] : []),
    WHY_BLIND,
    { kind: 'action', label: msg`Open Dogwatch`, action: { do: 'show' } },
    QUIT,
  ];
}
