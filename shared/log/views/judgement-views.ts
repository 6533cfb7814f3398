// A person's judgement in an incident's row, and in the words of the timeline.
import { msg } from '../../words/words';
import type { JudgementEvents } from '../kinds/judgement';
import type { RowSteps } from './row-step';
import { say, type Telling } from './words';

export const JUDGEMENT_STEPS: RowSteps<keyof JudgementEvents> = {
  'incident.judged': (row, { at, data: { verdict, by } }) => ({ ...row, judged: { verdict, by, at } }),
};

export const JUDGEMENT_WORDS: Telling<keyof JudgementEvents> = {
  'incident.judged': ({ data: { verdict, by } }) =>
    say(verdict === 'noise' ? msg`Judged as noise` : msg`Judged as actionable`, msg`by ${by}`, 'person'),
};
