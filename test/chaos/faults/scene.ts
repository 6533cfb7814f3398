// What a fault happens to: a desk in a process of its own, which watches a real Alertmanager through a wire, and everything it ever told.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeskStatus } from '../../../shared/contract';
import type { IncidentRow } from '../../../shared/domain/incident';
import { type Alertmanager, startAlertmanager } from '../../harness/alertmanager';
import { eventually } from '../../harness/eventually';
import { type WireCutter, wireCutter } from '../../harness/wire-cutter';
import { type Entry, readDiary, write } from '../kills/diary';
import { ledgerOf } from '../kills/ledger';
import { Station } from '../station';
import type { Attempt } from './fault';

const LONG = { limitMs: 90_000, everyMs: 50 };
const NEVER = { everyMinutes: 0, times: 0 };

/** Each incident pages by itself and once: a second page is one too many. */
export const PAGED_ONCE = { storm: { incidents: 1000 }, repeat: { sev1: NEVER, sev2: NEVER, sev3: NEVER } };

export interface SceneOptions {
  /** Address of the feed, given where the wire ends. */
  readonly address?: (port: number) => string;
  /** More top-level keys of the settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

export class Scene {
  readonly am: Alertmanager;
  readonly wire: WireCutter;
  readonly desk: Station;
  readonly config: Record<string, unknown>;
  private readonly folder: string;
  private readonly posted: string[] = [];
  private written = 0;

  private constructor(am: Alertmanager, wire: WireCutter, { address, settings }: SceneOptions) {
    this.am = am;
    this.wire = wire;
    this.folder = mkdtempSync(join(tmpdir(), 'dogwatch-fault-'));
    const url = address?.(wire.port) ?? `http://127.0.0.1:${wire.port}`;
    const feed = { id: 'am', kind: 'alertmanager', name: 'Main', intervalSeconds: 0.3, clearAfterSeconds: 0.3, failAfterSeconds: 120 };
    this.config = {
      feeds: [{ ...feed, config: { urls: [url], restartGraceSeconds: 0, timeoutSeconds: 2 } }],
      paging: PAGED_ONCE,
      ...settings,
    };
    this.desk = new Station('desk', this.config, { diary: this.diary });
  }

  /** Runs `act` with a scene, started or not, and ends all of it. */
  static async with<T>(act: (scene: Scene) => Promise<T>, options: SceneOptions = {}): Promise<T> {
    const am = await startAlertmanager();
    const wire = await wireCutter(am.port);
    const scene = new Scene(am, wire, options);
    try {
      return await act(scene);
    } finally {
      await scene.desk.kill();
      await Promise.all([am.stop(), wire.stop()]);
      scene.desk.forget();
      rmSync(scene.folder, { recursive: true, force: true });
    }
  }

  get diary(): string {
    return join(this.folder, 'diary');
  }

  async start(): Promise<void> {
    await this.desk.start();
    await this.desk.tell('watching');
  }

  /** All that the desk told the world so far. */
  told(): readonly Entry[] {
    return readDiary(this.diary);
  }

  /** From now on it is held to these alone. */
  remember(entries: readonly Entry[]): void {
    writeFileSync(this.diary, '');
    for (const entry of entries) write(this.diary, entry);
  }

  /** So many notes, each a commit. */
  async writes(count: number): Promise<void> {
    const ids = (await this.rows()).map(({ id }) => id);
    await this.desk.tell('note', { ids, from: this.written, count });
    this.written += count;
  }

  private async rows(): Promise<readonly IncidentRow[]> {
    return ((await this.desk.ask('subscribe', {})) as { rows: readonly IncidentRow[] }).rows;
  }

  /** Resolves when the rules held back the page of this alert. */
  async held(name: string): Promise<void> {
    await eventually(`${name} is held back`, async () => {
      const row = (await this.rows()).find(({ title }) => title === name);
      return row?.paging.lastOutcome === 'withheld';
    });
  }

  /** Critical ones, each an incident of its own. */
  async alert(...names: readonly string[]): Promise<void> {
    this.posted.push(...names);
    await this.am.post(names.map((alertname) => ({ labels: { alertname, service: alertname, severity: 'critical' } })));
  }

  /** Resolves when this life of the engine has paged each of them, alone or in a digest. */
  async paged(...names: readonly string[]): Promise<void> {
    const isDone = async (): Promise<boolean> => {
      const [pages, rows] = await Promise.all([this.desk.tell('pages'), this.rows()]);
      const idOf = (name: string): string | undefined => rows.find(({ title }) => title === name)?.id;
      return names.every((name) => pages.some(({ incidents }) => incidents.includes(idOf(name) ?? '')));
    };
    await eventually(`${names} page`, isDone, LONG);
  }

  async status(what: string, isSo: (status: DeskStatus) => boolean): Promise<void> {
    await eventually(
      what,
      async () => {
        const status = await this.desk.tell('status');
        return status && isSo(status);
      },
      LONG,
    );
  }

  blind(): Promise<void> {
    return this.status('it is blind', ({ state }) => state === 'blind');
  }

  sees(): Promise<void> {
    return this.status('it sees', ({ state }) => state !== 'blind');
  }

  /** Stops the desk and holds its log against all that was posted and told: every alert one incident, each paged in one page. */
  async account(recoverMs: number): Promise<Attempt> {
    await this.desk.stop();
    const { lost, duplicated, log } = ledgerOf(this.desk.profile, this.told(), [], '');
    const opened = log.flatMap((e) => (e.kind === 'incident.opened' ? [{ id: e.incident ?? '', title: e.data.title }] : []));
    const paged = log.flatMap((e) => (e.kind === 'page.requested' ? e.data.incidents : []));
    const count = (list: readonly string[], one: string): number => list.filter((other) => other === one).length;
    const of = (name: string): readonly string[] => opened.filter(({ title }) => title === name).map(({ id }) => id);
    return {
      lost: [
        ...lost,
        ...this.posted.filter((name) => of(name).length === 0).map((name) => `alert ${name}`),
        ...this.posted.filter((name) => of(name).some((id) => count(paged, id) === 0)).map((name) => `page of ${name}`),
      ],
      duplicated: [
        ...duplicated,
        ...this.posted.filter((name) => of(name).length > 1).map((name) => `incident of ${name}`),
        ...opened.filter(({ id }) => count(paged, id) > 1).map(({ title }) => `page of ${title}`),
      ],
      recoverMs,
    };
  }
}

/** How long `act` takes, ms. */
export async function timed(act: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await act();
  return performance.now() - from;
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
