// A postmortem in the words of the timeline: a stretch of writing is one line, however many keystrokes it had.
import { oneLine } from '../../domain/plain-text';
import { POSTMORTEM_STATUS_WORDS } from '../../domain/postmortem';
import { msg } from '../../words/words';
import type { PostmortemEvents } from '../kinds/postmortem';
import { lasting, say, type Telling } from './words';

const by = (name: string): string => msg`by ${name}`;
const joined = (...parts: readonly string[]): string => parts.filter(Boolean).join('; ');

const sentences = (findings: readonly { readonly sentence: string }[]): string =>
  oneLine(findings.map(({ sentence }) => `“${sentence}”`).join(', '), 300);

export const POSTMORTEM_WORDS: Telling<keyof PostmortemEvents> = {
  'postmortem.started': (e) =>
    say(msg`Postmortem started`, joined(by(e.data.by), e.data.template && msg`template ${oneLine(e.data.template, 80)}`), 'person'),
  'postmortem.edited': (e) => say(msg`Postmortem edited`, by(e.data.by), 'person'),
  'postmortem.versioned': (e) => {
    const wrote = e.data.editedMs > 0 ? msg`edited for ${lasting(e.data.editedMs)} by ${oneLine(e.data.authors.join(', '), 120)}` : '';
    return e.data.name === ''
      ? say(msg`Edited the postmortem, ${lasting(e.data.editedMs)}`, by(oneLine(e.data.authors.join(', '), 120)), 'person')
      : say(msg`Version of the postmortem kept: ${oneLine(e.data.name, 120)}`, joined(by(e.data.by), wrote), 'person');
  },
  'postmortem.restored': (e) =>
    say(msg`An older version of the postmortem is back`, joined(oneLine(e.data.name, 120), by(e.data.by)), 'person'),
  'postmortem.taken-in': (e) =>
    say(
      msg`Took in edits of the postmortem from “${oneLine(e.data.desk, 60)}”`,
      joined(msg`written by ${oneLine(e.data.authors.join(', '), 200)}`, msg`taken in ${by(e.data.by)}`),
      'person',
    ),
  'postmortem.moved': (e) =>
    say(msg`Postmortem: ${POSTMORTEM_STATUS_WORDS[e.data.to].toLowerCase()}`, joined(by(e.data.by), e.data.why), 'person'),
  'postmortem.published': (e) =>
    say(
      msg`Postmortem put to ${oneLine(e.data.targetName, 80)}`,
      joined(by(e.data.by), oneLine(e.data.url ?? e.data.ref ?? '', 200)),
      'person',
    ),
  'postmortem.scheduled': (e) => say(e.data.dueAt === null ? msg`No postmortem is due` : msg`Postmortem is due`, e.data.why),
  'postmortem.reminded': (e) => say(e.data.isLate ? msg`Reminded: the postmortem is late` : msg`Reminded: the postmortem is due soon`),
  'comment.added': (e) => say(msg`Comment on the postmortem by ${e.data.by}`, e.data.text, 'person'),
  'comment.answered': (e) => say(msg`Answer to a comment by ${e.data.by}`, e.data.text, 'person'),
  'comment.resolved': (e) => say(msg`Comment resolved`, by(e.data.by), 'person'),
  'comment.reopened': (e) => say(msg`Comment open again`, by(e.data.by), 'person'),
  'finding.accepted': (e) => say(msg`Words of the postmortem called fine`, joined(sentences(e.data.findings), by(e.data.by)), 'person'),
  'finding.reopened': (e) =>
    say(msg`Words of the postmortem to look at again`, joined(sentences(e.data.findings), by(e.data.by)), 'person'),
};
