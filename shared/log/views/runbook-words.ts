// Work by a runbook in the words of the timeline.
import { oneLine } from '../../domain/plain-text';
import { msg } from '../../words/words';
import type { RunbookEvents } from '../kinds/runbooks';
import { say, type Telling } from './words';

const MARKED = { open: msg`Step open again`, done: msg`Step done`, skipped: msg`Step skipped`, failed: msg`Step failed` } as const;
const HOW = {
  exited: 'ended',
  cancelled: msg`was cancelled`,
  'timed-out': msg`ran out of time`,
  'could-not-start': msg`could not start`,
  'engine-ended': msg`ended with the engine`,
} as const;

export const RUNBOOK_WORDS: Telling<keyof RunbookEvents> = {
  'runbook.attached': (e) => say(msg`Runbook: ${oneLine(e.data.title, 120)}`, e.data.why, e.data.isByHand ? 'person' : 'neutral'),
  'runbook.detached': (e) => say(msg`Runbook taken off`, msg`by ${e.data.by}`, 'person'),
  'runbook.opened': (e) => say(msg`Runbook opened: ${oneLine(e.data.title, 120)}`, msg`by ${e.data.by}`, 'person'),
  'runbook.left': (e) => say(msg`Runbook left`, msg`open for ${Math.round(e.data.openMs / 1000)} s`),
  'runbook.moved': (e) => say(msg`At another step of the runbook`, e.data.step),
  'runbook.step-marked': (e) => say(`${MARKED[e.data.to]}: ${oneLine(e.data.stepTitle, 120)}`, msg`by ${e.data.by}`, 'person'),
  'runbook.step-noted': (e) => say(msg`Note at step ${oneLine(e.data.stepTitle, 120)}`, e.data.text, 'person'),
  'runbook.remarked': (e) => say(msg`To improve in the runbook`, e.data.text, 'person'),
  'run.approved': (e) => say(msg`Command approved`, msg`by ${e.data.by}`, 'person'),
  'run.started': (e) =>
    say(
      msg`Running: ${oneLine(e.data.command, 160)}`,
      msg`in ${e.data.where} as ${e.data.as}${e.data.isTerminal ? msg`, in a terminal` : ''}`,
      'person',
    ),
  'run.finished': (e) =>
    say(
      msg`Run ${HOW[e.data.how]}${e.data.exitCode === null ? '' : msg` with status ${e.data.exitCode}`}`,
      e.data.output,
      e.data.how === 'exited' && e.data.exitCode === 0 ? 'good' : 'bad',
    ),
};
