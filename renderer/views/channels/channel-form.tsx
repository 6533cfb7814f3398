// The channel form, generated from the manifest, with a test message that goes out by the settings as they stand.
import { Button, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import type { ChannelManifest } from '../../../shared/channel';
import type { ConfigField } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { ConfigFieldControl } from '../../ui/config-form/config-field';
import styles from '../../ui/config-form/config-form.module.css';
import { INPUT_CLASSES } from '../../ui/config-form/input-classes';
import { rich } from '../../ui/rich';
import { renamedChannel } from './channel-form-model';
import { ChannelTestReport } from './channel-test-report';
import type { ChannelForm as Form } from './use-channel-form';

interface ChannelFormProps {
  readonly manifest: ChannelManifest;
  readonly form: Form;
  readonly takenIds: readonly string[];
  onCancel(): void;
}

export function ChannelForm({ manifest, form, takenIds, onCancel }: ChannelFormProps) {
  const { draft, errors } = form;
  const body = useRef<HTMLFormElement>(null);
  const run = async (what: () => Promise<boolean>): Promise<void> => {
    if (await what()) return;
    requestAnimationFrame(() => body.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  const configField = (field: ConfigField) => (
    <ConfigFieldControl
      key={field.name}
      field={field}
      value={draft.config[field.name] ?? ''}
      error={errors[`config.${field.name}`]}
      isNew={draft.isNew}
      onChange={(value) => form.edit({ ...draft, config: { ...draft.config, [field.name]: value } })}
    />
  );
  return (
    <form
      ref={body}
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void run(form.save);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void run(form.save);
      }}
    >
      <TextInput
        label={msg`Name`}
        description={msg`As people choose it when they send something.`}
        required
        data-autofocus
        autoFocus
        classNames={INPUT_CLASSES}
        error={errors.name}
        value={draft.name}
        onChange={(event) => form.edit(renamedChannel(draft, event.currentTarget.value, takenIds))}
      />
      {manifest.fields.filter((field) => field.isAdvanced !== true).map(configField)}
      <Advanced manifest={manifest} form={form} configField={configField} />
      <ChannelTestReport test={form.test} isCurrent={form.test.state !== 'told' || form.test.draft === draft} />
      <div className={styles.formFoot}>
        <Button
          variant="default"
          onClick={() => void run(form.tryIt)}
          loading={form.test.state === 'running'}
        >{msg`Send a test message`}</Button>
        <span className={styles.space} />
        <Button variant="default" onClick={onCancel}>{msg`Cancel`}</Button>
        <Button type="submit" loading={form.isSaving}>{msg`Save`}</Button>
      </div>
    </form>
  );
}

interface AdvancedProps {
  readonly manifest: ChannelManifest;
  readonly form: Form;
  configField(field: ConfigField): React.ReactNode;
}

/** Opens by itself when something in it is wrong. */
function Advanced({ manifest, form, configField }: AdvancedProps) {
  const { draft, errors } = form;
  const [isOpened, setIsOpened] = useState(false);
  const fields = manifest.fields.filter((field) => field.isAdvanced === true);
  const isOpen = isOpened || errors.id !== undefined || fields.some((field) => errors[`config.${field.name}`] !== undefined);
  return (
    <>
      <Button className={styles.more} variant="subtle" size="compact-sm" aria-expanded={isOpen} onClick={() => setIsOpened(!isOpen)}>
        {rich`${isOpen ? '▾' : '▸'} Advanced`}
      </Button>
      {isOpen && (
        <div className={styles.advanced}>
          {manifest.addressHint !== null && (
            <TextInput
              label={msg`Address of the test message`}
              description={msg`Empty: the channel’s own. Else ${manifest.addressHint}.`}
              classNames={INPUT_CLASSES}
              value={form.address}
              onChange={(event) => form.setAddress(event.currentTarget.value)}
            />
          )}
          {fields.map(configField)}
          <TextInput
            label={msg`Short name`}
            description={
              draft.isNew ? msg`Stands in files and rules; it cannot change later.` : msg`Stands in files and rules; it cannot change.`
            }
            readOnly={!draft.isNew}
            classNames={INPUT_CLASSES}
            error={errors.id}
            value={draft.id}
            onChange={(event) => form.edit({ ...draft, id: event.currentTarget.value, isIdOurs: false })}
          />
        </div>
      )}
    </>
  );
}
