// The actions' part of an engine over a real log, a real outbox and postmortem texts in memory, with trackers that a test runs.

import type { PostmortemTexts } from '../../../electron/engine/action-desk';
import { assembleActions } from '../../../electron/engine/action-parts';
import { createCourier } from '../../../electron/engine/couriers';
import { Desk, loadState } from '../../../electron/engine/desk';
import type { Handlers } from '../../../electron/engine/gate';
import { Outbox } from '../../../electron/engine/outbox';
import { SettingsBook } from '../../../electron/engine/settings-book';
import { vaultOfTracker } from '../../../electron/trackers/secrets';
import type { EngineValues, Reply } from '../../../shared/contract';
import type { ActionValues, ActionView } from '../../../shared/contract/actions';
import { confirmAct } from '../../../shared/log/decide/acts';
import type { LogEvent } from '../../../shared/log/event';
import { EMPTY_STATE } from '../../../shared/log/state';
import { applyEdits, type TextEdit } from '../../../shared/postmortem/action-lines';
import { type Settings, settingsSchema } from '../../../shared/settings';
import { eventually } from '../../harness/eventually';
import { aLog, opened } from '../log/a-log';

type Calls = Pick<Handlers, keyof ActionValues>;

export interface TrackerAt {
  readonly id: string;
  readonly kind: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** `log` of an earlier rig: what comes after its death. */
export function actionsRig(trackers: readonly TrackerAt[] = [], log = aLog(), texts = new Map<string, string>()) {
  const clock = { offset: 0 };
  const now = (): number => Date.now() + clock.offset;
  const events: LogEvent[] = [];
  const journal: string[] = [];
  const settings: Settings = settingsSchema.parse({
    trackers: trackers.map(({ id, kind, config: { token, ...config } }) => ({ id, kind, name: id, config })),
  });
  const secrets = new Map(trackers.map(({ id, config }) => [vaultOfTracker(id), { token: String(config.token) }]));
  const book = new SettingsBook(log, settings, null);
  book.put({ settings, secrets });
  let ids = log.head().seq * 1000;
  const newId = (): string => `01J${String(++ids).padStart(23, '0')}`;
  const person = (): string => 'Ana';
  const desk = new Desk({ log, now, timeZone: 'UTC', settings: () => book.settings }, loadState(log, EMPTY_STATE, now()));
  const plainTexts: PostmortemTexts = {
    readText: (incident) => texts.get(incident) ?? null,
    editDrafts: (incident, edits, by) => [
      { kind: 'incident.noted', incident, actor: by, data: { text: JSON.stringify(edits), by: 'editor' } },
    ],
  };
  const actions = assembleActions({
    ...{ desk, log, book, settings: () => book.settings, person, now, newId, timeZone: 'UTC', isDemo: false },
    journal: (line) => journal.push(line),
    postmortems: () => ({ texts: plainTexts, ready: async () => undefined }),
  });
  const outbox = new Outbox({
    ...{ desk, now, random: () => 0, changed: () => undefined, pastRow: (id: string) => log.row(id), actOf: (id: string) => log.act(id) },
    actionOf: (id) => log.action(id),
    journal: (line) => journal.push(line),
    courier: createCourier({
      sender: { send: () => Promise.reject(new Error('no sender')), manifestOf: () => null },
      runner: { act: noFeed, can: () => false, listSilences: noFeed, pollNow: () => undefined },
      publish: noFeed,
      feedName: (feed) => feed,
      now,
      tickets: actions.courier,
    }),
  });
  desk.onCommit((batch) => {
    events.push(...batch);
    actions.onCommit(batch);
    for (const e of batch)
      if (e.kind === 'incident.noted' && e.data.by === 'editor' && e.incident)
        texts.set(e.incident, applyEdits(texts.get(e.incident) ?? '', JSON.parse(e.data.text) as TextEdit[]));
  });
  outbox.open();
  const calls = actions.calls(() => actions.apply()) as Calls;
  const must = async <C extends keyof ActionValues>(name: C, args: unknown): Promise<EngineValues[C]> => {
    const reply = (await calls[name](args as never)) as Reply<EngineValues[C]>;
    if (!reply.ok) throw new Error(`${reply.error.what} ${reply.error.remedy}`);
    return reply.value;
  };
  const only = async (): Promise<ActionView> => {
    const { actions: all } = await must('list-actions', { incident: null });
    if (all.length !== 1 || !all[0]) throw new Error(`expected one action, got ${all.length}`);
    return all[0];
  };
  return {
    ...{ actions, desk, log, outbox, events, journal, texts, calls, must, only, clock, book },
    open: (incident: string, number: number, over = {}) => desk.transact(() => [opened(incident, number, over)]),
    record: async (text = 'Alert on lag', incident = 'i1') => (await must('record-action', recordArgs(text, incident))).action,
    /** Types the whole text anew, as an editor would. */
    type: (incident: string, text: string) => {
      texts.set(incident, text);
      return actions.onTextEdited(incident, 'Ana');
    },
    yes: (act: string) =>
      desk.transact((state) => {
        const judged = confirmAct(state.acts.get(act), { subject: null, text: null }, 'Ana', now());
        return 'draft' in judged ? [judged.draft] : [];
      }),
    /** Beats until it is so, with a clock that runs ahead where pauses are long. */
    until: async <T>(what: string, is: () => T | undefined | null | false | Promise<T | undefined | null | false>): Promise<T> =>
      eventually(what, async () => {
        clock.offset += 10_000;
        outbox.beat();
        return is();
      }),
    stop: () => Promise.all([outbox.stop(), actions.stop()]),
  };
}

const noFeed = (): never => {
  throw new Error('no feed');
};

const recordArgs = (text: string, incident: string) => ({ incident, text, owner: '@anna', due: '2026-01-31', kind: 'detect' });
