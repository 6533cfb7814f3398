// One rule of a feed, as it is edited: its parts by its dialect, and on demand the last hour of what it looks for.
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FeedPreview } from '../../../../shared/feed';
import { msg } from '../../../../shared/words/words';
import { INPUT_CLASSES, INPUT_ORDER } from '../../../ui/config-form/input-classes';
import type { RuleDialect, RuleDraft } from '../../../ui/config-form/rule-dialect';
import { askedOf } from './preview-query';
import { RulePartRows } from './rule-part-rows';
import { RulePreview } from './rule-preview';
import styles from './rules.module.css';

const AFTER_OPENING_MS = 150;

interface RuleCardProps {
  readonly dialect: RuleDialect;
  readonly rule: RuleDraft;
  readonly number: number;
  /** What to change in it; '' unless the form was opened for it. */
  readonly hint: string;
  onChange(rule: RuleDraft): void;
  onRemove(): void;
  show(rule: RuleDraft): Promise<FeedPreview>;
}

interface Preview {
  /** What was asked, to tell when the rule has changed since. */
  readonly asked: string;
  readonly query: string;
  readonly shown: FeedPreview;
}

export function RuleCard({ dialect, rule, number, hint, onChange, onRemove, show }: RuleCardProps) {
  const [preview, setPreview] = useState<Preview | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  const name = rule.name ?? '';
  const asked = JSON.stringify(askedOf(dialect, rule));
  const isEmpty = dialect.query(rule).trim() === '';
  const ask = async (): Promise<void> => {
    setIsAsking(true);
    const shown = await show(rule);
    setPreview({ asked, query: dialect.query(rule), shown });
    setIsAsking(false);
  };
  const common = { size: 'xs', classNames: INPUT_CLASSES, inputWrapperOrder: INPUT_ORDER, spellCheck: false } as const;
  return (
    <fieldset className={styles.rule}>
      <legend>{name.trim() === '' ? msg`Rule ${number}` : name}</legend>
      {hint !== '' && (
        <p className={styles.hint} ref={showAtOnce}>
          {hint}
        </p>
      )}
      <div className={styles.row}>
        <TextInput
          {...common}
          label={msg`Name of the alert`}
          value={name}
          onChange={(event) => onChange({ ...rule, name: event.currentTarget.value })}
        />
        <NativeSelect
          {...common}
          label={msg`Severity`}
          data={[...dialect.severities]}
          value={rule.severity ?? dialect.initialSeverity}
          onChange={(event) => onChange({ ...rule, severity: event.currentTarget.value })}
        />
      </div>
      <RulePartRows rows={dialect.asked} rule={rule} onChange={onChange} />
      <div className={styles.foot}>
        <Button
          size="compact-xs"
          variant="default"
          disabled={isEmpty && !dialect.anything}
          loading={isAsking}
          onClick={() => void ask()}
        >{msg`Show the last hour`}</Button>
      </div>
      {preview !== null && (
        <div className={styles.preview} data-old={preview.asked !== asked || undefined}>
          <RulePreview shown={preview.shown} query={preview.query} counts={dialect.counts} />
        </div>
      )}
      <RulePartRows rows={dialect.rest} rule={rule} onChange={onChange} />
      <div className={styles.foot}>
        <Button size="compact-xs" variant="subtle" onClick={onRemove} aria-label={msg`Remove rule ${name || number}`}>{msg`Remove`}</Button>
      </div>
    </fieldset>
  );
}

/** The form opens at its beginning; the rule that it was opened for may be far below. */
function showAtOnce(hint: HTMLElement | null): void {
  if (hint === null) return;
  setTimeout(() => hint.closest('fieldset')?.scrollIntoView({ block: 'start' }), AFTER_OPENING_MS);
}
