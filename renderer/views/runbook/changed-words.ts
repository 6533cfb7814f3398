// A text that became another one while it stood on screen says so, with the time of the change where it is known.
import type { RunbookInfo } from '../../../shared/domain/runbook';
import { msg } from '../../../shared/words/words';
import { wallTime } from '../../ui/time-words';

/** `at`: Unix ms. */
export function changedWords({ origin }: Pick<RunbookInfo, 'origin'>, at: number): string {
  const where = origin.kind === 'folder' ? msg`on disk` : origin.kind === 'git' ? msg`in its repository` : msg`at its address`;
  return msg`Changed ${where} at ${wallTime(at)}. This is the new text; marks stay with steps that kept their words.`;
}
