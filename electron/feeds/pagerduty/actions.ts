// What a person can do at PagerDuty: acknowledge and take it back, resolve, snooze, note. Each is looked up before, for "acknowledged" set on a
// resolved incident opens it again, and read back after.
import type { AckArgs, ActionResult, FeedActions, FeedContext, FeedFailure, NoteArgs, SnoozeArgs } from '../../../shared/feed';
import { END_IN_PAST, idsIn, keysOf, NONE_OPEN, type Open, openOf, refOf, refused, tooMany } from '../open-targets';
import { isRecord, textOf, type Unknown } from '../reading';
import { ask, getIncident, listOpen } from './api';
import type { PagerDutyConfig } from './config';
import { retriggersAt } from './map';

const MOST_AT_ONCE = 1000;
/** PUT /incidents takes no more. */
const BULK = 250;
const MAX_NOTE = 2000;
const MAX_SNOOZE_S = 604_800;

/** Those of the incidents that are triggered or acknowledged now. */
function openNow(ctx: FeedContext, config: PagerDutyConfig, ids: readonly string[]): Promise<Open> {
  const source = {
    get: (id: string) => getIncident(ctx, config, id),
    list: () => listOpen(ctx, { ...config, teamIds: [], serviceIds: [], urgency: '', hasDetails: false }),
    isOpen: ({ status }: Unknown) => status !== 'resolved',
  };
  return openOf(source, ids);
}

/** Null when PagerDuty took it for all. */
async function setStatus(
  ctx: FeedContext,
  config: PagerDutyConfig,
  ids: readonly string[],
  status: 'acknowledged' | 'resolved',
): Promise<FeedFailure | null> {
  for (let at = 0; at < ids.length; at += BULK) {
    const incidents = ids.slice(at, at + BULK).map((id) => ({ id, type: 'incident_reference', status }));
    const asked = await ask(ctx, config, '/incidents', { method: 'PUT', body: { incidents } });
    if (!asked.ok) return asked.failure;
  }
  return null;
}

async function snoozeOne(ctx: FeedContext, config: PagerDutyConfig, id: string, seconds: number): Promise<FeedFailure | null> {
  const asked = await ask(ctx, config, `/incidents/${encodeURIComponent(id)}/snooze`, { method: 'POST', body: { duration: seconds } });
  return asked.ok ? null : asked.failure;
}

/** Triggered ones, and those that are ours and would be triggered again before `until`. */
function isToAck(incident: Unknown, isOurs: boolean, until: number): boolean {
  if (incident.status === 'triggered') return true;
  const again = retriggersAt(incident);
  return isOurs && again !== null && again < until;
}

async function ack(ctx: FeedContext, config: PagerDutyConfig, { targets, comment, until, ref }: AckArgs): Promise<ActionResult> {
  const ids = keysOf(targets);
  if (ids.length > MOST_AT_ONCE) return tooMany(MOST_AT_ONCE);
  const before = await openNow(ctx, config, ids);
  if (!before.ok) return before;
  const ours = new Set(idsIn(ref));
  const toAck = ids.filter((id) => {
    const incident = before.open.get(id);
    return incident !== undefined && isToAck(incident, ours.has(id), until);
  });
  const all = ids.filter((id) => toAck.includes(id) || (ours.has(id) && before.open.has(id)));
  const told = { ref: refOf(all) };
  if (toAck.length === 0) return { ok: true, ...told, until: null, isConfirmed: true };
  const failure = await setStatus(ctx, config, toAck, 'acknowledged');
  if (failure) return refused(failure);
  if (comment !== '') await addNote(ctx, config, toAck[0] as string, comment);
  const after = await openNow(ctx, config, toAck);
  const open = after.ok ? [...after.open.values()] : [];
  const ends = open.flatMap((incident) => retriggersAt(incident) ?? []);
  const isConfirmed = after.ok && open.every(({ status }) => status === 'acknowledged');
  return { ok: true, ...told, until: ends.length > 0 ? Math.min(...ends) : null, isConfirmed };
}

