// Work by a runbook in the words of the timeline.
import { oneLine } from '../../domain/plain-text';
import type { RunbookEvents } from '../kinds/runbooks';
import { say, type Telling } from './words';

const MARKED = { open: 'Step open again', done: 'Step done', skipped: 'Step skipped', failed: 'Step failed' } as const;
const HOW = {
  exited: 'ended',
  cancelled: 'was cancelled',
  'timed-out': 'ran out of time',
  'could-not-start': 'could not start',
  'engine-ended': 'ended with the engine',
} as const;

export const RUNBOOK_WORDS: Telling<keyof RunbookEvents> = {
  'runbook.attached': (e) => say(`Runbook: ${oneLine(e.data.title, 120)}`, e.data.why, e.data.isByHand ? 'person' : 'neutral'),
  'runbook.detached': (e) => say('Runbook taken off', `by ${e.data.by}`, 'person'),
  'runbook.opened': (e) => say(`Runbook opened: ${oneLine(e.data.title, 120)}`, `by ${e.data.by}`, 'person'),
  'runbook.left': (e) => say('Runbook left', `open for ${Math.round(e.data.openMs / 1000)} s`),
  'runbook.moved': (e) => say('At another step of the runbook', e.data.step),
  'runbook.step-marked': (e) => say(`${MARKED[e.data.to]}: ${oneLine(e.data.stepTitle, 120)}`, `by ${e.data.by}`, 'person'),
  'runbook.step-noted': (e) => say(`Note at step ${oneLine(e.data.stepTitle, 120)}`, e.data.text, 'person'),
  'runbook.remarked': (e) => say('To improve in the runbook', e.data.text, 'person'),
  'run.approved': (e) => say('Command approved', `by ${e.data.by}`, 'person'),
  'run.started': (e) =>
    say(
      `Running: ${oneLine(e.data.command, 160)}`,
      `in ${e.data.where} as ${e.data.as}${e.data.isTerminal ? ', in a terminal' : ''}`,
      'person',
    ),
  'run.finished': (e) =>
    say(
      `Run ${HOW[e.data.how]}${e.data.exitCode === null ? '' : ` with status ${e.data.exitCode}`}`,
      e.data.output,
      e.data.how === 'exited' && e.data.exitCode === 0 ? 'good' : 'bad',
    ),
};
