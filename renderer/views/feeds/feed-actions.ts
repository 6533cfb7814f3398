// What a person does to a feed from the window. Each act tells its outcome; what can be taken back offers undo.
import type { CallError } from '../../../shared/contract';
import type { FeedSettings } from '../../../shared/settings';
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { tellDone, tellError } from '../../ui/toasts';

/** Saves a feed with the secrets that were typed. Resolves after the engine took it, to the error or null. */
export async function saveFeed(feed: FeedSettings, secrets: Readonly<Record<string, string>>, isNew: boolean): Promise<CallError | null> {
  const reply = await callEngine('save-feed', { feed, secrets: { ...secrets } });
  if (!reply.ok) return reply.error;
  tellDone(isNew ? msg`${feed.name} is watched now` : msg`${feed.name} saved`);
  return null;
}

/** Turns a feed on or off; off feeds keep their settings and are not polled. */
export async function turnFeed(feed: FeedSettings, isEnabled: boolean): Promise<void> {
  const reply = await callEngine('save-feed', { feed: { ...feed, isEnabled } });
  if (!reply.ok) return tellError(reply.error);
  tellDone(
    isEnabled ? msg`${feed.name} is watched again` : msg`${feed.name} is off: nothing there is seen`,
    () => void turnFeed(feed, !isEnabled),
  );
}

/** Removes a feed and its secrets. Resolves to true when it is gone. */
export async function removeFeed(feed: string, name: string): Promise<boolean> {
  const reply = await callEngine('remove-feed', { feed });
  if (reply.ok) tellDone(msg`${name} removed`);
  else tellError(reply.error);
  return reply.ok;
}

/** Asks the source now instead of at the next try. */
export async function pollFeed(feed: string, name: string): Promise<void> {
  const reply = await callEngine('poll-feed', { feed });
  if (reply.ok) tellDone(msg`Asking ${name} now`);
  else tellError(reply.error);
}
