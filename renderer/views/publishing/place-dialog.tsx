// Adding or editing a place for postmortems: picks the kind, then shows the form that its manifest describes.
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { CallError } from '../../../shared/contract';
import type { PublishManifest } from '../../../shared/contract/publish';
import type { PublishTarget } from '../../../shared/settings/publish';
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { useDesk } from '../../store/desk';
import { errorsByField, type FieldErrors, withoutMended } from '../../ui/config-form/config-draft';
import { ConfigFieldControl } from '../../ui/config-form/config-field';
import styles from '../../ui/config-form/config-form.module.css';
import { INPUT_CLASSES } from '../../ui/config-form/input-classes';
import { KindDialog } from '../../ui/config-form/kind-dialog';
import { Verdict } from '../../ui/config-form/verdict';
import { tellDone } from '../../ui/toasts';
import { type PlaceDraft, placeDraft, readPlace } from './place-form-model';

interface Props {
  readonly kinds: readonly PublishManifest[];
  readonly existing: PublishTarget | undefined;
  onClose(): void;
}

export function PlaceDialog({ kinds, existing, onClose }: Props) {
  const form = (manifest: PublishManifest) => <PlaceForm key={manifest.kind} manifest={manifest} existing={existing} onClose={onClose} />;
  return <KindDialog noun={msg`a place`} kinds={kinds} existing={existing} form={form} onClose={onClose} />;
}

function PlaceForm({ manifest, existing, onClose }: Omit<Props, 'kinds'> & { readonly manifest: PublishManifest }) {
  const [draft, setDraft] = useState(() => placeDraft(manifest, existing, useDesk.getState().settings?.publish.map((p) => p.id) ?? []));
  const [errors, setErrors] = useState<FieldErrors>({});
  const [refused, setRefused] = useState<CallError | null>(null);
  const [isSaving, setIsSaving] = useState(false);
  const edit = (next: PlaceDraft): void => {
    setDraft(next);
    setErrors((before) => withoutMended(before, draft, next));
  };
  const save = async (): Promise<void> => {
    const read = readPlace(manifest, draft);
    setErrors(read.ok ? {} : read.errors);
    setRefused(null);
    if (!read.ok) return;
    setIsSaving(true);
    const reply = await callEngine('save-publish-target', { target: read.target, secrets: read.secrets });
    setIsSaving(false);
    if (reply.ok) {
      tellDone(msg`${read.target.name} saved`);
      return onClose();
    }
    const named = errorsByField(manifest.fields, ['name', 'id', 'kind'], reply.error.what);
    if ('' in named) setRefused(reply.error);
    else setErrors(named);
  };
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextInput
        label={msg`Name`}
        description={msg`As it stands where a postmortem is shared.`}
        required
        data-autofocus
        classNames={INPUT_CLASSES}
        error={errors.name}
        value={draft.name}
        onChange={(event) => edit({ ...draft, name: event.currentTarget.value })}
      />
      {manifest.fields.map((field) => (
        <ConfigFieldControl
          key={field.name}
          field={field}
          value={draft.config[field.name] ?? ''}
          error={errors[`config.${field.name}`]}
          isNew={draft.isNew}
          onChange={(value) => edit({ ...draft, config: { ...draft.config, [field.name]: value } })}
        />
      ))}
      <div role="status" aria-live="polite" className={styles.reportPlace}>
        {refused && <Verdict isOk={false} words={refused.what} remedy={refused.remedy} />}
      </div>
      <div className={styles.formFoot}>
        <span className={styles.space} />
        <Button variant="default" onClick={onClose}>{msg`Cancel`}</Button>
        <Button type="submit" loading={isSaving}>{msg`Save`}</Button>
      </div>
    </form>
  );
}
