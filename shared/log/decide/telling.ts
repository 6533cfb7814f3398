// Who is told about what has just been committed. In the same transaction as its cause, so that an incident that opened has its messages
// whatever happens next. A storm is one message that counts for each audience.
import type { WantedMessage } from '../../channel';
import type { Incident, IncidentRow } from '../../domain/incident';
import { isDrill, marked } from '../../readiness/drill';
import { wordingFor } from '../../rules/default-templates';
import { factsOf } from '../../rules/facts';
import { formFor } from '../../rules/need-to-know';
import { type Place, placesOf, type Route, routesOf } from '../../rules/route';
import { parseTemplate, renderSubject, renderTemplate } from '../../rules/template';
import type { Moment } from '../../settings/telling';
import type { Draft, LogEvent } from '../event';
import type { ActPrecondition } from '../kinds/acts';
import type { State } from '../state';
import { MESSAGE_LIFE_MS, requestMessage } from './acts';
import type { DecideContext } from './context';
import { countedWords } from './counted-words';
import { type Happening, happeningsOf, incidentAfter, momentAt } from './moments';
import { decidePostmortemDue } from './postmortem-due';
import { areUpdatesWanted, decideUpdateDue, isUpdateDue, remindOfUpdates } from './updates';

/** An audience is told of a storm at most so often. */
const COUNTED_PAUSE_MS = 10 * 60_000;
/** After this nothing is left of a storm that was not counted. */
const COUNTED_OVER_MS = 60 * 60_000;

/** Pure: what follows for the audiences from `events`, which led from `before` to `after`, and from the time. */
export function decideTelling(before: State, after: State, events: readonly LogEvent[], ctx: DecideContext): Draft[] {
  const due = dueChanges(before, after, events, ctx);
  const reminded = after.pausedUntil !== null && after.pausedUntil > ctx.now ? [] : dueRows(after, ctx);
  const reminders = remindOfUpdates(reminded, ctx);
  return [...due.drafts, ...reminders, ...messages(before, after, events, reminded, due.dueAt, ctx)];
}

/** Words to a person for one moment and audience, as a rule or the person who writes by hand would send them. */
export function wordsFor(incident: Incident, moment: Moment, audience: { id: string; name: string }, template: string, ctx: DecideContext) {
  const wording = wordingFor(ctx.settings.templates, audience.id, moment, template);
  const facts = factsOf(incident.row, { now: ctx.now, timeZone: ctx.timeZone, audienceName: audience.name });
  const [subject, text] = [parseTemplate(wording.subject), parseTemplate(wording.text)];
  const isOfDrill = isDrill(incident.row);
  return {
    subject: marked(isOfDrill, subject.ok ? renderSubject(subject.template, facts) : wording.subject),
    text: marked(isOfDrill, text.ok ? renderTemplate(text.template, facts) : wording.text),
  };
}

function dueChanges(before: State, after: State, events: readonly LogEvent[], ctx: DecideContext) {
  const drafts: Draft[] = [];
  const dueAt = new Map<string, number | null>();
  for (const id of new Set(events.flatMap((e) => e.incident ?? []))) {
    const row = incidentAfter(id, before, after, events)?.row;
    const was = before.incidents.get(id)?.row;
    for (const draft of row ? [...decideUpdateDue(was, row, ctx), ...decidePostmortemDue(was, row, ctx)] : []) {
      drafts.push(draft);
      if (draft.kind === 'update.scheduled') dueAt.set(id, draft.data.dueAt);
    }
  }
  return { drafts, dueAt };
}

function dueRows(state: State, ctx: DecideContext): IncidentRow[] {
  if (!areUpdatesWanted(ctx.settings)) return [];
  return [...state.incidents.values()].map((i) => i.row).filter((row) => isUpdateDue(row, ctx.now));
}

interface Routed {
  readonly happening: Happening;
  readonly route: Route;
}

