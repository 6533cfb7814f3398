// What a person does to actions from the window. Each act tells its outcome.
import type { EngineArgs } from '../../../shared/contract';
import type { ActionState } from '../../../shared/postmortem/action-line';
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { tellDone, tellError } from '../../ui/toasts';

const STATE_WORDS: Readonly<Record<ActionState, string>> = {
  open: 'open',
  'in-progress': msg`in progress`,
  done: 'done',
  dropped: 'dropped',
};

export async function setState(actions: readonly string[], state: ActionState, reason = ''): Promise<boolean> {
  const reply = await callEngine('set-action-state', { actions: [...actions], state, reason });
  if (!reply.ok) tellError(reply.error);
  else tellDone(actions.length === 1 ? msg`Action ${STATE_WORDS[state]}` : msg`${reply.value.done} actions ${STATE_WORDS[state]}`);
  return reply.ok;
}

/** Resolves to true when the engine took it. */
export async function changeAction(change: EngineArgs<'change-action'>): Promise<boolean> {
  const reply = await callEngine('change-action', change);
  if (!reply.ok) tellError(reply.error);
  else tellDone(msg`Action saved`);
  return reply.ok;
}

/** Resolves to its id, or null. */
export async function recordAction(action: EngineArgs<'record-action'>): Promise<string | null> {
  const reply = await callEngine('record-action', action);
  if (reply.ok) return reply.value.action;
  tellError(reply.error);
  return null;
}

export async function pushActions(actions: readonly string[], tracker: string): Promise<void> {
  const reply = await callEngine('push-actions', { actions: [...actions], tracker });
  if (!reply.ok) return tellError(reply.error);
  const { acts, isAwaiting, refused } = reply.value;
  const count = acts.length === 1 ? msg`1 ticket` : msg`${acts.length} tickets`;
  tellDone(isAwaiting ? msg`${count}: restricted ones wait for your yes in the outbox` : msg`${count} on the way`);
  if (refused.length > 0) tellError({ what: msg`${refused.length} refused`, remedy: [...new Set(refused)].slice(0, 3).join(' · ') });
}

export async function setGuard(guard: EngineArgs<'set-guard'>): Promise<boolean> {
  const reply = await callEngine('set-guard', guard);
  if (!reply.ok) tellError(reply.error);
  else tellDone(guard.url === null ? msg`No longer guarded` : msg`Guarded: it is looked at now`);
  return reply.ok;
}

/** Looks at every ticket and guard now. */
export async function refreshActions(): Promise<void> {
  const reply = await callEngine('refresh-actions', {});
  if (!reply.ok) tellError(reply.error);
  else tellDone(reply.value.looked === 0 ? msg`No action has a ticket or a guard` : msg`Looked at tickets and guards`);
}
