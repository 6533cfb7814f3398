// The rules of a feed in its form: one card each, a new one by hand or from a preset.
import { Button, NativeSelect } from '@mantine/core';
import type { ConfigField, FeedPreview } from '../../../../shared/feed';
import { msg } from '../../../../shared/words/words';
import type { AskedRule } from '../../../store/ui';
import type { RuleDraft } from '../../../ui/config-form/rule-dialect';
import { dialectOf } from '../../../ui/config-form/rule-dialects';
import { draftsOf, draftsText, emptyRule, ruleDraft } from '../../../ui/config-form/rules-draft';
import { RuleCard } from './rule-card';
import styles from './rules.module.css';

interface RulesFieldProps {
  readonly field: ConfigField;
  /** As the form keeps it. */
  readonly value: string;
  readonly error: string | undefined;
  /** The rule that the form is opened for; null: none. */
  readonly asked: AskedRule | null;
  onChange(value: string): void;
  show(rule: RuleDraft): Promise<FeedPreview>;
}

export function RulesField({ field, value, error, asked, onChange, show }: RulesFieldProps) {
  const dialect = dialectOf(field);
  const rules = draftsOf(dialect, value);
  const presets = field.presets ?? [];
  const change = (next: readonly RuleDraft[]) => onChange(draftsText(next));
  const add = (about: string) => {
    const preset = presets.find((one) => one.about === about);
    if (preset) change([...rules, ruleDraft(dialect, preset.rule)]);
  };
  return (
    <section className={styles.rules} aria-label={field.label}>
      <h3>{field.label}</h3>
      <p className={styles.words}>{field.hint}</p>
      {rules.map((rule, at) => (
        <RuleCard
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule has no id, and its name changes while it is typed
          key={at}
          dialect={dialect}
          rule={rule}
          number={at + 1}
          hint={asked !== null && rule.name === asked.name ? asked.hint : ''}
          onChange={(changed) => change(rules.map((one, place) => (place === at ? changed : one)))}
          onRemove={() => change(rules.filter((_, place) => place !== at))}
          show={show}
        />
      ))}
      {error !== undefined && (
        <p className={styles.wrong} role="alert">
          {error}
        </p>
      )}
      <div className={styles.foot}>
        <Button
          size="compact-sm"
          variant="default"
          aria-invalid={error !== undefined}
          onClick={() => change([...rules, emptyRule(dialect)])}
        >{msg`Add a rule`}</Button>
        {presets.length > 0 && (
          <NativeSelect
            size="xs"
            aria-label={msg`Add a preset`}
            data={[msg`Add a preset…`, ...presets.map(({ about }) => about)]}
            value={msg`Add a preset…`}
            onChange={(event) => add(event.currentTarget.value)}
          />
        )}
      </div>
    </section>
  );
}
