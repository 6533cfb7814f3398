// Calls about telling people: what waits in the outbox, a person's yes or no to it, messages by hand, updates and the bridge.
import type { ActView, KeptAck } from '../../shared/contract/telling';
import type { ActRecord } from '../../shared/domain/act';
import type { Incident, IncidentRow } from '../../shared/domain/incident';
import { confirmAct, dropAct, type Judged, MESSAGE_LIFE_MS, requestMessage } from '../../shared/log/decide/acts';
import { isOver } from '../../shared/log/decide/commands';
import type { Draft } from '../../shared/log/event';
import { foldIncident } from '../../shared/log/reduce';
import { conflictOf } from '../../shared/rules/precondition';
import { type Place, placesOf } from '../../shared/rules/route';
import type { Log } from '../log/store';
import type { Sender } from './couriers';
import type { Desk } from './desk';
import { done, type Handlers, refuse } from './gate';
import type { Outbox } from './outbox';
import { previewMessage } from './preview-message';

export interface TellingCallDeps {
  readonly desk: Desk;
  readonly log: Log;
  readonly outbox: Outbox;
  readonly sender: Sender;
  readonly person: () => string;
  readonly now: () => number;
  readonly newId: () => string;
}

type Names = 'list-acts' | 'confirm-acts' | 'drop-acts' | 'preview-message' | 'send-message' | 'set-next-update' | 'open-bridge';

export function tellingCalls(deps: TellingCallDeps): Pick<Handlers, Names> {
  const { desk, log, person, now } = deps;
  return {
    'list-acts': ({ incident, past }) => {
      const isOf = (a: ActRecord): boolean => incident === null || a.incident === incident;
      const open = [...desk.state.acts.values()].filter(isOf).sort((a, b) => a.order - b.order);
      const over = incident === null ? log.pastActs(past) : log.actsOf(incident, past).filter((a) => !desk.state.acts.has(a.id));
      const view = (a: ActRecord): ActView => viewOf(deps, a);
      return done({ open: open.map(view), past: over.map(view), acks: acksOf(desk, incident), waits: deps.outbox.waits });
    },
    'confirm-acts': ({ acts, wording }) => {
      if (wording && acts.length > 1) return refuse('Only one message can get new words at a time.');
      const words = { subject: wording?.subject ?? null, text: wording?.text ?? null };
      return judgeAll(deps, acts, (act) => confirmAct(act, words, person(), now()));
    },
    'drop-acts': ({ acts, why }) => judgeAll(deps, acts, (act) => dropAct(act, why, person())),
    'preview-message': (args) => previewMessage({ ...deps, find: (id) => find(deps, id) }, args),
    'send-message': (args) => sendMessage(deps, args),
    'set-next-update': ({ incident, minutes }) => {
      const row = desk.state.incidents.get(incident)?.row;
      if (!row) return refuse('There is no such incident, or it is closed.');
      if (minutes !== null && isOver(row)) return refuse(`INC-${row.number} is ${row.status}: no update is due.`);
      const dueAt = minutes === null ? null : now() + minutes * 60_000;
      const why = minutes === null ? 'no more updates' : `next update in ${minutes} min`;
      const data = { dueAt, why, by: person() };
      desk.transact(() => [{ kind: 'update.scheduled', incident, actor: `person:${person()}`, data }]);
      return done({ dueAt });
    },
    'open-bridge': ({ incident, url }) => openBridge(deps, incident, url),
  };
}

function judgeAll(deps: TellingCallDeps, acts: readonly string[], judge: (act: ActRecord | undefined) => Judged) {
  const refused: string[] = [];
  const drafts: Draft[] = [];
  deps.desk.transact((state) => {
    for (const id of new Set(acts)) {
      const judged = judge(state.acts.get(id));
      if ('draft' in judged) drafts.push(judged.draft);
      else refused.push(judged.why);
    }
    return drafts;
  });
  if (drafts.length === 0) return refuse<{ done: number; refused: readonly string[] }>(refused[0] ?? 'There is nothing to do.');
  return done({ done: drafts.length, refused });
}

function find({ desk, log }: TellingCallDeps, id: string): Incident | undefined {
  return desk.state.incidents.get(id) ?? foldIncident(log.incidentEvents(id));
}

function rowOf({ desk, log }: TellingCallDeps, id: string | null): IncidentRow | undefined {
  return id === null ? undefined : (desk.state.incidents.get(id)?.row ?? log.row(id));
}

