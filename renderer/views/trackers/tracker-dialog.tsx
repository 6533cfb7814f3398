// Adding or editing a tracker: picks the kind, then shows the form that its manifest describes, with a test by the settings as typed.
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { TrackerTest } from '../../../shared/contract/actions';
import type { ConfigField } from '../../../shared/feed';
import type { TrackerSettings } from '../../../shared/settings/actions';
import type { TrackerManifest } from '../../../shared/tracker';
import { msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import { errorsByField, type FieldErrors, withoutMended } from '../../ui/config-form/config-draft';
import { ConfigFieldControl } from '../../ui/config-form/config-field';
import styles from '../../ui/config-form/config-form.module.css';
import { INPUT_CLASSES } from '../../ui/config-form/input-classes';
import { KindDialog } from '../../ui/config-form/kind-dialog';
import { Verdict } from '../../ui/config-form/verdict';
import { rich } from '../../ui/rich';
import { saveTracker, testTracker } from './tracker-acts';
import { draftOf, readTracker, type TrackerDraft } from './tracker-form-model';

interface Props {
  readonly kinds: readonly TrackerManifest[];
  readonly existing: TrackerSettings | undefined;
  onClose(): void;
}

export function TrackerDialog({ kinds, existing, onClose }: Props) {
  const form = (manifest: TrackerManifest) => <TrackerForm key={manifest.kind} manifest={manifest} existing={existing} onClose={onClose} />;
  return <KindDialog noun={msg`a tracker`} kinds={kinds} existing={existing} form={form} onClose={onClose} />;
}

type FormProps = Omit<Props, 'kinds'> & { readonly manifest: TrackerManifest };
type Told = { readonly test: TrackerTest; readonly of: TrackerDraft } | null;

function useTrackerForm({ manifest, existing, onClose }: FormProps) {
  const [draft, setDraft] = useState(() => draftOf(manifest, existing, useDesk.getState().settings?.trackers.map((t) => t.id) ?? []));
  const [errors, setErrors] = useState<FieldErrors>({});
  const [told, setTold] = useState<Told>(null);
  const [busy, setBusy] = useState<'test' | 'save' | null>(null);
  const tell = (test: TrackerTest): void => {
    const named: FieldErrors = test.isOk ? { '': '' } : errorsByField(manifest.fields, ['name', 'id', 'kind'], test.words);
    if ('' in named) setTold({ test, of: draft });
    else setErrors(named);
  };
  const run = async (what: 'test' | 'save'): Promise<void> => {
    const read = readTracker(manifest, draft);
    setErrors(read.ok ? {} : read.errors);
    if (!read.ok) return;
    setBusy(what);
    if (what === 'test') tell(await testTracker(read.tracker, read.secrets));
    else {
      const refused = await saveTracker(read.tracker, read.secrets);
      if (refused === null) return onClose();
      tell({ isOk: false, words: refused.what, remedy: refused.remedy });
    }
    setBusy(null);
  };
  const edit = (next: TrackerDraft): void => {
    setDraft(next);
    setErrors((before) => withoutMended(before, draft, next));
  };
  return { draft, errors, told, busy, edit, run };
}

function TrackerForm(props: FormProps) {
  const { manifest } = props;
  const { draft, errors, told, busy, edit, run } = useTrackerForm(props);
  const [isMore, setIsMore] = useState(false);
  const control = (field: ConfigField) => (
    <ConfigFieldControl
      key={field.name}
      field={field}
      value={draft.config[field.name] ?? ''}
      error={errors[`config.${field.name}`]}
      isNew={draft.isNew}
      onChange={(value) => edit({ ...draft, config: { ...draft.config, [field.name]: value } })}
    />
  );
  const advanced = manifest.fields.filter((f) => f.isAdvanced === true);
  const isOpen = isMore || advanced.some((f) => errors[`config.${f.name}`] !== undefined);
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void run('save');
      }}
    >
      <TextInput
        label={msg`Name`}
        description={msg`As the board shows it.`}
        required
        data-autofocus
        classNames={INPUT_CLASSES}
        error={errors.name}
        value={draft.name}
        onChange={(event) => edit({ ...draft, name: event.currentTarget.value })}
      />
      {manifest.fields.filter((f) => f.isAdvanced !== true).map(control)}
      <div role="status" aria-live="polite" className={styles.reportPlace}>
        {told && <Verdict isOk={told.test.isOk} words={told.test.words} remedy={told.test.remedy} isOld={told.of !== draft} />}
      </div>
      <Button className={styles.more} variant="subtle" size="compact-sm" aria-expanded={isOpen} onClick={() => setIsMore(!isOpen)}>
        {rich`${isOpen ? '▾' : '▸'} Advanced`}
      </Button>
      {isOpen && <div className={styles.advanced}>{advanced.map(control)}</div>}
      <div className={styles.formFoot}>
        <Button variant="default" onClick={() => void run('test')} loading={busy === 'test'}>{msg`Test`}</Button>
        <span className={styles.space} />
        <Button variant="default" onClick={props.onClose}>{msg`Cancel`}</Button>
        <Button type="submit" loading={busy === 'save'}>{msg`Save`}</Button>
      </div>
    </form>
  );
}
