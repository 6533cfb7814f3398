// What a person does to a tracker from the window. Each act tells its outcome.
import type { CallError } from '../../../shared/contract';
import type { TrackerTest } from '../../../shared/contract/actions';
import type { TrackerSettings } from '../../../shared/settings/actions';
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { tellDone, tellError } from '../../ui/toasts';

type Secrets = Readonly<Record<string, string>>;

/** Resolves after the engine took it, to the error or null. */
export async function saveTracker(tracker: TrackerSettings, secrets: Secrets): Promise<CallError | null> {
  const reply = await callEngine('save-tracker', { tracker, secrets: { ...secrets } });
  if (!reply.ok) return reply.error;
  tellDone(msg`${tracker.name} saved`);
  return null;
}

/** A tracker that is off keeps its settings; its tickets are not looked at. */
export async function turnTracker(tracker: TrackerSettings, isEnabled: boolean): Promise<void> {
  const reply = await callEngine('save-tracker', { tracker: { ...tracker, isEnabled } });
  if (!reply.ok) return tellError(reply.error);
  tellDone(isEnabled ? msg`${tracker.name} is on again` : msg`${tracker.name} is off: its tickets are not looked at`);
}

export async function removeTracker(tracker: TrackerSettings): Promise<CallError | null> {
  const reply = await callEngine('remove-tracker', { tracker: tracker.id });
  if (!reply.ok) return reply.error;
  tellDone(msg`${tracker.name} removed`);
  return null;
}

/** A refusal of the engine itself is told in the same shape. */
export async function testTracker(tracker: TrackerSettings, secrets: Secrets): Promise<TrackerTest> {
  const reply = await callEngine('test-tracker', { tracker, secrets: { ...secrets } });
  return reply.ok ? reply.value : { isOk: false, words: reply.error.what, remedy: reply.error.remedy };
}
