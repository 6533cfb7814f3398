// One engine, killed again and again at random moments of a storm from a real Alertmanager, of typing, of sending, and of its own start.
// The dice are seeded, as far as processes do the same twice.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as Y from 'yjs';
import { type Alertmanager, startAlertmanager } from '../../harness/alertmanager';
import { eventually } from '../../harness/eventually';
import { type MessageSink, startMessageSink } from '../../harness/message-sink';
import { makeStorm, randomFrom } from '../../harness/storm';
import { Station } from '../station';
import { readDiary, told } from './diary';
import { type Ledger, ledgerOf } from './ledger';
import { BEGIN } from './toil';

export interface KillOptions {
  readonly kills: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}

export interface KillReport extends Ledger {
  readonly kills: number;
  /** Kills before the engine was ready. */
  readonly unborn: number;
  /** From each kill until the next engine had opened the log and heard its feed. */
  readonly recoverMs: readonly number[];
}

interface Scene {
  readonly am: Alertmanager;
  readonly sink: MessageSink;
  readonly desk: Station;
  readonly diary: string;
}

/** Of all kills, so many hit an engine that is still starting. */
const UNBORN = 0.15;
const LIVES_MS = 1_200;
const STARTS_MS = 900;
const CALM = { limitMs: 180_000, everyMs: 200 };
const STORM = { livesMs: 24 * 3_600_000 };

export async function killEngines(options: KillOptions): Promise<KillReport> {
  const random = randomFrom(options.seed);
  const [am, sink] = await Promise.all([startAlertmanager(), startMessageSink(() => random() * 30)]);
  const folder = mkdtempSync(join(tmpdir(), 'dogwatch-kills-'));
  const diary = join(folder, 'diary');
  const desk = new Station('desk', config(am.url, sink.url), { diary });
  try {
    return await live({ am, sink, desk, diary }, options, random);
  } finally {
    await desk.kill();
    await Promise.all([am.stop(), sink.stop()]);
    desk.forget();
    rmSync(folder, { recursive: true, force: true });
  }
}

function config(source: string, sink: string): Record<string, unknown> {
  const feed = { id: 'am', kind: 'alertmanager', name: 'Main', intervalSeconds: 0.2, clearAfterSeconds: 0.5 };
  return {
    feeds: [{ ...feed, config: { urls: [source], restartGraceSeconds: 0 } }],
    channels: [{ id: 'sink', kind: 'webhook', name: 'Sink', config: { url: sink } }],
    paging: { storm: { incidents: 1000 } },
  };
}

async function live(scene: Scene, { kills, say }: KillOptions, random: () => number): Promise<KillReport> {
  const { am, desk, diary, sink } = scene;
  await am.post(makeStorm(12, STORM));
  await desk.start();
  const incident = await eventually('there is an incident', async () => (await rows(desk))[0]?.id);
  await desk.ask('start-postmortem', { incident, text: `${BEGIN}end\n` });
  await desk.kill();
  const recoverMs: number[] = [];
  let unborn = 0;
  let checked = 0;
  let diedAt = performance.now();
  for (let life = 0; life < kills; life++) {
    await weather(am, life);
    if (random() < UNBORN) {
      const start = desk.start().catch(() => undefined);
      await pause(random() * STARTS_MS);
      await desk.kill();
      await start;
      unborn++;
      continue;
    }
    await desk.start();
    await desk.tell('watching');
    recoverMs.push(performance.now() - diedAt);
    checked += await check(scene, incident, checked);
    const toil = desk.tell('toil', { diary, life, incident, channel: 'sink' }).catch((error: Error) => error.message);
    await pause(random() * LIVES_MS);
    diedAt = performance.now();
    await desk.kill();
    const end = await toil;
    if (!end.includes('ended with')) throw new Error(`the engine did not do what it was asked for: ${end}`);
    if (life % 20 === 19) say(`${life + 1} kills`);
  }
  await desk.start();
  await calm(scene);
  const text = await postmortem(desk, incident);
  await desk.stop();
  return { ...ledgerOf(desk.profile, readDiary(diary), sink.taken, text), kills, unborn, recoverMs };
}

const rows = async (desk: Station) => ((await desk.ask('subscribe', {})) as { rows: readonly { id: string; status: string }[] }).rows;

/** New alerts before each life; some of the old ones end. The first twelve, and with them the postmortem's incident, stay. */
async function weather(am: Alertmanager, life: number): Promise<void> {
  await am.post(makeStorm(3, { ...STORM, from: 12 + life * 3 }));
  if (life < 10) return;
  const old = makeStorm(3, { ...STORM, from: 12 + (life - 10) * 3 })[0];
  if (old) await am.resolve(old.labels);
}

/** Throws when something that was answered is gone. Returns how many entries were looked at. */
async function check({ desk, diary }: Scene, incident: string, from: number): Promise<number> {
  const entries = readDiary(diary).slice(from);
  const lacking = await desk.tell('lacking', told(entries, 'event'));
  const text = await postmortem(desk, incident);
  const gone = [...lacking.map((id) => `event ${id}`), ...told(entries, 'edit').filter((edit) => !text.includes(edit))];
  if (gone.length > 0) throw new Error(`gone after a kill: ${gone.slice(0, 5).join(', ')}`);
  return entries.length;
}

async function postmortem(desk: Station, incident: string): Promise<string> {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Buffer.from((await desk.ask('open-postmortem', { incident })).update, 'base64'));
  return doc.getText('text').toString();
}

/** Everything was sent, and the desk and its source say the same. */
async function calm({ am, desk }: Scene): Promise<void> {
  await eventually('everything is sent', async () => (await desk.ask('list-acts', { past: 0 })).open.length === 0, CALM);
  const services = new Set((await am.alerts()).map(({ labels: l }) => [l.alertname, l.service, l.namespace, l.cluster].join('\n')));
  const isIn = async (): Promise<boolean> => {
    const alive = (await rows(desk)).filter(({ status }) => status === 'open' || status === 'acknowledged');
    return alive.length === services.size;
  };
  await eventually('its incidents are those of the source', isIn, CALM);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
