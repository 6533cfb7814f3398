// Publishes by the places of the settings, and does what all kinds share: secrets from the vault, a way out by HTTP, a time limit,
// secrets struck out of every word that comes back.
import { join } from 'node:path';
import type { PublishTarget } from '../../shared/settings/publish';
import { msg } from '../../shared/words/words';
import { connectionOf } from '../feeds/connection';
import { createHttpClient } from '../feeds/http';
import { createRedactor } from '../feeds/redact';
import { type PublishInput, type PublishOutcome, refusedBy } from './place';
import { type AnyPlaceKind, placeKinds } from './place-kinds';
import type { PlaceContext, Publisher } from './publishers';

export interface PublishRunnerDeps {
  readonly targets: () => readonly PublishTarget[];
  /** The saved secrets of a place by field name. */
  readonly secretsOf: (target: PublishTarget, names: readonly string[]) => Readonly<Record<string, string>>;
  readonly workDir: string;
  readonly author: () => string;
  readonly now: () => number;
}

export interface PublishRunner {
  /** What can be done at once and offline; null: nothing. Never throws. */
  prepare(target: string, input: PublishInput): Promise<PublishOutcome | null>;
  /** Never throws. */
  publish(target: string, input: PublishInput): Promise<PublishOutcome>;
  /** Who can read there; null: there is no such place, or its settings are not right. */
  readersOf(target: string): string | null;
  /** Gives up what is under way. */
  stop(): void;
}

const LIMIT_MS = 300_000;

export function createPublishRunner(deps: PublishRunnerDeps): PublishRunner {
  const ending = new AbortController();
  return {
    prepare: (target, input) =>
      withPlace(deps, ending.signal, target, (by, context, config) => by.prepare?.(context, config, input) ?? Promise.resolve(null)),
    publish: async (target, input) => {
      const outcome = await withPlace(deps, ending.signal, target, (by, context, config) => by.publish(context, config, input));
      return outcome ?? refusedBy('Nothing was published.', '');
    },
    readersOf(target) {
      const opened = openPlace(deps, target);
      return opened.ok ? opened.kind.readersOf(opened.config) : null;
    },
    stop: () => ending.abort(),
  };
}

type OpenedPlace =
  | { readonly ok: true; readonly kind: AnyPlaceKind; readonly config: unknown; readonly secrets: readonly string[] }
  | { readonly ok: false; readonly outcome: PublishOutcome };

function openPlace({ targets, secretsOf }: PublishRunnerDeps, id: string): OpenedPlace {
  const target = targets().find((one) => one.id === id);
  const kind = target && placeKinds.get(target.kind);
  if (!target || !kind)
    return { ok: false, outcome: refusedBy('This place is not in the settings any more.', 'Choose another, or add it again.') };
  const names = kind.manifest.fields.filter((field) => field.type === 'secret').map((field) => field.name);
  const secrets = secretsOf(target, names);
  const parsed = kind.parseConfig({ ...target.config, ...secrets });
  if (parsed.ok) return { ok: true, kind, config: parsed.config, secrets: Object.values(secrets) };
  const words = parsed.errors.map(({ path, message }) => `${path || 'settings'}: ${message}`).join('; ');
  return { ok: false, outcome: refusedBy(`The settings of ${target.name} are not right. ${words}`, 'Edit the place in the settings.') };
}

async function withPlace(
  deps: PublishRunnerDeps,
  ending: AbortSignal,
  id: string,
  work: (by: Publisher<unknown>, context: PlaceContext, config: unknown) => Promise<PublishOutcome | null>,
): Promise<PublishOutcome | null> {
  const opened = openPlace(deps, id);
  if (!opened.ok) return opened.outcome;
  const redact = createRedactor(opened.secrets, []);
  const signal = AbortSignal.any([ending, AbortSignal.timeout(LIMIT_MS)]);
  const client = createHttpClient(connectionOf({}));
  const context: PlaceContext = {
    ask: (request) => client.request(request, signal),
    signal,
    workDir: join(deps.workDir, id),
    author: deps.author(),
    now: deps.now,
  };
  try {
    const { publishers } = await import('./publishers');
    const by = publishers.get(opened.kind.manifest.kind);
    if (!by) throw new Error(`nobody publishes to ${opened.kind.manifest.kind}`);
    const outcome = await work(by, context, opened.config);
    return outcome === null || outcome.ok ? outcome : { ...outcome, what: redact(outcome.what), remedy: redact(outcome.remedy) };
  } catch (error) {
    const what = msg`It broke on the way: ${redact(error instanceof Error ? error.message : String(error))}`;
    return refusedBy(what, 'Try it again; please report it if it stays.', 'maybe-done');
  } finally {
    await client.close();
  }
}
