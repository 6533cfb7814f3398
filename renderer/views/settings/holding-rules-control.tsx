// Rules that hold pages back: which alerts, for how many minutes. Added, changed, moved, switched off and removed in place.
import { Button, TagsInput } from '@mantine/core';
import { holdingWords } from '../../../shared/rules/holding';
import type { HoldingRule } from '../../../shared/settings/holding';
import { msg } from '../../../shared/words/words';
import { listMoves } from './list-moves';
import { NumberText } from './number-text';
import { RuleHead } from './rule-head';
import shared from './settings.module.css';
import styles from './telling/telling.module.css';

interface Props {
  readonly value: unknown;
  readonly labelledBy: string;
  onChange(value: readonly HoldingRule[]): void;
}

export function HoldingRulesControl({ value, labelledBy, onChange }: Props) {
  const rules = value as readonly HoldingRule[];
  const moves = listMoves(rules, onChange);
  const fresh = (): string => {
    let n = rules.length + 1;
    while (rules.some((r) => r.name === `hold ${n}`)) n += 1;
    return msg`hold ${n}`;
  };
  return (
    <fieldset aria-labelledby={labelledBy} className={styles.list}>
      {rules.length === 0 && (
        <p className={styles.quiet}>{msg`No rule holds anything back. Insights tell which alerts are loud for nothing.`}</p>
      )}
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
          <div className={styles.fields}>
            <TagsInput
              size="xs"
              className={`${styles.matchers} ${shared.monoTags}`}
              classNames={{ label: shared.label ?? '', pill: shared.tag ?? '' }}
              label={msg`Incidents with`}
              value={[...rule.when]}
              splitChars={[]}
              acceptValueOnBlur
              onChange={(when) => moves.put(at, { when })}
            />
            <span className={shared.unit}>
              {msg`page after`}
              <NumberText
                size="xs"
                aria-label={msg`Minutes that it must have been open; 0: it never pages`}
                value={rule.forMinutes}
                onChange={(forMinutes) => moves.put(at, { forMinutes })}
              />
              {msg`min`}
            </span>
          </div>
          <p className={styles.quiet}>{holdingWords(rule)}</p>
        </div>
      ))}
      <Button
        size="xs"
        variant="default"
        onClick={() => onChange([...rules, { name: fresh(), isEnabled: true, when: ['alertname="…"'], forMinutes: 5 }])}
      >{msg`Add a rule`}</Button>
    </fieldset>
  );
}
