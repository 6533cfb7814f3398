// The flight recorder: keeps what a source said of an alert at its trigger and takes the configured snapshots, beside everything else and
// within bounds. What could not be taken is told; nothing waits for it.
import type { AlertData } from '../../shared/domain/alert';
import type { LeftOut, RecordedBody, Recording } from '../../shared/domain/recording';
import { cutBytes, lately, roomFor, snapshotsFor, valuesOf } from '../../shared/rules/recorder';
import type { SnapshotSettings } from '../../shared/settings/recorder';
import { msg } from '../../shared/words/words';
import { manifestOf } from '../feeds/registry';
import type { ReadLog } from '../log/store';
import type { EngineDeps } from './engine-seams';
import { done, type Handlers, refuse } from './gate';
import type { RecorderDoor, Trigger } from './recorder-door';
import { secretNames } from './secret-names';
import { failedTaking, type SnapshotFeed, type Taken, takeSnapshot } from './take-snapshot';

/** Payloads over all incidents: looking for a row takes some ms. */
const PAYLOADS_PER_MINUTE = 60;
/** A page this soon after the last snapshots of its incident takes none again. */
const AGAIN_MS = 60_000;
const CUT_SHORT = 'The console ended before the answer came.';

/** Made by the first trigger or the first look. */
export function makeRecorderRoom(deps: EngineDeps): { recorder: Recorder; calls: RecorderDoor['calls'] } {
  const recorder = new Recorder(deps);
  return { recorder, calls: recorder.calls };
}

export class Recorder {
  private readonly deps: EngineDeps;
  private readonly running = new Map<string, Promise<void>>();
  private readonly ending = new AbortController();
  private payloadTimes: readonly number[] = [];
  private snapshotTimes: readonly number[] = [];
  private queue: Promise<void> = Promise.resolve();

  constructor(deps: EngineDeps) {
    this.deps = deps;
  }

  /** Returns at once; one trigger after the other is worked off between other things. */
  take(triggers: readonly Trigger[]): void {
    for (const trigger of triggers) {
      this.queue = this.queue.then(() => this.one(trigger)).catch((error: unknown) => this.failed(error));
    }
  }

  async stop(): Promise<void> {
    this.ending.abort();
    await this.queue;
    await Promise.all(this.running.values());
  }

  private failed(error: unknown): void {
    this.deps.journal(`the flight recorder could not keep something: ${error instanceof Error ? error.message : String(error)}`);
  }

  private async one(trigger: Trigger): Promise<void> {
    if (this.ending.signal.aborted) return;
    const { log, now } = this.deps;
    const { perIncident } = this.deps.book.settings.recorder;
    const before = log.recordings.of(trigger.incident);
    const payloads = before.filter((one) => one.what === 'payload').length;
    if (trigger.hasPayload) await this.keepPayloads(trigger, roomFor(trigger.alerts.length, payloads, perIncident));
    const last = before.findLast((one) => one.what !== 'payload');
    const isAgain = !trigger.hasPayload && last !== undefined && now() - last.askedAt < AGAIN_MS;
    if (trigger.isBeginning && !isAgain) this.begin(trigger, before.length - payloads);
  }

