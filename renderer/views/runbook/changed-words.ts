// A text that became another one while it stood on screen says so, with the time of the change where it is known.
import type { RunbookInfo } from '../../../shared/domain/runbook';
import { wallTime } from '../../ui/time-words';

/** `at`: Unix ms. */
export function changedWords({ origin }: Pick<RunbookInfo, 'origin'>, at: number): string {
  const where = origin.kind === 'folder' ? 'on disk' : origin.kind === 'git' ? 'in its repository' : 'at its address';
  return `Changed ${where} at ${wallTime(at)}. This is the new text; marks stay with steps that kept their words.`;
}