/** PagerDuty has no way back but time: a snooze of one second ends in "triggered". */
async function unack(ctx: FeedContext, config: PagerDutyConfig, { ref }: { readonly ref: string }): Promise<ActionResult> {
  const before = await openNow(ctx, config, idsIn(ref));
  if (!before.ok) return before;
  const acked = [...before.open].filter(([, { status }]) => status === 'acknowledged').map(([id]) => id);
  for (const id of acked) {
    const failure = await snoozeOne(ctx, config, id, 1);
    if (failure) return refused(failure);
  }
  let isConfirmed = acked.length === 0;
  for (const ms of [1500, 2000, 3000]) {
    if (isConfirmed || ctx.isAborted()) break;
    await ctx.pause(ms);
    const after = await openNow(ctx, config, acked);
    isConfirmed = after.ok && [...after.open.values()].every(({ status }) => status === 'triggered');
  }
  return { ok: true, ref, until: null, isConfirmed };
}

async function resolve(ctx: FeedContext, config: PagerDutyConfig, { targets, comment }: NoteArgs): Promise<ActionResult> {
  const ids = keysOf(targets);
  if (ids.length > MOST_AT_ONCE) return tooMany(MOST_AT_ONCE);
  const before = await openNow(ctx, config, ids);
  if (!before.ok) return before;
  const open = [...before.open.keys()];
  if (open.length === 0) return { ok: true, ref: null, until: null, isConfirmed: true };
  if (comment !== '') await addNote(ctx, config, open[0] as string, comment);
  const failure = await setStatus(ctx, config, open, 'resolved');
  if (failure) return refused(failure);
  const after = await openNow(ctx, config, open);
  return { ok: true, ref: refOf(open), until: null, isConfirmed: after.ok && after.open.size === 0 };
}

async function snooze(ctx: FeedContext, config: PagerDutyConfig, { targets, author, comment, until }: SnoozeArgs): Promise<ActionResult> {
  const ids = keysOf(targets);
  if (ids.length > BULK) return tooMany(BULK);
  const seconds = Math.min(MAX_SNOOZE_S, Math.ceil((until - ctx.now()) / 1000));
  if (seconds < 1) return refused(END_IN_PAST);
  const before = await openNow(ctx, config, ids);
  if (!before.ok) return before;
  const open = [...before.open.keys()];
  if (open.length === 0) return refused(NONE_OPEN);
  if (comment !== '') await addNote(ctx, config, open[0] as string, `${author}: ${comment}`);
  for (const id of open) {
    const failure = await snoozeOne(ctx, config, id, seconds);
    if (failure) return refused(failure);
  }
  const after = await openNow(ctx, config, open);
  const isQuiet = (incident: Unknown) => incident.status === 'acknowledged' && retriggersAt(incident) !== null;
  const isConfirmed = after.ok && [...after.open.values()].every(isQuiet);
  return { ok: true, ref: refOf(open), until: ctx.now() + seconds * 1000, isConfirmed };
}

type Noted = { readonly ok: true; readonly id: string } | { readonly ok: false; readonly failure: FeedFailure };

async function addNote(ctx: FeedContext, config: PagerDutyConfig, id: string, text: string): Promise<Noted> {
  const body = { note: { content: textOf(text, MAX_NOTE) } };
  const asked = await ask(ctx, config, `/incidents/${encodeURIComponent(id)}/notes`, { method: 'POST', body });
  if (!asked.ok) return asked;
  const note = isRecord(asked.value) && isRecord(asked.value.note) ? asked.value.note : {};
  return { ok: true, id: textOf(note.id, 200) };
}

async function hasNote(ctx: FeedContext, config: PagerDutyConfig, incident: string, note: string): Promise<boolean> {
  const asked = await ask(ctx, config, `/incidents/${encodeURIComponent(incident)}/notes`);
  const notes = asked.ok && isRecord(asked.value) && Array.isArray(asked.value.notes) ? asked.value.notes : [];
  return note !== '' && notes.some((one) => isRecord(one) && one.id === note);
}

async function note(ctx: FeedContext, config: PagerDutyConfig, { targets, author, comment }: NoteArgs): Promise<ActionResult> {
  const ids = keysOf(targets);
  if (ids.length > BULK) return tooMany(BULK);
  const refs: string[] = [];
  let isConfirmed = true;
  for (const id of ids) {
    const added = await addNote(ctx, config, id, `${author}: ${comment}`);
    if (!added.ok) return added;
    refs.push(added.id);
    isConfirmed &&= await hasNote(ctx, config, id, added.id);
  }
  return { ok: true, ref: refOf(refs), until: null, isConfirmed };
}

/** The actions that the manifest declares: ack, unack, resolve, snooze and note. */
export const actions: FeedActions<PagerDutyConfig> = { ack, unack, resolve, snooze, note };
