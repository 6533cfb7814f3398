// Calls about what leaves the console: exports, publishing through the outbox, and the summary for the engineering manager.

import type { Reply } from '../../shared/contract';
import type { PublishValues, SummaryPlace } from '../../shared/contract/publish';
import { lifeOf, MESSAGE_LIFE_MS, requestMessage } from '../../shared/log/decide/acts';
import { type Audience, audienceOf } from '../../shared/postmortem/export/audience';
import { type ExportDocument, titleOf } from '../../shared/postmortem/export/document';
import { attachmentsOf } from '../../shared/postmortem/export/pictures';
import { readPlaceRef, writeSnapshot } from '../../shared/postmortem/export/snapshot';
import { summaryOf } from '../../shared/postmortem/export/summary';
import type { Attachments } from '../log/attachments';
import type { Log } from '../log/store';
import { placeKinds, vaultOfPlace } from '../publish/place-kinds';
import type { PublishRunner } from '../publish/runner';
import type { Desk } from './desk';
import { type Checked, done, type Handlers, refuse } from './gate';
import type { PublishDesk } from './publish-desk';
import { exportText } from './publish-files';
import type { SettingsBook } from './settings-book';
import { refuseDictated } from './settings-calls';

export interface PublishCallDeps {
  readonly desk: Desk;
  readonly log: Log;
  readonly book: SettingsBook;
  readonly attachments: Attachments;
  readonly publishing: { readonly desk: PublishDesk; readonly runner: PublishRunner };
  readonly person: () => string;
  readonly now: () => number;
  readonly newId: () => string;
  /** Settings took effect. */
  readonly applied: () => void;
}

/** Role whose holder is told how an incident was closed. */
const MANAGER = 'engineering-manager';

export function publishCalls(deps: PublishCallDeps): Pick<Handlers, keyof PublishValues> {
  const { publishing } = deps;
  return {
    'list-publish-kinds': () => done({ kinds: [...placeKinds.values()].map((kind) => kind.manifest) }),
    'save-publish-target': ({ target, secrets }) => saveTarget(deps, target, secrets),
    'remove-publish-target': ({ target }) => removeTarget(deps, target),
    'export-postmortem': ({ incident, format }) =>
      withDocument(deps, incident, (document) => exportText(publishing.desk, document, format)),
    'preview-publish': ({ incident, target }) =>
      withDocument(deps, incident, (document) => {
        const audience = audienceAt(deps, document, target);
        if (!audience) return noPlace();
        const missing = attachmentsOf(document.text).filter((sha256) => publishing.desk.pictureOf(sha256) === null);
        return done({ title: titleOf(document), audience, missing });
      }),
    'publish-postmortem': (args) => withDocument(deps, args.incident, (document) => publish(deps, document, args)),
    'preview-summary': ({ incident }) =>
      withDocument(deps, incident, (document) =>
        done({ ...summaryOf(document, lastUrl(deps, incident)), places: placesOf(deps, incident) }),
      ),
    'send-summary': (args) => sendSummary(deps, args),
  };
}

const noPlace = <T>(): Reply<T> =>
  refuse('There is no such place, or its settings are not right.', 'Look at the places of publishing in the settings.');

async function withDocument<T>(
  { publishing }: PublishCallDeps,
  incident: string,
  work: (document: ExportDocument) => Reply<T> | Promise<Reply<T>>,
) {
  const document = await publishing.desk.documentOf(incident);
  return document ? work(document) : refuse<T>('This incident has no postmortem yet.', 'Start one first.');
}

function audienceAt({ book, publishing }: PublishCallDeps, document: ExportDocument, id: string): Audience | null {
  const readers = publishing.runner.readersOf(id);
  const name = book.settings.publish.find((one) => one.id === id)?.name ?? id;
  return readers === null ? null : audienceOf(document, name, readers);
}

/** The snapshot is durable before the act that names it is; what can be done offline is done before the answer. */
async function publish(
  deps: PublishCallDeps,
  document: ExportDocument,
  { incident, target, audience: agreed }: Checked<'publish-postmortem'>,
): Promise<Reply<PublishValues['publish-postmortem']>> {
  const { desk, publishing, person, now } = deps;
  const audience = audienceAt(deps, document, target);
  if (!audience) return noPlace();
  if (audience.needsYes && agreed !== audience.words)
    return refuse(audience.words, 'Publish it all the same only when all of them may know.');
  const prepared = await publishing.runner.prepare(target, publishing.desk.inputOf(document, target, null));
  if (prepared && !prepared.ok) return refuse(prepared.what, prepared.remedy, 'failed');
  const act = deps.newId();
  const content = {
    ...({ what: 'publish', target, isForRestricted: document.isRestricted } as const),
    targetName: deps.book.settings.publish.find((one) => one.id === target)?.name ?? target,
    snapshot: deps.attachments.put(Buffer.from(writeSnapshot(document), 'utf8')),
  };
  const precondition = { needs: 'nothing' } as const;
  const data = {
    act,
    content,
    precondition,
    key: act,
    why: 'published by hand',
    rule: null,
    by: person(),
    expiresAt: now() + lifeOf(content),
    isAwaiting: false,
  };
  desk.admit([incident]);
  desk.transact(() => [{ kind: 'act.requested', incident, actor: `person:${person()}`, data }]);
  return done({ act, ref: prepared?.ref ?? null });
}

