// What a person does about being ready, from the place and from the palette. Each act tells its outcome.
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { tellDone, tellError } from '../../ui/toasts';

/** Name of the scenario that Dogwatch brings. */
const BUILT_IN = 'builtIn';

export async function startDrill(scenario: string = BUILT_IN): Promise<void> {
  const reply = await callEngine('start-drill', { scenario });
  if (!reply.ok) tellError(reply.error);
  else tellDone(msg`The drill has begun. The real feeds stay watched.`);
}

export async function endDrill(): Promise<void> {
  const reply = await callEngine('end-drill', {});
  if (!reply.ok) return tellError(reply.error);
  const { points } = reply.value.score;
  tellDone(points === null ? msg`The drill is over: there was nothing to score.` : msg`The drill is over: ${points} of 100.`);
}
