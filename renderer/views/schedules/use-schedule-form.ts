// The life of the schedule form: typed, tried, saved.
import { useState } from 'react';
import type { ScheduleTest } from '../../../shared/contract/schedules';
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { tellDone } from '../../ui/toasts';
import { readSchedule, refusalAt, type ScheduleDraft, type ScheduleErrors } from './schedule-draft';

export type ScheduleTestState =
  | { readonly state: 'none' | 'running' }
  | { readonly state: 'told'; readonly test: ScheduleTest; readonly draft: ScheduleDraft };

export interface ScheduleForm {
  readonly draft: ScheduleDraft;
  readonly errors: ScheduleErrors;
  readonly test: ScheduleTestState;
  readonly isSaving: boolean;
  edit(draft: ScheduleDraft): void;
  /** Both resolve to false when a field is wrong; its words are in `errors` then. */
  tryIt(): Promise<boolean>;
  save(): Promise<boolean>;
}

const told = (what: string, remedy: string): ScheduleTest => ({ isOk: false, words: what, remedy, shifts: [] });

export function useScheduleForm(initial: ScheduleDraft, onSaved: () => void): ScheduleForm {
  const [draft, setDraft] = useState(initial);
  const [errors, setErrors] = useState<ScheduleErrors>({});
  const [test, setTest] = useState<ScheduleTestState>({ state: 'none' });
  const [isSaving, setIsSaving] = useState(false);
  const complain = (next: ScheduleErrors): boolean => {
    setErrors(next);
    return Object.keys(next).length === 0;
  };
  const tryIt = async (): Promise<boolean> => {
    const read = readSchedule(draft);
    if (!read.ok) return complain(read.errors);
    setErrors({});
    setTest({ state: 'running' });
    const reply = await callEngine('test-schedule', { schedule: read.schedule, secrets: read.secrets });
    setTest({ state: 'told', draft, test: reply.ok ? reply.value : told(reply.error.what, reply.error.remedy) });
    return true;
  };
  const save = async (): Promise<boolean> => {
    const read = readSchedule(draft);
    if (!read.ok) return complain(read.errors);
    setIsSaving(true);
    const reply = await callEngine('save-schedule', { schedule: read.schedule, secrets: read.secrets });
    setIsSaving(false);
    if (reply.ok) {
      tellDone(msg`${read.schedule.name} saved`);
      onSaved();
      return true;
    }
    const at = refusalAt(reply.error.what);
    if (!('' in at)) return complain(at);
    setTest({ state: 'told', draft, test: told(reply.error.what, reply.error.remedy) });
    return true;
  };
  const edit = (next: ScheduleDraft): void => {
    setDraft(next);
    setErrors({});
  };
  return { draft, errors, test, isSaving, edit, tryIt, save };
}
