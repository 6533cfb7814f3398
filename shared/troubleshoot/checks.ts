// "Why am I blind?": everything between a source and a person's eyes, each with a verdict, its words and what to do. Made of facts that
// the desk has already; a fact that is not known is said to be unknown, never well.
import type { DeskStatus, FeedHealth } from '../contract';
import type { MachineFacts } from '../contract/desk';
import { NOT_TRIED } from '../domain/not-tried';
import { msg } from '../words/words';

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
  linux: msg`Start the notification daemon of your desktop, or install one (dunst, notification-daemon), and switch off do-not-disturb.`,
  darwin: msg`System Settings, Notifications, Dogwatch: allow them; switch off Focus or let Dogwatch through.`,
  win32: msg`Settings, System, Notifications: allow Dogwatch; switch off do-not-disturb.`,
};

const CLOCK_MAY_DIFFER_SECONDS = 30;
const LEAST_FREE_MEGABYTES = 500;
const TRAY_REMEDY = msg`GNOME: install the extension AppIndicator and KStatusNotifierItem Support; elsewhere add a tray to the panel.`;

/** The checks between the desk and a person’s eyes and ears. */
export const PAGE_CHECKS: readonly string[] = [msg`Engine`, msg`Desk`, msg`Notifications`, msg`Paging`, msg`Sound`];

const ok = (name: string, what: string): Check => ({ name, state: 'ok', what, remedy: '' });
const trouble = (name: string, what: string, remedy: string): Check => ({ name, state: 'trouble', what, remedy });
const unknown = (name: string, what: string): Check => ({ name, state: 'unknown', what, remedy: '' });
const off = (name: string, what: string, remedy = ''): Check => ({ name, state: 'off', what, remedy });

/** In the order in which an alert travels: network, feeds, engine, desk, screen, sound, then what keeps all of it going. */
export function checksOf(facts: DeskFacts): Check[] {
  const { status } = facts;
  return [
    facts.isOnline
      ? ok(msg`Network`, msg`This machine has a network.`)
      : trouble(msg`Network`, msg`This machine has no network.`, msg`Connect it; each feed asks again within seconds.`),
    nameCheck(facts.machine),
    ...feedChecks(facts),
    clockCheck(facts.machine),
    engineCheck(facts),
    diskCheck(facts.machine),
    ...otherBlindness(facts),
    notificationCheck(facts),
    pausedCheck(status),
    facts.isSoundOn === null
      ? unknown(msg`Sound`, msg`Not known yet.`)
      : facts.isSoundOn
        ? ok(msg`Sound`, msg`It is switched on; a test page lets you hear it.`)
        : off(msg`Sound`, msg`Pages make no sound.`, msg`Settings › Paging switches it on.`),
    proofCheck(status),
    keyCheck(status),
    teamCheck(status),
    trayCheck(facts),
    autostartCheck(facts),
  ];
}

function feedChecks({ feeds, status }: DeskFacts): Check[] {
  if (status?.isDemo === true)
    return [trouble(msg`Feeds`, msg`Only the demo is watched; its alerts are invented.`, msg`Add a feed of your own.`)];
  if (feeds.length === 0) return [trouble(msg`Feeds`, msg`There is none.`, msg`Add one, or import from another tool.`)];
  return feeds.map((feed) => {
    const name = msg`Feed ${feed.name}`;
    if (feed.state === 'off' || !feed.isEnabled) return off(name, msg`It is switched off.`, msg`Feeds switches it on.`);
    if (feed.state === 'blind') return trouble(name, feed.why, feed.remedy);
    if (feed.state === 'starting') return unknown(name, feed.why || msg`It has not answered yet.`);
    if (feed.state === 'partial') return trouble(name, feed.why, feed.remedy);
    return ok(name, feed.why || msg`It answers.`);
  });
}

function nameCheck(machine: MachineFacts | null): Check {
  if (machine === null) return unknown(msg`Names of servers`, msg`Not looked up yet.`);
  const { names, unknownNames } = machine;
  if (names === 0) return off(msg`Names of servers`, msg`No feed goes by a name.`);
  if (unknownNames.length === 0) return ok(msg`Names of servers`, msg`This machine finds all of them.`);
  const what = msg`This machine does not find ${unknownNames.join(', ')}.`;
  return trouble(msg`Names of servers`, what, msg`Is a VPN down, or the name server (DNS) away? Is the name right in Feeds?`);
}

/** One source may be wrong itself: the one that is nearest counts. */
function clockCheck(machine: MachineFacts | null): Check {
  if (machine === null) return unknown(msg`Clock`, msg`Not compared yet.`);
  const nearest = machine.skewsMs.toSorted((a, b) => Math.abs(a) - Math.abs(b))[0];
  if (nearest === undefined) return unknown(msg`Clock`, msg`No source tells its time.`);
  const seconds = Math.round(Math.abs(nearest) / 1000);
  if (seconds <= CLOCK_MAY_DIFFER_SECONDS) return ok(msg`Clock`, msg`It agrees with the sources.`);
  const what =
    nearest > 0
      ? msg`It is ${seconds} s behind the sources: ages, quiet hours and silences are wrong by that.`
      : msg`It is ${seconds} s ahead of the sources: ages, quiet hours and silences are wrong by that.`;
  return trouble(msg`Clock`, what, msg`Switch on the setting of the time by the network (NTP).`);
}

