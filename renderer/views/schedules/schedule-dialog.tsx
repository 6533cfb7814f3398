// Adding or editing a schedule, with a try that shows who would be on call now and at the next hand-overs.
import { Button, Modal, Select, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import type { ScheduleSettings } from '../../../shared/settings/team';
import { msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import formStyles from '../../ui/config-form/config-form.module.css';
import { INPUT_CLASSES } from '../../ui/config-form/input-classes';
import { Verdict } from '../../ui/config-form/verdict';
import { HERE } from '../../ui/zone';
import { shiftWords } from '../on-call/shift-words';
import { KindFields } from './kind-fields';
import { draftOfSchedule, emptySchedule, KINDS, renamedSchedule, type ScheduleKind } from './schedule-draft';
import styles from './schedules.module.css';
import { type ScheduleForm as Form, useScheduleForm } from './use-schedule-form';

interface ScheduleDialogProps {
  /** `new` adds one; null: closed. */
  readonly editing: ScheduleSettings | 'new' | null;
  onClose(): void;
}

export function ScheduleDialog({ editing, onClose }: ScheduleDialogProps) {
  return (
    <Modal
      opened={editing !== null}
      onClose={onClose}
      size={620}
      title={editing === null || editing === 'new' ? msg`Add a schedule` : msg`Edit ${editing.name}`}
      transitionProps={{ duration: 100 }}
      closeButtonProps={{ 'aria-label': msg`Close` }}
    >
      {editing !== null && <LiveForm existing={editing === 'new' ? undefined : editing} onClose={onClose} />}
    </Modal>
  );
}

function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}

/** What is taken is looked at once: a schedule that arrives meanwhile must not change what is typed. */
function LiveForm({ existing, onClose }: { readonly existing: ScheduleSettings | undefined; onClose(): void }) {
  const [taken] = useState(() => useDesk.getState().settings?.schedules.map(({ id }) => id) ?? []);
  const [initial] = useState(() => (existing ? draftOfSchedule(existing, today()) : emptySchedule(taken, today(), [])));
  const form = useScheduleForm(initial, onClose);
  return <ScheduleForm form={form} taken={taken} onCancel={onClose} />;
}

interface ScheduleFormProps {
  readonly form: Form;
  readonly taken: readonly string[];
  onCancel(): void;
}

function ScheduleForm({ form, taken, onCancel }: ScheduleFormProps) {
  const { draft, errors } = form;
  const body = useRef<HTMLFormElement>(null);
  const run = async (what: () => Promise<boolean>): Promise<void> => {
    if (await what()) return;
    requestAnimationFrame(() => body.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  return (
    <form
      ref={body}
      className={formStyles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void run(form.save);
      }}
    >
      <TextInput
        label={msg`Name`}
        required
        data-autofocus
        classNames={INPUT_CLASSES}
        error={errors.name}
        value={draft.name}
        onChange={(event) => form.edit(renamedSchedule(draft, event.currentTarget.value, taken))}
      />
      <Select
        label={msg`Kind`}
        data={[...KINDS]}
        value={draft.kind}
        onChange={(kind) => kind !== null && form.edit({ ...draft, kind: kind as ScheduleKind })}
        allowDeselect={false}
      />
      <KindFields draft={draft} errors={errors} edit={form.edit} />
      <Tried form={form} />
      <div className={formStyles.formFoot}>
        <Button variant="default" onClick={() => void run(form.tryIt)} loading={form.test.state === 'running'}>{msg`Try it`}</Button>
        <span className={formStyles.space} />
        <Button variant="default" onClick={onCancel}>{msg`Cancel`}</Button>
        <Button type="submit" loading={form.isSaving}>{msg`Save`}</Button>
      </div>
    </form>
  );
}

function Tried({ form }: { readonly form: Form }) {
  const { test, draft } = form;
  return (
    <div role="status" className={formStyles.reportPlace}>
      {test.state === 'running' && <p className={formStyles.asking}>{msg`Reading the schedule…`}</p>}
      {test.state === 'told' && (
        <Verdict isOk={test.test.isOk} words={test.test.words} remedy={test.test.remedy} isOld={test.draft !== draft}>
          {test.test.shifts.length > 0 && (
            <ul className={styles.shifts} aria-label={msg`Now and the next hand-overs`}>
              {test.test.shifts.map((shift) => (
                <li key={`${shift.from}${shift.name}${shift.to}`}>{shiftWords(shift, HERE)}</li>
              ))}
            </ul>
          )}
        </Verdict>
      )}
    </div>
  );
}
