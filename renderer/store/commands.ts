// The one place where acts on incidents are made. Nothing is shown as done before the engine committed it: the queue changes
// when the events come back, refusals and failures are told, and what can be taken back offers undo.
import type { EngineArgs, EngineCall, EngineValues, Reply } from '../../shared/contract';
import type { Impact } from '../../shared/domain/impact';
import type { Verdict } from '../../shared/domain/judgement';
import { INCIDENT_SEVERITIES, type IncidentSeverity } from '../../shared/domain/severity';
import { msg } from '../../shared/words/words';
import { callEngine, callShell } from '../bridge';
import { tellDone, tellError } from '../ui/toasts';
import { incidentName, useDesk } from './desk';
import { useUi } from './ui';

type Ids = readonly string[];
/** Calls that act on a list of incidents and tell how many were done. */
type Act = { [C in EngineCall]: EngineValues[C] extends { done: number; refused: readonly string[] } ? C : never }[EngineCall];

let lastUndo: (() => void) | null = null;

function named(ids: Ids): string {
  const [only] = ids;
  const row = ids.length === 1 && only !== undefined ? useDesk.getState().rows.get(only) : undefined;
  return row ? incidentName(row) : msg`${ids.length} incidents`;
}

/** Makes one call, tells its outcome, and resolves to true when all of it was done. */
async function act<C extends Act>(call: C, args: EngineArgs<C>, ids: Ids, verb: string, undo?: () => void): Promise<boolean> {
  if (ids.length === 0) return false;
  const words = `${named(ids)} ${verb}`;
  const reply = (await callEngine(call, args)) as Reply<{ done: number; refused: readonly string[] }>;
  if (!reply.ok) {
    tellError(reply.error);
    return false;
  }
  const { done, refused } = reply.value;
  lastUndo = done > 0 && undo ? undo : null;
  if (done > 0) tellDone(refused.length > 0 ? msg`${done} of ${ids.length} incidents ${verb}` : words, undo);
  if (refused.length > 0) tellError({ what: msg`${refused.length} refused`, remedy: [...new Set(refused)].slice(0, 3).join(' · ') });
  return refused.length === 0;
}

/** Incidents that an act is about: the checked ones, else the selected one. */
export function targets(): Ids {
  const { checkedIds, selectedId } = useUi.getState();
  if (checkedIds.size > 0) return [...checkedIds];
  return selectedId === null ? [] : [selectedId];
}

export function setImpact(id: string, impact: Impact): Promise<boolean> {
  return act('set-impact', { id, impact }, [id], msg`has a confirmed impact`);
}

export function acknowledge(ids: Ids): Promise<boolean> {
  return act('acknowledge-incident', { incidents: [...ids] }, ids, 'acknowledged', () => void unacknowledge(ids));
}

export function unacknowledge(ids: Ids): Promise<boolean> {
  return act('unacknowledge-incident', { incidents: [...ids] }, ids, msg`unacknowledged: it may page again`);
}

export function snooze(ids: Ids, minutes: number): Promise<boolean> {
  return act('snooze-incident', { incidents: [...ids], minutes }, ids, msg`snoozed for ${minutes} min`, () => void unsnooze(ids));
}

export function unsnooze(ids: Ids): Promise<boolean> {
  return act('unsnooze-incident', { incidents: [...ids] }, ids, msg`awake again`);
}

export function resolve(ids: Ids, why = ''): Promise<boolean> {
  return act('resolve-incident', { incidents: [...ids], why }, ids, 'resolved', () => void reopen(ids, msg`resolved by mistake`));
}

export function close(ids: Ids, why = ''): Promise<boolean> {
  return act('close-incident', { incidents: [...ids], why }, ids, 'closed', () => void reopen(ids, msg`closed by mistake`));
}

