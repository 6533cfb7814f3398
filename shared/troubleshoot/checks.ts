// "Why am I blind?": everything between a source and a person's eyes, each with a verdict, its words and what to do. Made of facts that
// the desk has already; a fact that is not known is said to be unknown, never well.
import type { DeskStatus, FeedHealth } from '../contract';
import type { MachineFacts } from '../contract/desk';
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
    readonly hasTrayHost: boolean;
    readonly notifications: { readonly route: string; readonly why: string };
  } | null;
  /** Null: not looked at yet. */
  readonly machine: MachineFacts | null;
  readonly isSoundOn: boolean | null;
  readonly isOnline: boolean;
}

const NOTIFIER_REMEDY: Readonly<Record<string, string>> = {
  linux: 'Start the notification daemon of your desktop, or install one (dunst, notification-daemon), and switch off do-not-disturb.',
  darwin: 'System Settings, Notifications, Dogwatch: allow them; switch off Focus or let Dogwatch through.',
  win32: 'Settings, System, Notifications: allow Dogwatch; switch off do-not-disturb.',
};

const CLOCK_MAY_DIFFER_SECONDS = 30;
const LEAST_FREE_MEGABYTES = 500;
const TRAY_REMEDY = 'GNOME: install the extension AppIndicator and KStatusNotifierItem Support; elsewhere add a tray to the panel.';

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
    nameCheck(facts.machine),
    ...feedChecks(facts),
    clockCheck(facts.machine),
    engineCheck(facts),
    diskCheck(facts.machine),
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
    trayCheck(facts),
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

function nameCheck(machine: MachineFacts | null): Check {
  if (machine === null) return unknown('Names of servers', 'Not looked up yet.');
  const { names, unknownNames } = machine;
  if (names === 0) return off('Names of servers', 'No feed goes by a name.');
  if (unknownNames.length === 0) return ok('Names of servers', 'This machine finds all of them.');
  const what = `This machine does not find ${unknownNames.join(', ')}.`;
  return trouble('Names of servers', what, 'Is a VPN down, or the name server (DNS) away? Is the name right in Feeds?');
}

/** One source may be wrong itself: the one that is nearest counts. */
function clockCheck(machine: MachineFacts | null): Check {
  if (machine === null) return unknown('Clock', 'Not compared yet.');
  const nearest = machine.skewsMs.toSorted((a, b) => Math.abs(a) - Math.abs(b))[0];
  if (nearest === undefined) return unknown('Clock', 'No source tells its time.');
  const seconds = Math.round(Math.abs(nearest) / 1000);
  if (seconds <= CLOCK_MAY_DIFFER_SECONDS) return ok('Clock', 'It agrees with the sources.');
  const what = `It is ${seconds} s ${nearest > 0 ? 'behind' : 'ahead of'} the sources: ages, quiet hours and silences are wrong by that.`;
  return trouble('Clock', what, 'Switch on the setting of the time by the network (NTP).');
}

function diskCheck(machine: MachineFacts | null): Check {
  if (machine === null) return unknown('Disk', 'Not looked at yet.');
  const { freeBytes } = machine;
  if (freeBytes === null) return unknown('Disk', 'This system does not say how much room there is.');
  const megabytes = Math.floor(freeBytes / 1e6);
  const what = `${megabytes >= 10_000 ? `${Math.floor(megabytes / 1000)} GB` : `${megabytes} MB`} free where the log lies.`;
  if (megabytes >= LEAST_FREE_MEGABYTES) return ok('Disk', what);
  return trouble('Disk', what, 'Make room: on a full disk nothing can be recorded, and pages may be lost.');
}

function trayCheck({ desktop }: DeskFacts): Check {
  if (desktop === null) return unknown('Tray', 'The desktop has not been asked yet.');
  if (desktop.hasTrayHost) return ok('Tray', 'This desktop shows its icon.');
  return off('Tray', 'This desktop shows no icons of a tray: how it stands is seen in the window alone.', TRAY_REMEDY);
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