function diskCheck(machine: MachineFacts | null): Check {
  if (machine === null) return unknown(msg`Disk`, msg`Not looked at yet.`);
  const { freeBytes } = machine;
  if (freeBytes === null) return unknown(msg`Disk`, msg`This system does not say how much room there is.`);
  const megabytes = Math.floor(freeBytes / 1e6);
  const room = `${megabytes >= 10_000 ? `${Math.floor(megabytes / 1000)} GB` : `${megabytes} MB`}`;
  const what = msg`${room} free where the log lies.`;
  if (megabytes >= LEAST_FREE_MEGABYTES) return ok(msg`Disk`, what);
  return trouble(msg`Disk`, what, msg`Make room: on a full disk nothing can be recorded, and pages may be lost.`);
}

function trayCheck({ desktop }: DeskFacts): Check {
  if (desktop === null) return unknown(msg`Tray`, msg`The desktop has not been asked yet.`);
  if (desktop.hasTrayHost) return ok(msg`Tray`, msg`This desktop shows its icon.`);
  return off(msg`Tray`, msg`This desktop shows no icons of a tray: how it stands is seen in the window alone.`, TRAY_REMEDY);
}

function engineCheck({ engine: { connection, why } }: DeskFacts): Check {
  if (connection === 'live') return ok(msg`Engine`, msg`It answers.`);
  if (connection === 'connecting') return unknown(msg`Engine`, msg`It has not answered yet.`);
  return trouble(msg`Engine`, msg`It is down. ${why}`.trim(), msg`It is started again by itself; if it stays down, restart Dogwatch.`);
}

/** Reasons of the desk that no other line here tells: the disk, the log, the tray. */
function otherBlindness({ status, feeds, desktop }: DeskFacts): Check[] {
  const told = new Set([...feeds.map((feed) => `${feed.name}: ${feed.why}`), desktop?.notifications.why, msg`No feed is connected.`]);
  return (status?.blindWhy ?? []).filter((why) => !told.has(why)).map((why) => trouble(msg`Desk`, why, ''));
}

function notificationCheck({ desktop }: DeskFacts): Check {
  if (desktop === null) return unknown(msg`Notifications`, msg`The desktop has not been asked yet.`);
  const { why, route } = desktop.notifications;
  if (why === NOT_TRIED) return unknown(msg`Notifications`, msg`Not tried yet: send a test page.`);
  if (why !== '') return trouble(msg`Notifications`, why, NOTIFIER_REMEDY[desktop.platform] ?? msg`Allow notifications of Dogwatch.`);
  return ok(msg`Notifications`, msg`Shown by ${route}.`);
}

function pausedCheck(status: DeskStatus | null): Check {
  if (status === null) return unknown(msg`Paging`, msg`Not known yet.`);
  return status.pausedUntil === null
    ? ok(msg`Paging`, msg`It is not paused.`)
    : trouble(msg`Paging`, msg`It is paused.`, msg`Go on with it from the tray or the palette.`);
}

function proofCheck(status: DeskStatus | null): Check {
  const proof = status?.proof;
  if (!proof) return off(msg`Proof of detection`, msg`No feed is proved by a canary.`, msg`Feeds: give one a canary, or prove it by hand.`);
  if (proof.failed.length > 0)
    return trouble(msg`Proof of detection`, msg`It failed at ${proof.failed.join(', ')}.`, msg`Feeds shows at which step.`);
  return proof.at === null
    ? unknown(msg`Proof of detection`, msg`Not proved yet.`)
    : ok(msg`Proof of detection`, msg`The way to the screen was proved.`);
}

function keyCheck(status: DeskStatus | null): Check {
  if (status === null) return unknown(msg`Key of the log`, msg`Not known yet.`);
  if (status.keyKeeping !== 'file') return ok(msg`Key of the log`, msg`It is kept by the ${status.keyKeeping}.`);
  return off(
    msg`Key of the log`,
    msg`It lies in a file: this desktop offers no keychain.`,
    msg`Settings › Desktop guards it with a passphrase instead.`,
  );
}

function teamCheck(status: DeskStatus | null): Check {
  const sharing = status?.sharing;
  if (!sharing || sharing.state === 'off') return off(msg`Team`, msg`Nothing is shared.`);
  return sharing.state === 'ok' ? ok(msg`Team`, msg`Its servers answer.`) : trouble(msg`Team`, sharing.why, sharing.remedy);
}

function autostartCheck({ desktop }: DeskFacts): Check {
  if (desktop === null) return unknown(msg`Start with the session`, msg`Not known yet.`);
  return desktop.isAutostartOn
    ? ok(msg`Start with the session`, msg`Dogwatch starts when you log in.`)
    : off(
        msg`Start with the session`,
        msg`After a restart nothing is watched until you start it.`,
        msg`Settings › Desktop switches it on.`,
      );
}

const MARKS = { ok: 'ok', trouble: 'TROUBLE', unknown: msg`not known`, off: 'off' } as const;

/** For a ticket or a chat: words only. Names of feeds and what they say are in it; addresses with a login are cut. */
export function reportOf(checks: readonly Check[], version: string): string {
  const lines = checks.map(
    ({ name, state, what, remedy }) => `${MARKS[state]}: ${name}: ${[what, remedy].filter((one) => one !== '').join(' ')}`,
  );
  return [msg`Dogwatch ${version}`, ...lines].join('\n').replace(/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi, '$1');
}
