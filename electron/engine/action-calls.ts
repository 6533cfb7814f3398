// Calls about action items: the board, what a person changes on it, and pushing to trackers by the outbox.
import type { ActionValues, ActionView, TrackerView } from '../../shared/contract/actions';
import type { ActRecord } from '../../shared/domain/act';
import { type ActionRecord, isOverdue, standingOf } from '../../shared/domain/action';
import { dayAt } from '../../shared/log/decide/action-reminders';
import { changeAction, recordAction, setActionState } from '../../shared/log/decide/actions';
import { lifeOf } from '../../shared/log/decide/acts';
import type { Draft } from '../../shared/log/event';
import type { ActContent } from '../../shared/log/kinds/acts';
import { ownerText } from '../../shared/postmortem/action-line';
import { isDrill } from '../../shared/readiness/drill';
import { ticketWords } from '../../shared/rules/ticket-text';
import type { Settings } from '../../shared/settings';
import type { Log } from '../log/store';
import type { TrackerRunner } from '../trackers/runner';
import type { ActionDesk } from './action-desk';
import type { ActionKeeper } from './action-keeper';
import type { Desk } from './desk';
import { done, type Handlers, refuse } from './gate';

export interface ActionCallDeps {
  readonly desk: Desk;
  readonly log: Log;
  readonly actions: ActionDesk;
  readonly keeper: ActionKeeper;
  readonly trackers: Pick<TrackerRunner, 'manifestOf'>;
  readonly settings: () => Settings;
  readonly person: () => string;
  readonly now: () => number;
  readonly newId: () => string;
  readonly timeZone: string;
}

type Names = 'list-actions' | 'record-action' | 'change-action' | 'set-action-state' | 'push-actions' | 'set-guard' | 'refresh-actions';

export function actionCalls(deps: ActionCallDeps): Pick<Handlers, Names> {
  const { actions, keeper, log, person } = deps;
  return {
    'list-actions': ({ incident }) => {
      const { day: today } = dayAt(deps.now(), deps.timeZone);
      const pushes = pushesOf(deps.desk);
      const records = (incident === null ? log.actions() : log.actionsOf(incident)).filter((a) => !a.isRemoved);
      return done({ actions: records.map((a) => viewOf(deps, a, today, pushes)), trackers: trackersOf(deps), today });
    },
    'record-action': ({ incident, text, owner, due, kind }) => {
      if (!actions.rowOf(incident)) return refuse('There is no such incident.');
      const id = actions.newActionId();
      const words = { text: onOneLine(text), owner: owner === null ? null : ownerText(owner), due, kind };
      if (words.text === '') return refuse('Say what is to be done.');
      actions.commit([recordAction(id, incident, words, person())], person());
      return done({ action: id });
    },
    'change-action': ({ action: id, text, owner, due, kind }) => {
      const action = known(deps, id);
      if (!action) return refuse(GONE);
      if (text !== undefined && onOneLine(text) === '') return refuse('Say what is to be done.');
      const patch = {
        ...(text !== undefined && { text: onOneLine(text) }),
        ...(owner !== undefined && { owner: owner === null ? null : ownerText(owner) }),
        ...(due !== undefined && { due }),
        ...(kind !== undefined && { kind }),
      };
      actions.commit(changeAction(action, patch, person()), person());
      return done({ action: id });
    },
    'set-action-state': ({ actions: ids, state, reason }) => {
      const drafts: Draft[] = [];
      const refused: string[] = [];
      for (const id of new Set(ids)) {
        const action = known(deps, id);
        const judged = action ? setActionState(action, state, reason, person()) : { why: GONE };
        if ('why' in judged) refused.push(judged.why);
        else drafts.push(...judged);
      }
      actions.commit(drafts, person());
      if (refused.length === new Set(ids).size) return refuse(refused[0] ?? 'There is nothing to do.');
      return done({ done: drafts.length, refused });
    },
    'push-actions': ({ actions: ids, tracker }) => push(deps, ids, tracker),
    'set-guard': ({ action: id, url, tracker, path, wants }) => {
      const action = known(deps, id);
      if (!action) return refuse(GONE);
      if (url !== null && tracker !== null && deps.trackers.manifestOf(tracker) === null) return refuse('There is no such tracker.');
      if (url !== null && tracker === null && wants === '')
        return refuse('Say which word stands for success.', 'Such as success, true or passed.');
      const data = { action: id, url, tracker, path, wants, by: person() };
      actions.commit([{ kind: 'action.guard-set', incident: action.incident, actor: `person:${person()}`, data }], person());
      keeper.wake();
      return done({ action: id });
    },
    'refresh-actions': async () => done({ looked: await keeper.refresh() }),
  };
}