/** Says whether it was worth it; with `isClosing` those that are resolved are closed along with it. */
export function judge(ids: Ids, verdict: Verdict, isClosing: boolean): Promise<boolean> {
  const { rows } = useDesk.getState();
  const closes = isClosing && ids.some((id) => rows.get(id)?.status === 'resolved');
  const undo = closes ? () => void reopen(ids, msg`closed by mistake`) : undefined;
  return act(
    'judge-incident',
    { incidents: [...ids], verdict, isClosing },
    ids,
    msg`${closes ? msg`closed` : msg`judged`} as ${verdict}`,
    undo,
  );
}

export function reopen(ids: Ids, why = ''): Promise<boolean> {
  return act('reopen-incident', { incidents: [...ids], why }, ids, 'reopened');
}

/** Undo gives each incident the severity that it had. */
export function setSeverity(ids: Ids, severity: IncidentSeverity): Promise<boolean> {
  const { rows } = useDesk.getState();
  const before = INCIDENT_SEVERITIES.map((was) => ({ was, some: ids.filter((id) => rows.get(id)?.severity === was) }));
  const undo = (): void => {
    for (const { was, some } of before) void act('set-severity', { incidents: some, severity: was }, some, msg`back at SEV${was}`);
  };
  return act('set-severity', { incidents: [...ids], severity }, ids, msg`set to SEV${severity}`, undo);
}

export function flagSecurity(ids: Ids, isSecurity: boolean): Promise<boolean> {
  const verb = isSecurity ? msg`marked as security` : msg`no longer marked as security`;
  return act('flag-security', { incidents: [...ids], isSecurity }, ids, verb, () => void flagSecurity(ids, !isSecurity));
}

/** Merges `from` into `into`; its alerts and what joins its group later go there. */
export function merge(into: string, from: Ids): Promise<boolean> {
  const row = useDesk.getState().rows.get(into);
  return act('merge-incidents', { into, from: [...from] }, from, msg`merged into ${row ? incidentName(row) : msg`another incident`}`);
}

/** What is not told outside this window, who may be told it, and at which desks of the team it is read. */
export function restrict(
  ids: Ids,
  isRestricted: boolean,
  { members, desks }: { readonly members: readonly string[]; readonly desks?: readonly string[] | undefined },
): Promise<boolean> {
  const verb = isRestricted ? msg`restricted to those who need to know` : msg`no longer restricted`;
  const readers = desks && { desks: [...desks] };
  return act('restrict-incident', { incidents: [...ids], isRestricted, members: [...members], ...readers }, ids, verb);
}

/** Resolves to true when the note was committed. */
export async function addNote(id: string, note: Omit<EngineArgs<'add-note'>, 'id'>): Promise<boolean> {
  const reply = await callEngine('add-note', { id, ...note });
  if (!reply.ok) tellError(reply.error);
  return reply.ok;
}

/** Asks a source again for a write that it did not take; the incident's writes show what becomes of it. */
export async function retryWrite(incident: string, write: string): Promise<void> {
  const reply = await callEngine('retry-write', { incident, write });
  if (!reply.ok) tellError(reply.error);
}

/** Holds all pages back for a while; the status bar and the tray say so. */
export async function pausePaging(minutes: number): Promise<void> {
  const reply = await callEngine('pause-paging', { minutes });
  if (!reply.ok) return tellError(reply.error);
  tellDone(msg`Paging paused for ${minutes} min`, () => void unpausePaging());
}

export async function unpausePaging(): Promise<void> {
  const reply = await callEngine('unpause-paging', {});
  if (!reply.ok) return tellError(reply.error);
  tellDone(msg`Paging is on again`);
}

/** Sends a test page through every step of the way to the notification. */
export async function testPage(): Promise<void> {
  const reply = await callEngine('test-page', {});
  if (reply.ok) tellDone(msg`Test page sent: a notification must appear now`);
  else tellError(reply.error);
}

/** Opens a link of an incident in the browser; the shell asks the person first. */
export async function openLink(url: string): Promise<void> {
  const reply = await callShell('open-link', { url });
  if (!reply.ok) tellError(reply.error);
}

/** Takes the last act back where that can be done. */
export function undoLast(): void {
  const undo = lastUndo;
  lastUndo = null;
  if (undo) undo();
  else tellDone(msg`Nothing to undo`);
}