function messages(
  before: State,
  after: State,
  events: readonly LogEvent[],
  reminded: readonly IncidentRow[],
  dueAt: ReadonlyMap<string, number | null>,
  ctx: DecideContext,
): Draft[] {
  if (!ctx.settings.routing.some((r) => r.isEnabled)) return [];
  const updates = reminded.flatMap(({ id, updateDueAt }): Happening[] => {
    const incident = after.incidents.get(id);
    return incident ? [{ incident, moment: 'update', id: `update-${id}-${updateDueAt}` }] : [];
  });
  const happenings = [...happeningsOf(before, after, events), ...updates].map((h) => withDue(h, dueAt));
  const lists = new Map<string, Routed[]>();
  for (const key of after.countedAt.keys()) if (isStormFresh(after, key, ctx.now)) lists.set(key, []);
  for (const happening of happenings)
    for (const route of routesOf(happening.incident, happening.moment, ctx.settings)) {
      const key = `${route.audience.id}\n${happening.moment}`;
      lists.set(key, [...(lists.get(key) ?? []), { happening, route }]);
    }
  return [...lists].flatMap(([key, routed]) => tellAudience(key, routed, after, ctx));
}

/** The due time that is decided with this very commit is told with it. */
function withDue(h: Happening, dueAt: ReadonlyMap<string, number | null>): Happening {
  const due = dueAt.get(h.incident.row.id);
  if (due === undefined) return h;
  return { ...h, incident: { ...h.incident, row: { ...h.incident.row, updateDueAt: due } } };
}

function isStormFresh(state: State, key: string, now: number): boolean {
  const at = state.countedAt.get(key) ?? 0;
  return now >= at + COUNTED_PAUSE_MS && now < at + COUNTED_OVER_MS;
}

/** What is real first; a drill is told by itself, neither counted nor held back with it. */
function tellAudience(key: string, routed: readonly Routed[], state: State, ctx: DecideContext): Draft[] {
  const drills = routed.filter((r) => isDrill(r.happening.incident.row));
  const real = drills.length === 0 ? routed : routed.filter((r) => !drills.includes(r));
  return [...tellReal(key, real, state, ctx), ...drills.flatMap(({ happening, route }) => single(happening, route, ctx))];
}

/** One audience and one moment: told one by one, as one that counts, or not now because it was counted lately. */
function tellReal(key: string, routed: readonly Routed[], state: State, ctx: DecideContext): Draft[] {
  const [audience = '', moment] = key.split('\n') as [string, Moment];
  const countedAt = state.countedAt.get(key) ?? null;
  if (countedAt !== null && ctx.now >= countedAt && ctx.now < countedAt + COUNTED_PAUSE_MS) return [];
  const held = countedAt !== null && isStormFresh(state, key, ctx.now) ? heldBack(audience, moment, countedAt, state, ctx) : [];
  const all = [...held.filter((h) => routed.every((r) => r.happening.incident.row.id !== h.happening.incident.row.id)), ...routed];
  if (all.length === 0) return [];
  if (held.length > 0 || isStorm(audience, moment, all, state, ctx)) return counted(audience, moment, all, ctx);
  return all.flatMap(({ happening, route }) => single(happening, route, ctx));
}

/** Is it too much for this audience? What goes on elsewhere, and is none of its business, makes no storm for it. */
function isStorm(audience: string, moment: Moment, all: readonly Routed[], state: State, ctx: DecideContext): boolean {
  const { incidents: limit, withinSeconds } = ctx.settings.paging.storm;
  if (all.length > limit) return true;
  const since = ctx.now - withinSeconds * 1000;
  let recent = 0;
  for (const incident of state.incidents.values()) {
    if (isDrill(incident.row)) continue;
    const at = momentAt(incident.row, moment);
    if (at === null || at <= since || at > ctx.now || !isTold(audience, incident, moment, ctx)) continue;
    recent += 1;
    if (recent > limit) return true;
  }
  return false;
}

function isTold(audience: string, incident: Incident, moment: Moment, ctx: DecideContext): boolean {
  return routesOf(incident, moment, ctx.settings).some((r) => r.audience.id === audience);
}