function viewOf(deps: TellingCallDeps, act: ActRecord): ActView {
  const row = rowOf(deps, act.incident);
  const action = act.content.what === 'ticket' ? deps.log.action(act.content.action) : undefined;
  const { audiences, people } = deps.desk.context.settings;
  const of = act.content.what === 'message' ? act.content : { audience: null, person: null };
  const manifest = act.content.what === 'message' ? deps.sender.manifestOf(act.content.channel) : null;
  return {
    ...act,
    incidentName: row ? `INC-${row.number}` : '',
    incidentTitle: row?.title ?? '',
    audienceName: audiences.find((a) => a.id === of.audience)?.name ?? of.audience ?? '',
    personName: people.find((p) => p.id === of.person)?.name ?? of.person ?? '',
    conflict: act.state === 'awaiting' || act.state === 'queued' ? conflictOf(act, row, deps.now(), action) : null,
    isKeyed: act.content.what === 'message' ? (manifest ? manifest.idempotency === 'key' : null) : true,
  };
}

/** Acknowledgements that stand, are on their way or failed; they are renewed and taken back by themselves. */
function acksOf(desk: Desk, incident: string | null): KeptAck[] {
  return [...desk.state.incidents.values()].flatMap(({ row }) => {
    if (incident !== null && row.id !== incident) return [];
    const mine = row.writes.filter((w) => w.action === 'ack' || (w.action === 'unack' && w.state !== 'confirmed'));
    return mine.map((w) => ({ ...w, incident: row.id, incidentName: `INC-${row.number}`, incidentTitle: row.title }));
  });
}

type SendArgs = Parameters<Handlers['send-message']>[0];

function sendMessage(deps: TellingCallDeps, { incident, to, isUpdate, subject, text }: SendArgs) {
  const { settings, onCall } = deps.desk.context;
  const row = rowOf(deps, incident);
  if (!row) return refuse<{ acts: readonly string[] }>('There is no such incident.');
  const audience = 'audience' in to ? settings.audiences.find((a) => a.id === to.audience) : undefined;
  if ('audience' in to && !audience) return refuse<{ acts: readonly string[] }>(`There is no audience “${to.audience}”.`);
  const places: Place[] = audience
    ? placesOf(audience, settings, onCall ?? (() => []))
    : 'channel' in to
      ? [{ channel: to.channel, address: to.address, person: null }]
      : [];
  const known = places.filter((p) => settings.channels.some((c) => c.id === p.channel && c.isEnabled));
  if (known.length === 0)
    return refuse<{ acts: readonly string[] }>(
      `${audience ? `${audience.name} cannot be reached: nobody in it has a channel that is on.` : 'This channel is off or unknown.'}`,
      'Look at channels and audiences in the settings.',
    );
  const purpose = isUpdate ? 'update' : 'by-hand';
  const acts: string[] = [];
  const drafts = known.map((place) => {
    const act = deps.newId();
    acts.push(act);
    const channelName = settings.channels.find((c) => c.id === place.channel)?.name ?? place.channel;
    const wanted = {
      ...({ incident, ...place, audience: audience?.id ?? null, purpose, subject, text, rule: null, isAwaiting: false } as const),
      precondition: isUpdate ? ({ needs: 'unresolved' } as const) : ({ needs: 'nothing' } as const),
      why: isUpdate ? 'an update, written by hand' : 'written by hand',
      expiresAt: deps.now() + MESSAGE_LIFE_MS[purpose],
    };
    return requestMessage(wanted, { act, channelName, by: deps.person(), isRedacted: row.isRestricted });
  });
  deps.desk.transact(() => drafts);
  return done({ acts });
}

function openBridge(deps: TellingCallDeps, incident: string, given: string | null) {
  const { settings } = deps.desk.context;
  const row = deps.desk.state.incidents.get(incident)?.row;
  const no = (what: string, remedy = '') => refuse<{ url: string; name: string }>(what, remedy);
  if (!row) return no('There is no such incident, or it is closed.');
  if (row.bridgeUrl !== null) return no(`INC-${row.number} has its bridge already: ${row.bridgeUrl}`);
  const url = given ?? settings.bridge.url.replaceAll('{{number}}', String(row.number));
  if (url === '') return no('No conference bridge is set up.', 'Give its address under Settings, Bridge, or paste one here.');
  if (!/^https?:\/\//.test(url)) return no('The address of the bridge is not a web address.', 'It begins with https://.');
  const { name } = settings.bridge;
  const by = deps.person();
  deps.desk.transact(() => [{ kind: 'bridge.opened', incident, actor: `person:${by}`, data: { url, name, by } }]);
  return done({ url, name });
}
