// Drills and reviews of policies in the words of the timeline.
import { oneLine } from '../../domain/plain-text';
import { msg } from '../../words/words';
import type { ReadinessEvents } from '../kinds/readiness';
import { say, type Telling } from './words';

export const READINESS_WORDS: Telling<keyof ReadinessEvents> = {
  'drill.started': (e) => say(msg`DRILL “${oneLine(e.data.title, 120)}” started`, msg`by ${e.data.by}`, 'person'),
  'drill.ended': (e) => say(msg`DRILL ended`, msg`${e.data.why}; by ${e.data.by}`, 'person'),
  'drill.scored': (e) =>
    say(msg`DRILL scored: ${e.data.score.points === null ? msg`nothing to score` : msg`${e.data.score.points} of 100`}`),
  'policy.reviewed': (e) =>
    say(msg`Policy “${oneLine(e.data.name, 120)}” reviewed`, [msg`by ${e.data.by}`, e.data.note].filter(Boolean).join(': '), 'person'),
};
