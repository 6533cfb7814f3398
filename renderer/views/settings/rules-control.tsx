// Severity rules: what must hold, and the severity that follows. Added, changed, moved, switched off and removed in place.
import { Button, NativeSelect, TagsInput } from '@mantine/core';
import { severityWords } from '../../../shared/rules/rule-words';
import { type SeverityRule, SOURCE_WORDS } from '../../../shared/settings/severity';
import { msg } from '../../../shared/words/words';
import { listMoves } from './list-moves';
import { NumberText } from './number-text';
import { RuleHead } from './rule-head';
import shared from './settings.module.css';
import { Checks } from './telling/checks';
import styles from './telling/telling.module.css';

interface Props {
  readonly value: unknown;
  readonly labelledBy: string;
  onChange(value: readonly SeverityRule[]): void;
}

const SEVERITIES = [1, 2, 3, 4, 5].map((sev) => ({ value: String(sev), label: `SEV${sev}` }));
const HOURS = [
  { value: 'any', label: msg`at any hour` },
  { value: 'business', label: msg`in business hours` },
  { value: 'outside business', label: msg`outside business hours` },
];
const TIERS = [1, 2, 3, 4, 5].map((tier) => ({ value: String(tier), label: String(tier) }));
const WORDS = SOURCE_WORDS.map((word) => ({ value: word, label: word }));
const NEW = { isEnabled: true, when: [], source: [], tiers: [], hours: 'any', alertsAtLeast: 0, hostsAtLeast: 0, set: 2 } as const;

export function RulesControl({ value, labelledBy, onChange }: Props) {
  const rules = value as readonly SeverityRule[];
  const moves = listMoves(rules, onChange);
  return (
    <fieldset aria-labelledby={labelledBy} className={styles.list}>
      {rules.length === 0 && <p className={styles.quiet}>{msg`No rule: what the source says decides.`}</p>}
      {rules.map((rule, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rules have no identity but their place.
        <div key={at} className={styles.item}>
          <RuleHead
            rule={rule}
            at={at}
            onChange={(patch) => moves.put(at, patch)}
            onUp={() => moves.up(at)}
            onRemove={() => moves.remove(at)}
          />
          <RuleFields rule={rule} at={at} onChange={(patch) => moves.put(at, patch)} />
          <p className={styles.quiet}>{severityWords(rule)}</p>
        </div>
      ))}
      <Button
        size="xs"
        variant="default"
        onClick={() => onChange([...rules, { ...NEW, when: [], source: ['critical'], tiers: [], name: msg`rule ${rules.length + 1}` }])}
      >{msg`Add a rule`}</Button>
    </fieldset>
  );
}

interface FieldsProps {
  readonly rule: SeverityRule;
  readonly at: number;
  onChange(patch: Partial<SeverityRule>): void;
}

function RuleFields({ rule, at, onChange }: FieldsProps) {
  const name = msg`Rule ${at + 1}`;
  return (
    <>
      <div className={styles.fields}>
        <TagsInput
          classNames={{ pill: shared.tag ?? '' }}
          size="xs"
          className={`${styles.matchers} ${shared.monoTags}`}
          label={msg`Labels, all must fit`}
          aria-label={msg`${name}: matchers, all must fit`}
          placeholder={rule.when.length === 0 ? 'tier="1"' : ''}
          value={[...rule.when]}
          splitChars={[]}
          acceptValueOnBlur
          onChange={(when) => onChange({ when })}
        />
        <NativeSelect
          size="xs"
          label={msg`When`}
          data={HOURS}
          value={rule.hours}
          onChange={(event) => onChange({ hours: event.currentTarget.value as SeverityRule['hours'] })}
        />
        <NativeSelect
          size="xs"
          label={msg`Gives`}
          aria-label={msg`${name}: severity`}
          data={SEVERITIES}
          value={String(rule.set)}
          onChange={(event) => onChange({ set: Number(event.currentTarget.value) as SeverityRule['set'] })}
        />
      </div>
      <Checks
        legend={msg`${name}: source`}
        options={WORDS}
        chosen={rule.source}
        onChange={(chosen) => onChange({ source: SOURCE_WORDS.filter((word) => chosen.includes(word)) })}
      />
      <Checks
        legend={msg`${name}: tier`}
        options={TIERS}
        chosen={rule.tiers.map(String)}
        onChange={(chosen) => onChange({ tiers: chosen.map(Number).sort((a, b) => a - b) })}
      />
      <span className={shared.unit}>
        {msg`from`}
        <NumberText
          size="xs"
          aria-label={msg`${name}: alerts at least`}
          value={rule.alertsAtLeast}
          onChange={(alertsAtLeast) => onChange({ alertsAtLeast: alertsAtLeast as number })}
        />
        {msg`alerts and`}
        <NumberText
          size="xs"
          aria-label={msg`${name}: hosts at least`}
          value={rule.hostsAtLeast}
          onChange={(hostsAtLeast) => onChange({ hostsAtLeast: hostsAtLeast as number })}
        />
        {msg`hosts on; rules that count only make worse`}
      </span>
    </>
  );
}