function lastUrl({ log }: PublishCallDeps, incident: string): string | null {
  const sent = log.actsOf(incident, 500).filter(({ state, content }) => state === 'sent' && content.what === 'publish');
  const urls = sent.sort((a, b) => b.changedAt - a.changedAt).flatMap(({ ref }) => (ref === null ? [] : (readPlaceRef(ref).url ?? [])));
  return urls[0] ?? null;
}

/** Where the engineering manager of the incident is reached; without one, every channel that is on. */
function placesOf({ desk, log, book }: PublishCallDeps, incident: string): SummaryPlace[] {
  const { people, channels } = book.settings;
  const on = channels.filter((channel) => channel.isEnabled);
  const row = desk.state.incidents.get(incident)?.row ?? log.row(incident);
  const holder = row?.roles.find(({ role }) => role === MANAGER)?.person;
  const manager = people.find(({ id }) => id === holder);
  const own = (manager?.reach ?? []).flatMap(({ channel, address }) => {
    const found = on.find(({ id }) => id === channel);
    return found ? [{ channel, channelName: found.name, address: address || null, personName: manager?.name ?? '' }] : [];
  });
  return own.length > 0 ? own : on.map(({ id, name }) => ({ channel: id, channelName: name, address: null, personName: '' }));
}

function sendSummary(
  deps: PublishCallDeps,
  { incident, channel, address, subject, text }: Checked<'send-summary'>,
): Reply<PublishValues['send-summary']> {
  const { desk, log, book, now } = deps;
  const row = desk.state.incidents.get(incident)?.row ?? log.row(incident);
  const known = book.settings.channels.find(({ id, isEnabled }) => id === channel && isEnabled);
  if (!row) return refuse('There is no such incident.');
  if (!known) return refuse('This channel is off or unknown.', 'Look at the channels in the settings.');
  const act = deps.newId();
  const wanted = {
    ...({
      incident,
      channel,
      address,
      person: null,
      audience: null,
      purpose: 'by-hand',
      subject,
      text,
      rule: null,
      isAwaiting: true,
    } as const),
    ...{ precondition: { needs: 'nothing' } as const, why: 'summary of the postmortem', expiresAt: now() + MESSAGE_LIFE_MS['by-hand'] },
  };
  const draft = requestMessage(wanted, { act, channelName: known.name, by: deps.person(), isRedacted: row.isRestricted });
  desk.admit([incident]);
  desk.transact(() => [draft]);
  return done({ act });
}

type Secrets = Readonly<Record<string, string>>;

function saveTarget(
  deps: PublishCallDeps,
  target: Checked<'save-publish-target'>['target'],
  secrets: Secrets,
): Reply<PublishValues['save-publish-target']> {
  const { book } = deps;
  const dictated = refuseDictated<PublishValues['save-publish-target']>(book);
  if (dictated) return dictated;
  const kind = placeKinds.get(target.kind);
  if (!kind) return refuse(`There is no kind of place named \u201c${target.kind}\u201d.`);
  const names = secretNames(target.kind);
  const parsed = kind.parseConfig({ ...target.config, ...book.secretsOf({ id: vaultOfPlace(target.id) }, names), ...secrets });
  if (!parsed.ok) return refuse(parsed.errors.map((e) => `${e.path || 'settings'}: ${e.message}`).join('; '), 'Edit the place.');
  const isNew = !book.settings.publish.some(({ id }) => id === target.id);
  change(
    deps,
    target.id,
    secrets,
    isNew ? [...book.settings.publish, target] : book.settings.publish.map((one) => (one.id === target.id ? target : one)),
  );
  return done({ target: target.id });
}

function removeTarget(deps: PublishCallDeps, id: string): Reply<PublishValues['remove-publish-target']> {
  const { book } = deps;
  const dictated = refuseDictated<PublishValues['remove-publish-target']>(book);
  if (dictated) return dictated;
  const gone = book.settings.publish.find((one) => one.id === id);
  if (!gone) return refuse(`There is no place ${id}.`);
  const empty = Object.fromEntries(secretNames(gone.kind).map((name) => [name, '']));
  change(
    deps,
    id,
    empty,
    book.settings.publish.filter((one) => one.id !== id),
  );
  return done({ target: id });
}

function secretNames(kind: string): string[] {
  return (
    placeKinds
      .get(kind)
      ?.manifest.fields.filter(({ type }) => type === 'secret')
      .map(({ name }) => name) ?? []
  );
}

/** Places, secrets and the event about them in one transaction. */
function change(
  { desk, book, person, applied }: PublishCallDeps,
  id: string,
  secrets: Secrets,
  publishTo: SettingsBook['settings']['publish'],
): void {
  const data = { by: person(), paths: ['publish'] };
  const event = { kind: 'settings.changed', incident: null, actor: `person:${person()}`, data } as const;
  book.change({ settings: { ...book.settings, publish: publishTo }, secrets: new Map([[vaultOfPlace(id), secrets]]) }, (writes) =>
    desk.transact(() => [event], null, writes),
  );
  applied();
}
