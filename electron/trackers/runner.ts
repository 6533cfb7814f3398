// The trackers of the settings, opened with their secrets when they are needed. What is asked of one comes one after the other, so that
// writes and looks never race, and a tracker that asked for patience is left alone until it may be asked again.
import { oneLine } from '../../shared/domain/plain-text';
import type { TrackerSettings } from '../../shared/settings/actions';
import type { SeenGuard, Told, TrackerManifest } from '../../shared/tracker';
import { refusal } from '../channels/outcome';
import { type OpenTracker, openJsonGuard, openTracker } from './open-tracker';
import { type TrackerRegistry, trackerRegistry } from './registry';

export interface TrackerRunner {
  /** Null when there is no such tracker, or nobody knows its kind. */
  manifestOf(id: string): TrackerManifest | null;
  /** Asks a saved tracker when its turn comes. Never throws. */
  use<T>(id: string, work: (tracker: OpenTracker) => Promise<Told<T>>): Promise<Told<T>>;
  /** Tries settings that need not be saved. */
  test(tracker: TrackerSettings, secrets: Readonly<Record<string, string>>): Promise<Told<string>>;
  /** Reads a guard by its address; `tracker` null: as JSON. */
  guard(url: string, tracker: string | null, path: string, wants: string): Promise<Told<SeenGuard>>;
  /** The settings changed: a wait that was asked for under the old ones is over. */
  apply(): void;
  /** Gives up what is under way. */
  stop(): Promise<void>;
}

export interface TrackerRunnerDeps {
  readonly trackers: () => readonly TrackerSettings[];
  readonly secretsOf: (tracker: TrackerSettings, manifest: TrackerManifest) => Readonly<Record<string, string>>;
  readonly now: () => number;
  readonly log: (line: string) => void;
  readonly registry?: TrackerRegistry;
}

const UNKNOWN_ADDRESS = 'Use the address that the browser shows, of a workflow, a run, a commit, a pull request or a pipeline.';

export function createTrackerRunner(deps: TrackerRunnerDeps): TrackerRunner {
  const { trackers, secretsOf, now, log, registry = trackerRegistry } = deps;
  const turns = new Map<string, Promise<unknown>>();
  const closedUntil = new Map<string, number>();
  const ending = new AbortController();
  const underWay = new Set<Promise<unknown>>();
  const opening = { now, log, signal: ending.signal };
  const find = (id: string): TrackerSettings | undefined => trackers().find((t) => t.id === id);

  function open(tracker: TrackerSettings, secrets: Readonly<Record<string, string>>): Told<OpenTracker> {
    const kind = registry.get(tracker.kind);
    if (kind) return openTracker(kind, { ...tracker.config, ...secrets }, opening);
    return refusal('config', `There is no kind of tracker named “${oneLine(tracker.kind, 40)}”.`, 'A newer version may know it.');
  }

  async function turn<T>(id: string, work: (tracker: OpenTracker) => Promise<Told<T>>): Promise<Told<T>> {
    const tracker = find(id);
    if (!tracker) return refusal('gone', `There is no tracker ${oneLine(id, 60)} any more.`, 'Choose another tracker.');
    if (!tracker.isEnabled) return refusal('config', `The tracker ${tracker.name} is switched off.`, 'Switch it on in the settings.');
    const wait = (closedUntil.get(id) ?? 0) - now();
    if (wait > 0) return refusal('rate-limited', `${tracker.name} asked us to wait.`, 'It is tried again by itself.', wait);
    const manifest = registry.get(tracker.kind)?.manifest;
    const opened = open(tracker, manifest ? secretsOf(tracker, manifest) : {});
    if (!opened.ok) return opened;
    const told = await work(opened.value);
    if (!told.ok && told.retryAfterMs !== null) closedUntil.set(id, now() + told.retryAfterMs);
    if (!told.ok) log(`tracker ${tracker.name}: ${told.kind}: ${oneLine(told.what, 300)}`);
    return told;
  }

  function tracked<T>(task: Promise<T>): Promise<T> {
    underWay.add(task);
    void task.finally(() => underWay.delete(task)).catch(() => undefined);
    return task;
  }

  function use<T>(id: string, work: (tracker: OpenTracker) => Promise<Told<T>>): Promise<Told<T>> {
    const mine = (turns.get(id) ?? Promise.resolve()).then(() => turn(id, work));
    turns.set(
      id,
      mine.catch(() => undefined),
    );
    return tracked(mine);
  }

  return {
    manifestOf: (id) => registry.get(find(id)?.kind ?? '')?.manifest ?? null,
    use,
    async test(tracker, secrets) {
      const opened = open(tracker, secrets);
      return opened.ok ? tracked(opened.value.test()) : opened;
    },
    guard: (url, tracker, path, wants) =>
      tracker === null
        ? tracked(openJsonGuard(url, path, wants, opening))
        : use(
            tracker,
            async (open) => (await open.guard(url)) ?? refusal('config', 'This tracker knows no check at that address.', UNKNOWN_ADDRESS),
          ),
    apply: () => closedUntil.clear(),
    async stop() {
      ending.abort();
      await Promise.allSettled([...underWay]);
    },
  };
}
