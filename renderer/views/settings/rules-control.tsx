// Severity rules: name, matchers that must all fit, and the severity they give. Added, changed and removed in place.
import { ActionIcon, Button, CloseButton, NativeSelect, TagsInput, TextInput } from '@mantine/core';
import { ArrowUp } from 'lucide-react';
import type { Settings } from '../../../shared/settings';
import styles from './settings.module.css';

type Rule = Settings['severity']['rules'][number];

const NEW_RULE: Omit<Rule, 'name'> = {
  ...{ isEnabled: true, when: [], source: [], tiers: [], hours: 'any' },
  alertsAtLeast: 0,
  hostsAtLeast: 0,
  set: 2,
};

interface RulesControlProps {
  readonly value: unknown;
  readonly labelledBy: string;
  onChange(value: readonly Rule[]): void;
}

const SEVERITIES = [1, 2, 3, 4, 5].map((sev) => ({ value: String(sev), label: `SEV${sev}` }));

export function RulesControl({ value, labelledBy, onChange }: RulesControlProps) {
  const rules = value as readonly Rule[];
  const put = (at: number, patch: Partial<Rule>): void =>
    onChange(rules.map((rule, index) => (index === at ? { ...rule, ...patch } : rule)));
  return (
    <fieldset aria-labelledby={labelledBy} className={styles.rules}>
      {rules.length === 0 && <p className={styles.quiet}>No rule: what the source says decides.</p>}
      {rules.map((rule, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rules have no identity but their place.
        <div className={styles.rule} key={at}>
          <TextInput
            size="xs"
            aria-label={`Rule ${at + 1}: name`}
            placeholder="name"
            value={rule.name}
            onChange={(event) => put(at, { name: event.currentTarget.value })}
          />
          <TagsInput
            classNames={{ pill: styles.tag ?? '' }}
            size="xs"
            className={styles.monoTags}
            aria-label={`Rule ${at + 1}: matchers, all must fit`}
            placeholder={rule.when.length === 0 ? 'tier="1"' : ''}
            value={[...rule.when]}
            splitChars={[]}
            acceptValueOnBlur
            onChange={(when) => put(at, { when })}
          />
          <NativeSelect
            size="xs"
            aria-label={`Rule ${at + 1}: severity`}
            data={SEVERITIES}
            value={String(rule.set)}
            onChange={(event) => put(at, { set: Number(event.currentTarget.value) as Rule['set'] })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            disabled={at === 0}
            aria-label={`Move rule ${at + 1} up`}
            onClick={() => onChange(raised(rules, at))}
          >
            <ArrowUp size={14} aria-hidden />
          </ActionIcon>
          <CloseButton aria-label={`Remove rule ${at + 1}`} onClick={() => onChange(rules.filter((_rule, index) => index !== at))} />
        </div>
      ))}
      <Button size="xs" variant="default" onClick={() => onChange([...rules, { ...NEW_RULE, name: `rule ${rules.length + 1}` }])}>
        Add a rule
      </Button>
    </fieldset>
  );
}

/** The rule one place nearer to the top, where rules are tried first. */
function raised(rules: readonly Rule[], at: number): Rule[] {
  const moved = rules[at];
  const rest = rules.filter((_rule, index) => index !== at);
  return moved === undefined ? rest : rest.toSpliced(at - 1, 0, moved);
}
