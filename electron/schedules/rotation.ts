// A rotation of one's own: no source to ask, so it is always known.
import { turnsOf } from '../../shared/rules/rotation';
import type { Person, ScheduleSettings } from '../../shared/settings/team';
import { checkRule, handOverDays } from './hand-over-days';
import { failed, type ScheduleSource, type SourceAnswer, type Span, touches } from './source';

export type RotationSettings = Extract<ScheduleSettings['from'], { kind: 'rotation' }>;

/** Turns are worked out so far ahead at once; asking within that costs nothing. */
const AHEAD_MS = 400 * 86_400_000;

/** Who has which turn; `people` of the settings give the names. */
export function openRotation(rotation: RotationSettings, people: readonly Person[], machineZone: string): ScheduleSource {
  const checked = checkRule(rotation.rrule);
  let known: { readonly to: number; readonly answer: SourceAnswer & { ok: true } } | null = null;

  function workOut(to: number): SourceAnswer & { ok: true } {
    if (known && to <= known.to) return known.answer;
    const until = to + AHEAD_MS;
    const { days, isOver } = handOverDays(checked.ok ? checked.rule : {}, rotation.startDate, until);
    const timeZone = rotation.timeZone || machineZone;
    const turns = turnsOf({ people: rotation.people, handoverAt: rotation.handoverAt, timeZone, days, isOver });
    const shifts = turns.map(({ person, from, to: end }) => {
      const somebody = people.find(({ id }) => id === person);
      return { name: somebody?.name ?? person, email: '', person: somebody ? person : null, from, to: end };
    });
    known = { to: until, answer: { ok: true, shifts, note: '' } };
    return known.answer;
  }

  return {
    read: async (span: Span) => {
      if (!checked.ok) return failed('config', checked.why, 'Mend the rule in the settings, e.g. FREQ=WEEKLY.');
      if (Number.isNaN(Date.parse(`${rotation.startDate}T00:00:00Z`)))
        return failed('config', `There is no day ${rotation.startDate}.`, 'Choose the day of the first hand-over again.');
      const answer = workOut(span.to);
      return { ...answer, shifts: answer.shifts.filter((shift) => touches(shift, span)) };
    },
  };
}
