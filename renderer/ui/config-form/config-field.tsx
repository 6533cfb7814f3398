// One field of a manifest as a control. A secret is write-only: what the vault has never comes back to the window.
import { Button, NativeSelect, PasswordInput, Switch, Textarea, TextInput } from '@mantine/core';
import type { ConfigField } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import styles from './config-form.module.css';
import type { FieldDraft } from './field-value';
import { INPUT_CLASSES, INPUT_ORDER } from './input-classes';

interface ConfigFieldProps {
  readonly field: ConfigField;
  readonly value: FieldDraft;
  readonly error: string | undefined;
  readonly isNew: boolean;
  onChange(value: FieldDraft): void;
}

/** `isNew`: the thing has nothing in the vault yet. */
export function ConfigFieldControl({ field, value, error, isNew, onChange }: ConfigFieldProps) {
  const common = {
    label: field.label,
    description: hintFor(field, isNew),
    error,
    required: field.isRequired === true && (isNew || field.type !== 'secret'),
    classNames: INPUT_CLASSES,
    inputWrapperOrder: INPUT_ORDER,
  };
  const text = typeof value === 'string' ? value : '';
  switch (field.type) {
    case 'boolean':
      return (
        <Switch
          label={field.label}
          classNames={INPUT_CLASSES}
          description={field.hint}
          error={error}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case 'secret':
      // A one-line input would drop the line breaks that a PEM needs.
      if (/\bPEM\b/.test(field.label)) {
        return (
          <Textarea
            {...common}
            className={styles.maskedPem}
            rows={3}
            placeholder={isNew ? '' : msg`leave empty to keep`}
            autoComplete="off"
            spellCheck={false}
            value={text}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
        );
      }
      return (
        <PasswordInput
          {...common}
          aria-invalid={error !== undefined}
          size="xs"
          placeholder={isNew ? '' : msg`leave empty to keep`}
          autoComplete="off"
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'url-list':
    case 'text-list':
    case 'multiline':
      return (
        <Textarea
          {...common}
          {...(field.example !== undefined &&
            text === '' && { rightSection: <Example text={field.example} onFill={onChange} />, rightSectionWidth: 'auto' })}
          className={styles.mono}
          autosize
          minRows={field.type === 'url-list' ? 1 : 2}
          maxRows={8}
          spellCheck={false}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    default:
      if (field.options) {
        return (
          <NativeSelect
            {...common}
            size="xs"
            data={[...field.options]}
            value={text === '' ? field.options[0] : text}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
        );
      }
      return (
        <TextInput
          {...common}
          inputMode={field.type === 'number' ? 'decimal' : 'text'}
          spellCheck={false}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}

/** Stands in a field that is still empty. */
function Example({ text, onFill }: { readonly text: string; onFill(text: string): void }) {
  return <Button size="compact-xs" variant="subtle" mr={6} onClick={() => onFill(text)}>{msg`Fill in an example`}</Button>;
}

function hintFor(field: ConfigField, isNew: boolean): string {
  const hint = field.hint;
  if (field.type === 'secret')
    return [hint, isNew ? msg`Kept in the encrypted vault.` : msg`Kept in the encrypted vault; leave empty to keep.`]
      .filter((part) => part !== '')
      .join(' ');
  if (field.type === 'url-list' || field.type === 'text-list')
    return /one (a|per) line/i.test(hint) ? hint : [hint, msg`One a line.`].filter((part) => part !== '').join(' ');
  return hint;
}
