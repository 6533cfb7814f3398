// Action items in the words of the timeline.
import { oneLine } from '../../domain/plain-text';
import { msg } from '../../words/words';
import type { ActionEvents } from '../kinds/actions';
import { say, type Telling } from './words';

const STATES = { open: msg`open again`, 'in-progress': msg`in progress`, done: 'done', dropped: 'dropped' } as const;
const GUARDS = { green: 'green', red: 'red', running: 'running', unknown: msg`not known` } as const;

const fields = (owner: string | null, due: string | null): string =>
  [owner ?? msg`nobody yet`, due === null ? msg`no date` : msg`due ${due}`].join('; ');

export const ACTION_WORDS: Telling<keyof ActionEvents> = {
  'action.recorded': (e) =>
    say(msg`Action: ${oneLine(e.data.text, 200)}`, msg`${fields(e.data.owner, e.data.due)}; by ${e.data.by}`, 'person'),
  'action.changed': (e) =>
    say(msg`Action changed: ${oneLine(e.data.text, 200)}`, msg`${fields(e.data.owner, e.data.due)}; by ${e.data.by}`, 'person'),
  'action.state': (e) =>
    say(
      msg`Action ${STATES[e.data.state]}`,
      [e.data.reason, msg`by ${e.data.by}`].filter(Boolean).join('; '),
      e.data.state === 'done' ? 'good' : 'person',
    ),
  'action.removed': (e) => say(msg`Action taken out of the text`, msg`by ${e.data.by}`, 'person'),
  'action.ticket-linked': (e) => say(msg`Ticket ${oneLine(e.data.key, 60)} made for an action`, e.data.url, 'good'),
  'action.ticket-seen': (e) => say(msg`Its ticket is ${STATES[e.data.state]}`, e.data.by === '' ? '' : msg`by ${oneLine(e.data.by, 80)}`),
  'action.guard-set': (e) =>
    e.data.url === null
      ? say(msg`Action no longer guarded by a check`, msg`by ${e.data.by}`, 'person')
      : say(msg`Action guarded by a check`, msg`${e.data.url}; by ${e.data.by}`, 'person'),
  'action.guard-seen': (e) =>
    say(
      msg`Guard of an action is ${GUARDS[e.data.state]}`,
      e.data.why,
      e.data.state === 'red' ? 'bad' : e.data.state === 'green' ? 'good' : 'neutral',
    ),
};
