// The feed form, generated from the manifest: what every feed has, the kind's own fields, and the rest under "Advanced".
import { Button, Checkbox, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import type { ConfigField, FeedManifest } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import type { AskedRule } from '../../store/ui';
import { ConfigFieldControl } from '../../ui/config-form/config-field';
import styles from '../../ui/config-form/config-form.module.css';
import type { FieldDraft } from '../../ui/config-form/field-value';
import { INPUT_CLASSES } from '../../ui/config-form/input-classes';
import { rich } from '../../ui/rich';
import { renamed } from './feed-form-model';
import { FeedTestReport } from './feed-test-report';
import { previewQuery } from './rules/preview-query';
import { RulesField } from './rules/rules-field';
import type { FeedForm as Form } from './use-feed-form';

interface FeedFormProps {
  readonly manifest: FeedManifest;
  readonly form: Form;
  readonly takenIds: readonly string[];
  /** The rule that the form is opened for. */
  readonly asked?: AskedRule | null;
  onCancel(): void;
  /** Of a kind that follows a preset: shows what the preset makes of an answer. */
  onTry?(): void;
}

const isMain = (field: ConfigField): boolean => field.isAdvanced !== true;

export function FeedForm({ manifest, form, takenIds, asked = null, onCancel, onTry }: FeedFormProps) {
  const { draft, errors } = form;
  const [isOpened, setIsOpened] = useState(false);
  const body = useRef<HTMLFormElement>(null);
  const isAdvancedWrong = Object.keys(errors).some(
    (name) => ADVANCED.has(name) || manifest.fields.some((field) => !isMain(field) && name === `config.${field.name}`),
  );
  const isOpen = isOpened || isAdvancedWrong;

  const run = async (what: () => Promise<boolean>): Promise<void> => {
    if (await what()) return;
    requestAnimationFrame(() => body.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  const configField = (field: ConfigField) => {
    const common = {
      ...{ field, error: errors[`config.${field.name}`] },
      onChange: (value: FieldDraft) => form.edit({ ...draft, config: { ...draft.config, [field.name]: value } }),
    };
    const value = draft.config[field.name] ?? '';
    if (field.type === 'rules')
      return (
        <RulesField key={field.name} {...common} value={String(value)} asked={asked} show={(rule) => previewQuery(manifest, draft, rule)} />
      );
    return <ConfigFieldControl key={field.name} {...common} value={value} isNew={draft.isNew} />;
  };

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
        description={msg`As it stands in the queue and in the status bar.`}
        required
        data-autofocus
        autoFocus
        classNames={INPUT_CLASSES}
        error={errors.name}
        value={draft.name}
        onChange={(event) => form.edit(renamed(draft, event.currentTarget.value, takenIds))}
      />
      {manifest.fields.filter(isMain).map(configField)}
      <Button className={styles.more} variant="subtle" size="compact-sm" aria-expanded={isOpen} onClick={() => setIsOpened(!isOpen)}>
        {rich`${isOpen ? '▾' : '▸'} Advanced`}
      </Button>
      {isOpen && (
        <div className={styles.advanced}>
          <FrameFields form={form} isPushed={manifest.isPushed === true} takesCanary={manifest.capabilities.includes('canary')} />
          {manifest.fields.filter((field) => !isMain(field)).map(configField)}
        </div>
      )}
      <FeedTestReport test={form.test} isCurrent={form.test.state !== 'told' || form.test.draft === draft} />
      <div className={styles.formFoot}>
        <Button
          variant="default"
          onClick={() => void run(form.tryIt)}
          loading={form.test.state === 'running' && !form.isSaving}
        >{msg`Test`}</Button>
        {onTry && <Button variant="default" onClick={onTry}>{msg`Try it`}</Button>}
        <span className={styles.space} />
        <Button variant="default" onClick={onCancel}>{msg`Cancel`}</Button>
        <Button type="submit" loading={form.isSaving}>
          {form.isKnownBad ? msg`Save anyway` : msg`Save`}
        </Button>
      </div>
    </form>
  );
}

type FrameField = 'intervalSeconds' | 'failAfterSeconds' | 'clearAfterSeconds' | 'heartbeat' | 'heartbeatMinutes' | 'canaryMinutes';
const ADVANCED = new Set([
  'id',
  'intervalSeconds',
  'failAfterSeconds',
  'clearAfterSeconds',
  'heartbeat',
  'heartbeatMinutes',
  'canaryMinutes',
]);

interface FrameFieldsProps {
  readonly form: Form;
  readonly isPushed: boolean;
  readonly takesCanary: boolean;
}

/** The fields that every feed has, whatever its kind; a source that sends by itself is not asked, so it has no pace. */
function FrameFields({ form, isPushed, takesCanary }: FrameFieldsProps) {
  const { draft, errors } = form;
  const field = (name: FrameField, label: string, description: string) => (
    <TextInput
      label={label}
      description={description}
      classNames={INPUT_CLASSES}
      error={errors[name]}
      inputMode={name === 'heartbeat' ? 'text' : 'decimal'}
      value={draft[name]}
      onChange={(event) => form.edit({ ...draft, [name]: event.currentTarget.value })}
    />
  );
  return (
    <>
      {field(
        'heartbeat',
        msg`Heartbeat alert`,
        msg`An alert that always fires, such as Watchdog or Watchdog{cluster="eu"}. When it is missing, the feed is blind. Empty: none expected.`,
      )}
      {draft.heartbeat.trim() !== '' &&
        field(
          'heartbeatMinutes',
          msg`Heartbeat at least every (min)`,
          isPushed
            ? msg`0: every 15 min, or as the longest silence says.`
            : msg`For a source that fires it now and then. 0: it must stand in every answer.`,
        )}
      {takesCanary &&
        field(
          'canaryMinutes',
          msg`Canary every (min)`,
          msg`Posts a test alert at the source so often and proves that its page is shown. 0: only by hand. The source sends it to its receivers too: see docs/proof.md.`,
        )}
      <div className={styles.three}>
        {!isPushed && field('intervalSeconds', msg`Interval (s)`, msg`Pause between polls; grows when answers are large.`)}
        {field('failAfterSeconds', msg`Fails after (s)`, msg`Failing for longer raises an incident.`)}
        {!isPushed && field('clearAfterSeconds', msg`Clears after (s)`, msg`An alert must be gone for so long.`)}
      </div>
      <Checkbox
        label={msg`The team’s bridge asks the source`}
        description={msg`This desk hears of it instead of asking by itself (docs/scale.md). What is filled in above then serves acknowledgements and silences there, and may be left empty.`}
        checked={draft.isBridged}
        onChange={(event) => form.edit({ ...draft, isBridged: event.currentTarget.checked })}
      />
      <TextInput
        label={msg`Short name`}
        description={
          draft.isNew ? msg`Stands in files and logs; it cannot change later.` : msg`Stands in files and logs; it cannot change.`
        }
        readOnly={!draft.isNew}
        classNames={INPUT_CLASSES}
        error={errors.id}
        value={draft.id}
        onChange={(event) => form.edit({ ...draft, id: event.currentTarget.value, isIdOurs: false })}
      />
    </>
  );
}
