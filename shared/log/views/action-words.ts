// Action items in the words of the timeline.
import { oneLine } from '../../domain/plain-text';
import type { ActionEvents } from '../kinds/actions';
import { say, type Telling } from './words';

const STATES = { open: 'open again', 'in-progress': 'in progress', done: 'done', dropped: 'dropped' } as const;
const GUARDS = { green: 'green', red: 'red', running: 'running', unknown: 'not known' } as const;

const fields = (owner: string | null, due: string | null): string =>
  [owner ?? 'nobody yet', due === null ? 'no date' : `due ${due}`].join('; ');

export const ACTION_WORDS: Telling<keyof ActionEvents> = {
  'action.recorded': (e) => say(`Action: ${oneLine(e.data.text, 200)}`, `${fields(e.data.owner, e.data.due)}; by ${e.data.by}`, 'person'),
  'action.changed': (e) =>
    say(`Action changed: ${oneLine(e.data.text, 200)}`, `${fields(e.data.owner, e.data.due)}; by ${e.data.by}`, 'person'),
  'action.state': (e) =>
    say(
      `Action ${STATES[e.data.state]}`,
      [e.data.reason, `by ${e.data.by}`].filter(Boolean).join('; '),
      e.data.state === 'done' ? 'good' : 'person',
    ),
  'action.removed': (e) => say('Action taken out of the text', `by ${e.data.by}`, 'person'),
  'action.ticket-linked': (e) => say(`Ticket ${oneLine(e.data.key, 60)} made for an action`, e.data.url, 'good'),
  'action.ticket-seen': (e) => say(`Its ticket is ${STATES[e.data.state]}`, e.data.by === '' ? '' : `by ${oneLine(e.data.by, 80)}`),
  'action.guard-set': (e) =>
    e.data.url === null
      ? say('Action no longer guarded by a check', `by ${e.data.by}`, 'person')
      : say('Action guarded by a check', `${e.data.url}; by ${e.data.by}`, 'person'),
  'action.guard-seen': (e) =>
    say(
      `Guard of an action is ${GUARDS[e.data.state]}`,
      e.data.why,
      e.data.state === 'red' ? 'bad' : e.data.state === 'green' ? 'good' : 'neutral',
    ),
};
