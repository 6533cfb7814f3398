// The whole app on a desktop of its own, killed again and again in a storm while somebody types notes: its shell alone, everything of it,
// and while it starts. What the window had taken and the screen had shown is held against the log in the end.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { openReader } from '../../../electron/log/open-reader';
import { watchConfig } from '../../e2e/parts/watch-config';
import { foot, incident, incidentTab, queueTab, rowOf } from '../../e2e/parts/window';
import { type Alertmanager, startAlertmanager } from '../../harness/alertmanager';
import { appCommand, launchApp, type RunningApp } from '../../harness/electron-app';
import { eventually } from '../../harness/eventually';
import { type NotificationDaemon, type Received, startNotificationDaemon, startVirtualDesktop } from '../../harness/notification-daemon';
import { startTrayHost } from '../../harness/sni-watcher';
import { makeStorm, randomFrom } from '../../harness/storm';
import { PAGED_ONCE } from '../faults/scene';
import { type Entry, readDiary, write } from './diary';
import type { KillReport } from './engine-kills';
import { ledgerOf } from './ledger';

export interface AppKillOptions {
  readonly kills: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}

export interface AppKillReport extends KillReport {
  readonly shells: number;
  readonly wholes: number;
}

interface Scene {
  readonly am: Alertmanager;
  readonly daemon: NotificationDaemon;
  readonly env: NodeJS.ProcessEnv;
  readonly profile: string;
  readonly diary: string;
  readonly config: string;
}

const UNBORN = 0.2;
const STARTS_MS = 2_500;
const LIVES_MS = 2_000;
const LONG = { timeout: 60_000 };
const STORM = { livesMs: 24 * 3_600_000 };

export async function killApps(options: AppKillOptions): Promise<AppKillReport> {
  const [am, desktop] = await Promise.all([startAlertmanager(), startVirtualDesktop({ screen: '1440x900x24' })]);
  const daemon = await startNotificationDaemon(desktop.env);
  const tray = await startTrayHost(desktop.busAddress);
  const profile = mkdtempSync(join(tmpdir(), 'dogwatch-app-kills-'));
  const config = watchConfig({ urls: [am.url], settings: { paging: PAGED_ONCE } });
  try {
    return await live({ am, daemon, env: desktop.env, profile, config, diary: `${profile}.diary` }, options);
  } finally {
    for (const { stop } of [tray, daemon, desktop, am]) await stop();
    for (const path of [profile, `${profile}.diary`, `${profile}.config`]) rmSync(path, { recursive: true, force: true });
  }
}

async function live(scene: Scene, { kills, seed, say }: AppKillOptions): Promise<AppKillReport> {
  const random = randomFrom(seed);
  const recoverMs: number[] = [];
  const count = { unborn: 0, shells: 0, wholes: 0 };
  await scene.am.post(makeStorm(4, STORM));
  await (await opened(scene)).close();
  let diedAt = performance.now();
  for (let life = 0; life < kills; life++) {
    await scene.am.post(makeStorm(2, { ...STORM, from: 4 + life * 2 }));
    if (random() < UNBORN) {
      await killStarting(scene, random() * STARTS_MS);
      count.unborn++;
      continue;
    }
    const console = await opened(scene);
    recoverMs.push(performance.now() - diedAt);
    const typing = type(console.window, scene.diary, life).catch(() => undefined);
    await pause(random() * LIVES_MS);
    diedAt = performance.now();
    if (random() < 0.6) {
      count.shells++;
      await console.kill();
    } else {
      count.wholes++;
      killAll(console.pid);
      await console.kill();
    }
    await typing;
    if (life % 10 === 9) say(`${life + 1} kills`);
  }
  await calm(scene);
  return { ...judge(scene), ...count, kills, recoverMs };
}

/** Resolves once it watches. */
async function opened({ profile, config, env }: Scene): Promise<RunningApp> {
  const console = await launchApp({ profile, config, env });
  await foot(console.window)
    .getByRole('button', { name: /^Watching 1 feed/ })
    .waitFor(LONG);
  return console;
}

/** Types notes to INC-1 for as long as the window is there. The diary gets those that the window has taken. */
async function type(window: Page, diary: string, life: number): Promise<never> {
  await rowOf(window, 1).click();
  await incidentTab(window, 'Notes').click();
  const note = incident(window, 1).getByRole('textbox', { name: 'New note' });
  for (let n = 0; ; n++) {
    const text = `${life}:${n};`;
    await note.fill(text);
    await note.press('Control+Enter');
    await eventually('the note is taken', async () => (await note.inputValue({ timeout: 1_000 })) === '', { everyMs: 5 });
    write(diary, ['note', text]);
  }
}

async function killStarting({ profile, config, env }: Scene, afterMs: number): Promise<void> {
  const { file, args } = appCommand(profile, config);
  const child = spawn(file, args, { env, stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await pause(afterMs);
  killAll(child.pid ?? -1);
  child.kill('SIGKILL');
  await ended;
}

/** A process and all that it started, the youngest first. */
function killAll(pid: number): void {
  for (const child of childrenOf(pid)) killAll(child);
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended with its parent.
  }
}

function childrenOf(pid: number): readonly number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    );
  } catch {
    return [];
  }
}

/** Everything that fires is in the queue. */
async function calm(scene: Scene): Promise<void> {
  const console = await opened(scene);
  const services = new Set((await scene.am.alerts()).map(({ labels: l }) => [l.alertname, l.service, l.namespace, l.cluster].join('\n')));
  const isIn = async () => Number(/\d+/.exec((await queueTab(console.window, 'Open').textContent()) ?? '')?.[0]) === services.size;
  await eventually('its incidents are those of the source', isIn, { limitMs: 60_000 });
  await pause(2_000);
  await console.close();
}

function judge({ profile, diary, daemon }: Scene) {
  const key = readFileSync(join(profile, 'log.key'), 'utf8').trim();
  return ledgerOf(profile, [...readDiary(diary), ...shownPages(profile, key, daemon.received)], [], '', key);
}

/**
 * What the screen showed, each with the number of the last event that was written by then. One that replaces another is no new page. A
 * digest names no incident: it is the last that was asked for.
 */
function shownPages(profile: string, key: string, received: readonly Received[]): readonly Entry[] {
  const reader = openReader(join(profile, 'log.db'), key);
  const events = [...reader.events(0, 5_000)].flat();
  const pageOf = new Map<string, string>();
  for (const event of events)
    if (event.kind === 'page.requested')
      for (const id of event.data.incidents) pageOf.set(`INC-${reader.row(id)?.number}`, event.data.page);
  reader.close();
  return received.flatMap(({ at, body, replaces }) => {
    const before = events.filter((event) => event.at <= at);
    const digest = before.findLast((event) => event.kind === 'page.requested' && event.data.page.startsWith('digest:'));
    const incident = /INC-\d+/.exec(body)?.[0];
    const page = incident === undefined ? digest?.kind === 'page.requested' && digest.data.page : pageOf.get(incident);
    return !page || replaces !== 0 ? [] : [['page', page, before.at(-1)?.seq ?? 0] as const];
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
