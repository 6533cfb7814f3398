// "Why am I blind?": everything between a source and a person's eyes, each with a verdict, its words and what to do. Made of facts that
// the desk has already; a fact that is not known is said to be unknown, never well.
import type { DeskStatus, FeedHealth } from '../contract';
import { NOT_TRIED } from '../domain/not-tried';

export interface Check {
  readonly name: string;
  readonly state: 'ok' | 'trouble' | 'unknown' | 'off';
  readonly what: string;
  /** What to do; '' when nothing is to be done. */
  readonly remedy: string;
}

export interface DeskFacts {
  readonly engine: { readonly connection: 'connecting' | 'live' | 'engine-down'; readonly why: string };
  readonly status: DeskStatus | null;
  readonly feeds: readonly FeedHealth[];
  /** Of the shell; null: it has not answered. */
  readonly desktop: {
    readonly platform: string;
    readonly isAutostartOn: boolean;
    readonly notifications: { readonly route: string; readonly why: string };
  } | null;
  readonly isSoundOn: boolean | null;
  readonly isOnline: boolean;
}

const NOTIFIER_REMEDY: Readonly<Record<string, string>> = {
  linux: 'Start the notification daemon of your desktop, or install one (dunst, notification-daemon), and switch off do-not-disturb.',
  darwin: 'System Settings, Notifications, Dogwatch: allow them; switch off Focus or let Dogwatch through.',
  win32: 'Settings, System, Notifications: allow Dogwatch; switch off do-not-disturb.',
};

/** The checks between the desk and a person’s eyes and ears. */
export const PAGE_CHECKS: readonly string[] = ['Engine', 'Desk', 'Notifications', 'Paging', 'Sound'];

const ok = (name: string, what: string): Check => ({ name, state: 'ok', what, remedy: '' });
const trouble = (name: string, what: string, remedy: string): Check => ({ name, state: 'trouble', what, remedy });
const unknown = (name: string, what: string): Check => ({ name, state: 'unknown', what, remedy: '' });
const off = (name: string, what: string, remedy = ''): Check => ({ name, state: 'off', what, remedy });

/** In the order in which an alert travels: network, feeds, engine, desk, screen, sound, then what keeps all of it going. */
export function checksOf(facts: DeskFacts): Check[] {
  const { status } = facts;
  return [
    facts.isOnline
      ? ok('Network', 'This machine has a network.')
      : trouble('Network', 'This machine has no network.', 'Connect it; each feed asks again within seconds.'),
    ...feedChecks(facts),
    engineCheck(facts),
    ...otherBlindness(facts),
    notificationCheck(facts),
    pausedCheck(status),
    facts.isSoundOn === null
      ? unknown('Sound', 'Not known yet.')
      : facts.isSoundOn
        ? ok('Sound', 'It is switched on; a test page lets you hear it.')
        : off('Sound', 'Pages make no sound.', 'Settings › Paging switches it on.'),
    proofCheck(status),
    keyCheck(status),
    teamCheck(status),
    autostartCheck(facts),
  ];
}

function feedChecks({ feeds, status }: DeskFacts): Check[] {
  if (status?.isDemo === true) return [trouble('Feeds', 'Only the demo is watched; its alerts are invented.', 'Add a feed of your own.')];
  if (feeds.length === 0) return [trouble('Feeds', 'There is none.', 'Add one, or import from another tool.')];
  return feeds.map((feed) => {
    const name = `Feed ${feed.name}`;
    if (feed.state === 'off' || !feed.isEnabled) return off(name, 'It is switched off.', 'Feeds switches it on.');
    if (feed.state === 'blind') return trouble(name, feed.why, feed.remedy);
    if (feed.state === 'starting') return unknown(name, feed.why || 'It has not answered yet.');
    if (feed.state === 'partial') return trouble(name, feed.why, feed.remedy);
    return ok(name, feed.why || 'It answers.');
  });
}

function engineCheck({ engine: { connection, why } }: DeskFacts): Check {
  if (connection === 'live') return ok('Engine', 'It answers.');
  if (connection === 'connecting') return unknown('Engine', 'It has not answered yet.');
  return trouble('Engine', `It is down. ${why}`.trim(), 'It is started again by itself; if it stays down, restart Dogwatch.');
}

/** Reasons of the desk that no other line here tells: the disk, the log, the tray. */
function otherBlindness({ status, feeds, desktop }: DeskFacts): Check[] {
  const told = new Set([...feeds.map((feed) => `${feed.name}: ${feed.why}`), desktop?.notifications.why, 'No feed is connected.']);
  return (status?.blindWhy ?? []).filter((why) => !told.has(why)).map((why) => trouble('Desk', why, ''));
}

function notificationCheck({ desktop }: DeskFacts): Check {
  if (desktop === null) return unknown('Notifications', 'The desktop has not been asked yet.');
  const { why, route } = desktop.notifications;
  if (why === NOT_TRIED) return unknown('Notifications', 'Not tried yet: send a test page.');
  if (why !== '') return trouble('Notifications', why, NOTIFIER_REMEDY[desktop.platform] ?? 'Allow notifications of Dogwatch.');
  return ok('Notifications', `Shown by ${route}.`);
}

function pausedCheck(status: DeskStatus | null): Check {
  if (status === null) return unknown('Paging', 'Not known yet.');
  return status.pausedUntil === null
    ? ok('Paging', 'It is not paused.')
    : trouble('Paging', 'It is paused.', 'Go on with it from the tray or the palette.');
}

function proofCheck(status: DeskStatus | null): Check {
  const proof = status?.proof;
  if (!proof) return off('Proof of detection', 'No feed is proved by a canary.', 'Feeds: give one a canary, or prove it by hand.');
  if (proof.failed.length > 0)
    return trouble('Proof of detection', `It failed at ${proof.failed.join(', ')}.`, 'Feeds shows at which step.');
  return proof.at === null
    ? unknown('Proof of detection', 'Not proved yet.')
    : ok('Proof of detection', 'The way to the screen was proved.');
}

function keyCheck(status: DeskStatus | null): Check {
  if (status === null) return unknown('Key of the log', 'Not known yet.');
  if (status.keyKeeping !== 'file') return ok('Key of the log', `It is kept by the ${status.keyKeeping}.`);
  return off(
    'Key of the log',
    'It lies in a file: this desktop offers no keychain.',
    'Settings › Desktop guards it with a passphrase instead.',
  );
}

function teamCheck(status: DeskStatus | null): Check {
  const sharing = status?.sharing;
  if (!sharing || sharing.state === 'off') return off('Team', 'Nothing is shared.');
  return sharing.state === 'ok' ? ok('Team', 'Its servers answer.') : trouble('Team', sharing.why, sharing.remedy);
}

function autostartCheck({ desktop }: DeskFacts): Check {
  if (desktop === null) return unknown('Start with the session', 'Not known yet.');
  return desktop.isAutostartOn
    ? ok('Start with the session', 'Dogwatch starts when you log in.')
    : off('Start with the session', 'After a restart nothing is watched until you start it.', 'Settings › Desktop switches it on.');
}

const MARKS = { ok: 'ok', trouble: 'TROUBLE', unknown: 'not known', off: 'off' } as const;

/** For a ticket or a chat: words only. Names of feeds and what they say are in it; addresses with a login are cut. */
export function reportOf(checks: readonly Check[], version: string): string {
  const lines = checks.map(
    ({ name, state, what, remedy }) => `${MARKS[state]}: ${name}: ${[what, remedy].filter((one) => one !== '').join(' ')}`,
  );
  return [`Dogwatch ${version}`, ...lines].join('\n').replace(/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi, '$1');
}