  private async keepPayloads(trigger: Trigger, room: number): Promise<void> {
    const { now, log } = this.deps;
    this.payloadTimes = lately(this.payloadTimes, now());
    const count = roomFor(room, this.payloadTimes.length, PAYLOADS_PER_MINUTE);
    const left = trigger.alerts.length - count;
    if (left > 0) log.recordings.leaveOut(trigger.incident, { payloads: left, snapshots: 0 });
    for (const alert of trigger.alerts.slice(0, count)) {
      if (this.ending.signal.aborted) return;
      this.payloadTimes = [...this.payloadTimes, now()];
      this.keepPayload(trigger, alert);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  private keepPayload({ incident, feed, heard }: Trigger, alert: AlertData): void {
    const at = this.deps.now();
    const found = heard?.rowOf(alert.key) ?? {
      ok: false as const,
      why: msg`What the source answered was not at hand; this is what was read of it.`,
    };
    const bytes = Buffer.from(JSON.stringify(found.ok ? found.row : alert, null, 2));
    const { kept, isCut } = cutBytes(bytes);
    const about = { incident, what: 'payload' as const, name: alert.name, source: this.feedName(feed), alert: alert.key };
    const how = { state: 'kept' as const, status: null, bytes: bytes.length, isCut, why: found.ok ? '' : found.why, remedy: '' };
    const recording = { id: this.deps.newId(), ...about, askedAt: at, answeredAt: at, ...how };
    this.deps.log.recordings.put(recording, { text: Buffer.from(kept).toString('utf8'), series: null });
  }

  private begin(trigger: Trigger, taken: number): void {
    const { book, log, now } = this.deps;
    const { recorder } = book.settings;
    const wanted = new Map<string, { snapshot: SnapshotSettings; alert: AlertData }>();
    for (const alert of trigger.alerts)
      for (const snapshot of snapshotsFor(recorder, alert)) if (!wanted.has(snapshot.name)) wanted.set(snapshot.name, { snapshot, alert });
    this.snapshotTimes = lately(this.snapshotTimes, now());
    const room = roomFor(wanted.size, taken, recorder.perIncident);
    const count = roomFor(room, this.snapshotTimes.length, recorder.perMinute);
    if (wanted.size > count) log.recordings.leaveOut(trigger.incident, { payloads: 0, snapshots: wanted.size - count });
    for (const { snapshot, alert } of [...wanted.values()].slice(0, count)) {
      this.snapshotTimes = [...this.snapshotTimes, now()];
      const asked = this.asked(snapshot, alert, trigger.incident);
      log.recordings.put(asked, null);
      const running = this.taking(snapshot, alert)
        .then(({ outcome, body }) => log.recordings.put({ ...asked, ...outcome, answeredAt: this.answeredAt(outcome) }, body))
        .catch((error: unknown) => this.failed(error))
        .finally(() => this.running.delete(asked.id));
      this.running.set(asked.id, running);
    }
  }

  private answeredAt({ state, status }: Taken['outcome']): number | null {
    return state === 'kept' || status !== null ? this.deps.now() : null;
  }

  private asked(snapshot: SnapshotSettings, alert: Pick<AlertData, 'key'>, incident: string): Recording {
    const source = snapshot.kind === 'http' ? snapshot.url.replace(/[?#].*$/, '') : this.feedName(snapshot.feed);
    const about = { id: this.deps.newId(), incident, what: snapshot.kind, name: snapshot.name, source, alert: alert.key };
    const how = { state: 'taking' as const, status: null, bytes: 0, isCut: false, why: '', remedy: '' };
    return { ...about, askedAt: this.deps.now(), answeredAt: null, ...how };
  }

  private taking(snapshot: SnapshotSettings, alert: Pick<AlertData, 'labels' | 'name'>): Promise<Taken> {
    const { book, now } = this.deps;
    const timeoutMs = (): number => book.settings.recorder.timeoutSeconds * 1000;
    if (this.ending.signal.aborted) return Promise.resolve(failedTaking(CUT_SHORT, ''));
    return takeSnapshot({ now, timeoutMs, feedOf: (id) => this.feedOf(id) }, snapshot, valuesOf(alert), this.ending.signal);
  }

  private feedName(id: string): string {
    return this.deps.book.settings.feeds.find((feed) => feed.id === id)?.name ?? id;
  }

  private feedOf(id: string): SnapshotFeed | undefined {
    const { book } = this.deps;
    const feed = book.settings.feeds.find((one) => one.id === id);
    if (!feed) return undefined;
    const secrets = book.secretsOf(feed, secretNames(manifestOf(feed.kind)));
    return { name: feed.name, config: { ...feed.config, ...secrets }, secrets: Object.values(secrets) };
  }

  /** What an earlier run began and did not end never will. */
  private seen(recording: Recording): Recording {
    if (recording.state !== 'taking' || this.running.has(recording.id)) return recording;
    return { ...recording, state: 'failed', why: CUT_SHORT, remedy: '' };
  }

  readonly calls: Pick<Handlers, 'list-recordings' | 'read-recording' | 'try-snapshot'> = {
    'list-recordings': ({ incident }) => {
      const { log } = this.deps;
      const all = withAbsorbed(log, incident);
      const kept = all.flatMap((id) => log.recordings.of(id)).sort((a, b) => a.askedAt - b.askedAt);
      const left = all.map((id) => log.recordings.left(id));
      const sum = (what: keyof LeftOut): number => left.reduce((count, one) => count + one[what], 0);
      return done({ recordings: kept.map((one) => this.seen(one)), left: { payloads: sum('payloads'), snapshots: sum('snapshots') } });
    },
    'read-recording': ({ incident, id }) => {
      const body: RecordedBody | null = this.deps.log.recordings.body(incident, id);
      return body ? done(body) : refuse('Nothing is kept of this.', 'Its line tells why.');
    },
    'try-snapshot': async ({ snapshot, labels }) => {
      const alert = { key: '', name: labels.alertname ?? 'Trial', labels };
      const asked = this.asked(snapshot, alert, '');
      const { outcome, body } = await this.taking(snapshot, alert);
      return done({ recording: { ...asked, ...outcome, answeredAt: this.answeredAt(outcome) }, body });
    },
  };
}

/** The incident and what was merged into it, however far back. */
function withAbsorbed(log: ReadLog, incident: string): readonly string[] {
  const found = new Set([incident]);
  for (const id of found)
    for (const event of log.ofKinds(id, ['incident.absorbed'])) if (event.kind === 'incident.absorbed') found.add(event.data.from);
  return [...found];
}
