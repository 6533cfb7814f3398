// One rule of a feed, as it is edited: its parts, and on demand the last hour of its query.
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FeedPreview } from '../../../../shared/feed';
import { INPUT_CLASSES, INPUT_ORDER } from '../../../ui/config-form/input-classes';
import type { RuleDraft } from '../../../ui/config-form/rules-draft';
import { RulePreview } from './rule-preview';
import styles from './rules.module.css';

const SEVERITIES = ['critical', 'error', 'warning', 'info'];

interface RuleCardProps {
  readonly rule: RuleDraft;
  readonly number: number;
  onChange(rule: RuleDraft): void;
  onRemove(): void;
  show(query: string): Promise<FeedPreview>;
}

export function RuleCard({ rule, number, onChange, onRemove, show }: RuleCardProps) {
  const [preview, setPreview] = useState<{ readonly query: string; readonly shown: FeedPreview } | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  const ask = async (): Promise<void> => {
    setIsAsking(true);
    const { query } = rule;
    const shown = await show(query);
    setPreview({ query, shown });
    setIsAsking(false);
  };
  const common = { size: 'xs', classNames: INPUT_CLASSES, inputWrapperOrder: INPUT_ORDER, spellCheck: false } as const;
  const field = (name: keyof RuleDraft, label: string, description?: string) => (
    <TextInput
      {...common}
      label={label}
      {...(description !== undefined && { description })}
      value={rule[name]}
      onChange={(event) => onChange({ ...rule, [name]: event.currentTarget.value })}
    />
  );
  return (
    <fieldset className={styles.rule}>
      <legend>{rule.name.trim() === '' ? `Rule ${number}` : rule.name}</legend>
      <div className={styles.two}>
        {field('name', 'Name of the alert')}
        <NativeSelect
          {...common}
          label="Severity"
          data={SEVERITIES}
          value={rule.severity}
          onChange={(event) => onChange({ ...rule, severity: event.currentTarget.value })}
        />
      </div>
      <Textarea
        {...common}
        className={styles.query}
        label="Query"
        description="PromQL, with the threshold in it."
        autosize
        minRows={2}
        maxRows={10}
        value={rule.query}
        onChange={(event) => onChange({ ...rule, query: event.currentTarget.value })}
      />
      <div className={styles.foot}>
        <Button size="compact-xs" variant="default" disabled={rule.query.trim() === ''} loading={isAsking} onClick={() => void ask()}>
          Show the last hour
        </Button>
      </div>
      {preview !== null && (
        <div className={styles.preview} data-old={preview.query !== rule.query || undefined}>
          <RulePreview shown={preview.shown} query={preview.query} />
        </div>
      )}
      <div className={styles.two}>
        {field('for', 'For', 'How long before it fires, e.g. 5m.')}
        {field('keepFiringFor', 'Keeps firing for', 'After it was there last.')}
      </div>
      {field('summary', 'Summary', '{{ $labels.instance }} and {{ $value }} are filled in.')}
      <div className={styles.two}>
        {field('needs', 'Needs', 'A metric without which it is unknown.')}
        {field('labels', 'Labels', 'name=value, name=value')}
      </div>
      <div className={styles.foot}>
        <Button size="compact-xs" variant="subtle" onClick={onRemove} aria-label={`Remove rule ${rule.name || number}`}>
          Remove
        </Button>
      </div>
    </fieldset>
  );
}