const GONE = 'There is no such action, or its line left the text.';

function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function known({ actions }: ActionCallDeps, id: string): ActionRecord | null {
  const action = actions.get(id);
  return action === undefined || action.isRemoved ? null : action;
}

function pushesOf(desk: Desk): ReadonlyMap<string, ActRecord> {
  return new Map([...desk.state.acts.values()].flatMap((a) => (a.content.what === 'ticket' ? [[a.content.action, a] as const] : [])));
}

function viewOf(deps: ActionCallDeps, action: ActionRecord, today: string, pushes: ReadonlyMap<string, ActRecord>): ActionView {
  const row = deps.actions.rowOf(action.incident);
  const act = pushes.get(action.id);
  return {
    ...action,
    incidentName: row ? `INC-${row.number}` : '',
    incidentTitle: row?.title ?? '',
    service: row?.service ?? null,
    severity: row?.severity ?? null,
    isRestricted: row?.isRestricted ?? true,
    standing: standingOf(action),
    isOverdue: isOverdue(action, today),
    trackerName: action.ticket ? nameOf(deps, action.ticket.tracker) : '',
    push: act ? { act: act.id, state: act.state, why: act.reason || act.why } : null,
  };
}

function nameOf({ settings }: ActionCallDeps, tracker: string): string {
  return settings().trackers.find((t) => t.id === tracker)?.name ?? tracker;
}

function trackersOf({ settings, trackers, keeper }: ActionCallDeps): TrackerView[] {
  const on = settings().trackers.filter((t) => t.isEnabled);
  return on.map(({ id, name, kind }) => {
    const manifest = trackers.manifestOf(id);
    return { id, name, kindName: manifest?.name ?? kind, guardHint: manifest?.guardHint ?? null, ...keeper.look(id) };
  });
}

/** One act for each action that waits and has neither a ticket nor an act that makes one. */
function push(deps: ActionCallDeps, ids: readonly string[], tracker: string) {
  const no = (what: string, remedy = '') => refuse<ActionValues['push-actions']>(what, remedy);
  const place = deps.settings().trackers.find((t) => t.id === tracker);
  if (!place || deps.trackers.manifestOf(tracker) === null) return no('There is no such tracker.', 'Add one in the settings.');
  if (!place.isEnabled) return no(`The tracker ${place.name} is switched off.`, 'Switch it on in the settings.');
  const pushes = pushesOf(deps.desk);
  const refused: string[] = [];
  const drafts: Extract<Draft, { kind: 'act.requested' }>[] = [];
  for (const id of new Set(ids)) {
    const action = known(deps, id);
    const why = action ? whyNot(action, pushes) : GONE;
    if (action === null || why !== null) refused.push(why ?? GONE);
    else drafts.push(requestTicket(deps, action, { id: place.id, name: place.name }));
  }
  if (drafts.length === 0) return no(refused[0] ?? 'There is nothing to push.');
  deps.desk.admit(new Set(drafts.flatMap((d) => d.incident ?? [])));
  deps.desk.transact(() => drafts);
  return done({ acts: drafts.map((d) => d.data.act), isAwaiting: drafts.some((d) => d.data.isAwaiting), refused });
}

function whyNot(action: ActionRecord, pushes: ReadonlyMap<string, ActRecord>): string | null {
  if (action.ticket) return `It has a ticket already: ${action.ticket.key}.`;
  if (pushes.has(action.id)) return 'Its ticket is on its way already: see the outbox.';
  return action.state === 'done' || action.state === 'dropped' ? `It is ${action.state}.` : null;
}

type Requested = Extract<Draft, { kind: 'act.requested' }>;

function requestTicket(deps: ActionCallDeps, action: ActionRecord, tracker: { readonly id: string; readonly name: string }): Requested {
  const row = deps.actions.rowOf(action.incident);
  if (!row) throw new Error(`action ${action.id} has no incident`);
  const act = deps.newId();
  const by = deps.person();
  const content: ActContent = {
    ...{ what: 'ticket', tracker: tracker.id, trackerName: tracker.name, action: action.id },
    ...ticketWords(action, row),
    ...{ due: action.due, since: action.recordedAt, isRedacted: row.isRestricted },
  };
  const why = row.isRestricted ? `INC-${row.number} is restricted: the ticket gives nothing away` : 'pushed by hand';
  const expiresAt = deps.now() + lifeOf(content);
  const precondition = { needs: 'open-action' } as const;
  const data = { act, content, precondition, key: action.id, why, rule: null, by, expiresAt, isAwaiting: row.isRestricted || isDrill(row) };
  return { kind: 'act.requested', incident: action.incident, actor: `person:${by}`, data };
}
