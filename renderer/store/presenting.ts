// Says to the shell that others see this screen, or that they don't any more.
import { msg } from '../../shared/words/words';
import { callShell } from '../bridge';
import { tellDone, tellError } from '../ui/toasts';

/** Pages hide details while it is true. */
export async function setPresenting(isPresenting: boolean): Promise<void> {
  const reply = await callShell('set-presenting', { isPresenting });
  if (!reply.ok) tellError(reply.error);
  else
    tellDone(
      isPresenting ? msg`Pages hide details until you say otherwise` : msg`Pages show details again, as far as the settings let them`,
    );
}
