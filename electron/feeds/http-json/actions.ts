// What a person can do at a source by its preset: the calls of the action for each alert, then a look whether it took.
import type { ActionResult, FeedActions, FeedContext, NoteArgs, Target } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { ask, requestOf } from './ask';
import type { PresetConfig } from './config';
import { evaluateOn } from './pages';
import type { ActionName, PresetAction } from './preset';
import type { ReadPreset } from './read-preset';
import type { Values } from './template';

interface Given extends Partial<Pick<NoteArgs, 'author' | 'comment'>> {
  readonly targets: readonly Target[];
  readonly until?: number;
  readonly startsAt?: number;
  readonly endsAt?: number;
}

const MOST_AT_ONCE = 100;
const iso = (ms: number | undefined): string => (ms === undefined ? '' : new Date(ms).toISOString());

function valuesOf(ctx: FeedContext, config: PresetConfig, target: Target, given: Given): Values {
  const { author = '', comment = '', until, startsAt, endsAt } = given;
  const labels = Object.entries(target.labels).map(([name, value]) => [`label${name.slice(0, 1).toUpperCase()}${name.slice(1)}`, value]);
  return {
    ...Object.fromEntries(labels),
    ...config.values,
    ...{ key: target.key, author, comment, at: String(ctx.now()), startsAt: iso(startsAt), endsAt: iso(endsAt) },
    ...{ until: iso(until), untilMs: String(until ?? ''), untilSeconds: until === undefined ? '' : String(Math.ceil(until / 1000)) },
    minutes: until === undefined ? '' : String(Math.max(1, Math.ceil((until - ctx.now()) / 60_000))),
  };
}

/** Whether the source says that it is done; without a `readBack` nobody looked. */
async function isDone(
  ctx: FeedContext,
  read: ReadPreset,
  config: PresetConfig,
  name: ActionName,
  action: PresetAction,
  values: Values,
): Promise<boolean> {
  if (!action.readBack) return false;
  const asked = await ask(ctx, read.preset, requestOf(read.preset, action.readBack.request, values));
  if (!asked.ok) return false;
  const found = await evaluateOn(read, `actions.${name}.readBack.isDone`, asked.value, config, ctx.now());
  return found.ok && found.value === true;
}

async function run(ctx: FeedContext, read: ReadPreset, config: PresetConfig, name: ActionName, given: Given): Promise<ActionResult> {
  const action = read.preset.actions[name];
  if (!action) throw new Error(`${read.preset.name} has no ${name}`);
  if (given.targets.length > MOST_AT_ONCE)
    return {
      ok: false,
      failure: { kind: 'config', what: msg`These are more than ${MOST_AT_ONCE} alerts.`, remedy: msg`Take fewer at once.` },
    };
  let isConfirmed = true;
  for (const target of given.targets) {
    const values = valuesOf(ctx, config, target, given);
    for (const call of action.calls) {
      const asked = await ask(ctx, read.preset, requestOf(read.preset, call, values));
      if (!asked.ok) return asked;
      if (read.preset.error === undefined || asked.value === null) continue;
      const said = await evaluateOn(read, 'error', asked.value, config, ctx.now());
      if (said.ok && said.value)
        return {
          ok: false,
          failure: {
            kind: 'bad-answer',
            what: msg`${read.preset.name} refuses: "${String(said.value).slice(0, 300)}".`,
            remedy: msg`Check the rights of the login.`,
          },
        };
    }
    isConfirmed = (await isDone(ctx, read, config, name, action, values)) && isConfirmed;
  }
  return { ok: true, ref: JSON.stringify(given.targets.map(({ key }) => key)), until: given.until ?? null, isConfirmed };
}

function keysIn(ref: string): readonly Target[] {
  const keys = JSON.parse(ref) as readonly string[];
  return keys.map((key) => ({ key, startsAt: 0, labels: {} }));
}

/** Exactly the actions that the preset has. */
export function actionsOf(read: ReadPreset): FeedActions<PresetConfig> {
  const simple = (name: ActionName) => (ctx: FeedContext, config: PresetConfig, args: Given) => run(ctx, read, config, name, args);
  const { actions } = read.preset;
  return {
    ...(actions.ack && { ack: simple('ack') }),
    ...(actions.unack && {
      unack: (ctx: FeedContext, config: PresetConfig, { ref }: { readonly ref: string }) =>
        run(ctx, read, config, 'unack', { targets: keysIn(ref) }),
    }),
    ...(actions.resolve && { resolve: simple('resolve') }),
    ...(actions.snooze && { snooze: simple('snooze') }),
    ...(actions.note && { note: simple('note') }),
    ...(actions.downtime && { downtime: simple('downtime') }),
    ...(actions.recheck && { recheck: simple('recheck') }),
  };
}
