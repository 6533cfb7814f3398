// Drills and reviews of policies in the words of the timeline.
import { oneLine } from '../../domain/plain-text';
import type { ReadinessEvents } from '../kinds/readiness';
import { say, type Telling } from './words';

export const READINESS_WORDS: Telling<keyof ReadinessEvents> = {
  'drill.started': (e) => say(`DRILL “${oneLine(e.data.title, 120)}” started`, `by ${e.data.by}`, 'person'),
  'drill.ended': (e) => say('DRILL ended', `${e.data.why}; by ${e.data.by}`, 'person'),
  'drill.scored': (e) => say(`DRILL scored: ${e.data.score.points === null ? 'nothing to score' : `${e.data.score.points} of 100`}`),
  'policy.reviewed': (e) =>
    say(`Policy “${oneLine(e.data.name, 120)}” reviewed`, [`by ${e.data.by}`, e.data.note].filter(Boolean).join(': '), 'person'),
};