/** Incidents whose moment came while the audience had just been told a number. */
function heldBack(audience: string, moment: Moment, countedAt: number, state: State, ctx: DecideContext): Routed[] {
  const held: Routed[] = [];
  for (const incident of state.incidents.values()) {
    if (isDrill(incident.row)) continue;
    const at = momentAt(incident.row, moment);
    if (at === null || at <= countedAt || at >= countedAt + COUNTED_PAUSE_MS) continue;
    const route = routesOf(incident, moment, ctx.settings).find((r) => r.audience.id === audience);
    if (route) held.push({ happening: { incident, moment, id: '' }, route });
  }
  return held;
}

function preconditionOf(moment: Moment, { paging }: IncidentRow): ActPrecondition {
  const isWordOfState = moment === 'acknowledged' || moment === 'resolved' || moment === 'closed';
  return isWordOfState ? { needs: 'same-run', run: paging.run } : { needs: 'unresolved' };
}

function single({ incident, moment, id }: Happening, route: Route, ctx: DecideContext): Draft[] {
  const { row } = incident;
  const wordsOf = (of: Incident) => wordsFor(of, moment, route.audience, route.rule.template, ctx);
  const message = { incident: row.id, purpose: moment, ...wordsOf(incident), precondition: preconditionOf(moment, row), why: route.why };
  const form: PlaceForm = (place) => {
    const { isFull, why } = formFor(row, place, ctx.settings);
    if (!row.isRestricted) return { told: message, isRedacted: false };
    const told = { ...message, why: `${message.why}; ${why}` };
    if (!isFull) return { told, isRedacted: true };
    return { told: { ...told, ...wordsOf({ ...incident, row: { ...row, isRestricted: false } }) }, isRedacted: false, isForMember: true };
  };
  return toPlaces(id, message, route, route.rule.how === 'ask' || isDrill(row), form, ctx);
}

function counted(audience: string, moment: Moment, all: readonly Routed[], ctx: DecideContext): Draft[] {
  const first = all[0] as Routed;
  const words = countedWords(
    moment,
    all.map((r) => r.happening.incident.row),
  );
  const why = `a storm: ${all.length} ${all.length === 1 ? 'incident becomes' : 'incidents become'} one message; ${first.route.why}`;
  const message = { incident: null, purpose: moment, ...words, precondition: { needs: 'nothing' as const }, why };
  const isAwaiting = all.some((r) => r.route.rule.how === 'ask');
  return toPlaces(
    `storm-${audience}-${moment}-${ctx.now}`,
    message,
    first.route,
    isAwaiting,
    () => ({ told: message, isRedacted: false }),
    ctx,
  );
}

type Told = Pick<WantedMessage, 'incident' | 'purpose' | 'subject' | 'text' | 'precondition' | 'why'>;

/** The words as one place gets them. */
type PlaceForm = (place: Place) => { readonly told: Told; readonly isRedacted: boolean; readonly isForMember?: boolean };

/** One act for each place. An audience without any is told as failed: nobody may think that it heard. */
function toPlaces(id: string, told: Told, { audience, rule }: Route, isAwaiting: boolean, form: PlaceForm, ctx: DecideContext): Draft[] {
  const places = placesOf(audience, ctx.settings, ctx.onCall ?? (() => []));
  const request = (place: Place, act: string): Draft => {
    const channelName = ctx.settings.channels.find((c) => c.id === place.channel)?.name ?? '';
    const expiresAt = ctx.now + MESSAGE_LIFE_MS[told.purpose];
    const { told: words, ...forms } = form(place);
    const wanted = { ...words, ...place, audience: audience.id, rule: rule.name, isAwaiting, expiresAt };
    return requestMessage(wanted, { act, channelName, by: 'rules', ...forms });
  };
  if (places.length > 0) return places.map((place, n) => request(place, `${id}.${audience.id}.${n}`));
  const act = `${id}.${audience.id}.0`;
  const why = `${audience.name} cannot be reached: nobody in it has a channel that is on.`;
  const remedy = 'Give the audience a member with a channel in the settings.';
  const nobody = { channel: '', address: null, person: null };
  return [request(nobody, act), { kind: 'act.failed', incident: told.incident, actor: 'rules', data: { act, why, remedy } }];
}
