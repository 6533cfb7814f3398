// Templates of messages, each with a preview over an invented incident. Where there is none for a moment, built-in words are used.
import { Button, CloseButton, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { MOMENT_WORDS } from '../../../../shared/rules/route';
import { FACTS } from '../../../../shared/rules/template';
import { type Audience, type MessageTemplate, MOMENTS } from '../../../../shared/settings/telling';
import { msg } from '../../../../shared/words/words';
import { useDesk } from '../../../store/desk';
import { freeId } from '../../../ui/config-form/free-id';
import styles from './telling.module.css';
import { TemplatePreview } from './template-preview';

interface Props {
  readonly value: unknown;
  readonly labelledBy: string;
  onChange(value: readonly MessageTemplate[]): void;
}

const NEW_TEXT = msg`{{number}} ({{severity}}) is {{status}}.
What: {{title}}
You hear more by {{next-update}}.`;
const NONE: readonly Audience[] = [];

export function TemplatesControl({ value, labelledBy, onChange }: Props) {
  const templates = value as readonly MessageTemplate[];
  const audiences = useDesk((s) => s.settings?.audiences ?? NONE);
  const put = (at: number, patch: Partial<MessageTemplate>): void => onChange(templates.map((t, i) => (i === at ? { ...t, ...patch } : t)));
  const add = (): void => {
    const id = freeId(
      'template',
      templates.map((t) => t.id),
    );
    onChange([
      ...templates,
      { id, name: msg`New template`, audience: '', moment: 'update', subject: msg`Update on {{number}}`, text: NEW_TEXT },
    ]);
  };
  return (
    <fieldset aria-labelledby={labelledBy} className={styles.list}>
      {templates.length === 0 && (
        <p className={styles.quiet}>{msg`None of your own: the built-in words are used, technical for engineers, plain for the others.`}</p>
      )}
      {templates.map((template, at) => (
        <TemplateItem
          key={template.id}
          template={template}
          audiences={audiences}
          onChange={(patch) => put(at, patch)}
          onRemove={() => onChange(templates.filter((_t, i) => i !== at))}
        />
      ))}
      <Button size="xs" variant="default" onClick={add}>{msg`Add a template`}</Button>
      <details className={styles.facts}>
        <summary>{msg`What can stand in double braces`}</summary>
        <dl>
          {Object.entries(FACTS).map(([name, words]) => (
            <div key={name}>
              <dt>{`{{${name}}}`}</dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
        <p>{msg`A line whose facts are all empty is left out.`}</p>
      </details>
    </fieldset>
  );
}

interface ItemProps {
  readonly template: MessageTemplate;
  readonly audiences: readonly Audience[];
  onChange(patch: Partial<MessageTemplate>): void;
  onRemove(): void;
}

function TemplateItem({ template, audiences, onChange, onRemove }: ItemProps) {
  const { name, audience, moment, subject, text } = template;
  return (
    <div className={styles.item}>
      <div className={styles.head}>
        <TextInput
          size="xs"
          className={styles.grow}
          aria-label={msg`Name of the template ${name}`}
          value={name}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        <CloseButton aria-label={msg`Remove ${name}`} onClick={onRemove} />
      </div>
      <div className={styles.fields}>
        <NativeSelect
          size="xs"
          label={msg`For`}
          data={[{ value: '', label: msg`every audience` }, ...audiences.map((a) => ({ value: a.id, label: a.name }))]}
          value={audience}
          onChange={(event) => onChange({ audience: event.currentTarget.value })}
        />
        <NativeSelect
          size="xs"
          label={msg`When`}
          data={[{ value: '', label: msg`any moment` }, ...MOMENTS.map((m) => ({ value: m, label: MOMENT_WORDS[m] }))]}
          value={moment}
          onChange={(event) => onChange({ moment: event.currentTarget.value as MessageTemplate['moment'] })}
        />
        <TextInput size="xs" label={msg`Subject`} value={subject} onChange={(event) => onChange({ subject: event.currentTarget.value })} />
      </div>
      <Textarea
        size="xs"
        label={msg`Text`}
        autosize
        minRows={3}
        maxRows={14}
        value={text}
        onChange={(event) => onChange({ text: event.currentTarget.value })}
      />
      <TemplatePreview audience={audience || (audiences[0]?.id ?? 'engineers')} moment={moment || 'update'} subject={subject} text={text} />
    </div>
  );
}
