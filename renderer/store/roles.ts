// Acts on roles and people. Like all acts they are shown once the engine committed them.
import type { EngineArgs, EngineCall } from '../../shared/contract';
import { personIdOf } from '../../shared/domain/people';
import type { Settings } from '../../shared/settings';
import { msg } from '../../shared/words/words';
import { callEngine } from '../bridge';
import { tellDone, tellError } from '../ui/toasts';
import { useDesk } from './desk';

type RoleCall = Extract<EngineCall, 'assign-role' | 'accept-role' | 'decline-role' | 'hand-over-role' | 'release-role' | 'tick-duty'>;

/** Resolves to true when it was committed. `said` is told then; '' tells nothing. */
export async function actOnRole<C extends RoleCall>(call: C, args: EngineArgs<C>, said = '', undo?: () => void): Promise<boolean> {
  const reply = await callEngine(call, args);
  if (!reply.ok) tellError(reply.error);
  else if (said !== '') tellDone(said, undo);
  return reply.ok;
}

async function save(settings: Settings): Promise<boolean> {
  const reply = await callEngine('save-settings', { settings });
  if (reply.ok) useDesk.setState({ settings: reply.value.settings });
  else tellError(reply.error);
  return reply.ok;
}

/** Adds a person by name; resolves to their id, or null when they could not be saved. `isMe`: it is who sits here. */
export async function addPerson(name: string, isMe: boolean): Promise<string | null> {
  const settings = useDesk.getState().settings;
  if (!settings) return null;
  const id = personIdOf(name, settings.people);
  const people = [...settings.people, { id, name, timeZone: '', reach: [] }];
  const isSaved = await save({ ...settings, people, person: isMe ? { id, name } : settings.person });
  return isSaved ? id : null;
}

/** Says who sits at this desk: acts and silences carry that name from now on. */
export async function sayWhoIAm(id: string): Promise<void> {
  const settings = useDesk.getState().settings;
  const me = settings?.people.find((p) => p.id === id);
  if (!settings || !me) return;
  if (await save({ ...settings, person: { id, name: me.name } })) tellDone(msg`This desk is ${me.name}’s now`);
}
