// Rules of correlation: which alerts, which others, what must be the same. Added, changed, moved, switched off and removed in place.
import { Button, NativeSelect, TagsInput } from '@mantine/core';
import { correlationWords } from '../../../shared/rules/rule-words';
import type { CorrelationRule } from '../../../shared/settings/correlation';
import { msg } from '../../../shared/words/words';
import { listMoves } from './list-moves';
import { NumberText } from './number-text';
import { RuleHead } from './rule-head';
import shared from './settings.module.css';
import styles from './telling/telling.module.css';

interface Props {
  readonly value: unknown;
  readonly labelledBy: string;
  onChange(value: readonly CorrelationRule[]): void;
}

const DOES = [
  { value: 'together', label: msg`are one incident` },
  { value: 'children', label: msg`join their failed parent` },
  { value: 'apart', label: msg`are kept apart` },
];
const FROM = ['two tools', 'one tool', 'any tool'];
const NEW: CorrelationRule = {
  name: '',
  isEnabled: true,
  does: 'together',
  these: [],
  those: [],
  same: ['service'],
  from: 'two tools',
  withinMinutes: 5,
};

export function CorrelationRulesControl({ value, labelledBy, onChange }: Props) {
  const rules = value as readonly CorrelationRule[];
  const moves = listMoves(rules, onChange);
  const names = rules.map((r) => r.name);
  const fresh = (): string => {
    let n = rules.length + 1;
    while (names.includes(`rule ${n}`)) n += 1;
    return msg`rule ${n}`;
  };
  return (
    <fieldset aria-labelledby={labelledBy} className={styles.list}>
      {rules.length === 0 && <p className={styles.quiet}>{msg`No rule: alerts join by their group only.`}</p>}
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
          <RuleFields rule={rule} onChange={(patch) => moves.put(at, patch)} />
          <p className={styles.quiet}>{correlationWords(rule)}</p>
        </div>
      ))}
      <Button size="xs" variant="default" onClick={() => onChange([...rules, { ...NEW, name: fresh() }])}>{msg`Add a rule`}</Button>
    </fieldset>
  );
}

function RuleFields({ rule, onChange }: { readonly rule: CorrelationRule; onChange(patch: Partial<CorrelationRule>): void }) {
  const matchers = (label: string, key: 'these' | 'those', placeholder: string) => (
    <TagsInput
      size="xs"
      className={`${styles.matchers} ${shared.monoTags}`}
      classNames={{ label: shared.label ?? '', pill: shared.tag ?? '' }}
      label={label}
      placeholder={rule[key].length === 0 ? placeholder : ''}
      value={[...rule[key]]}
      splitChars={[]}
      acceptValueOnBlur
      onChange={(texts) => onChange({ [key]: texts })}
    />
  );
  return (
    <div className={styles.fields}>
      {matchers(msg`Alerts`, 'these', 'any')}
      {matchers(rule.does === 'children' ? msg`The failed parent` : msg`And others`, 'those', 'any')}
      <NativeSelect
        size="xs"
        classNames={{ label: shared.label ?? '' }}
        label={msg`They`}
        data={DOES}
        value={rule.does}
        onChange={(event) => onChange({ does: event.currentTarget.value as CorrelationRule['does'] })}
      />
      {rule.does !== 'apart' && (
        <>
          <TagsInput
            size="xs"
            classNames={{ label: shared.label ?? '' }}
            label={msg`Same value of`}
            value={[...rule.same]}
            acceptValueOnBlur
            onChange={(same) => onChange({ same })}
          />
          <NativeSelect
            size="xs"
            classNames={{ label: shared.label ?? '' }}
            label={msg`From`}
            data={FROM}
            value={rule.from}
            onChange={(event) => onChange({ from: event.currentTarget.value as CorrelationRule['from'] })}
          />
          <span className={shared.unit}>
            {msg`within`}
            <NumberText
              size="xs"
              aria-label={msg`Minutes between their starts`}
              value={rule.withinMinutes}
              onChange={(withinMinutes) => onChange({ withinMinutes: withinMinutes as number })}
            />
            {msg`min`}
          </span>
        </>
      )}
    </div>
  );
}
