// Editing matchers: one line each, names and values suggested from the alerts of the incident.
import { Button, CloseButton } from '@mantine/core';
import { useId } from 'react';
import type { Alert } from '../../../shared/domain/alert';
import { revealText } from '../../../shared/domain/reveal-text';
import type { Matcher } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { rich } from '../../ui/rich';
import styles from './dialogs.module.css';
import { labelNames, labelValues, OPERATORS, type Operator, operatorOf, withOperator } from './silence-matchers';

const OPERATOR_WORDS: Readonly<Record<Operator, string>> = {
  '=': 'is',
  '!=': msg`is not`,
  '=~': msg`fits pattern`,
  '!~': msg`does not fit pattern`,
};

interface Props {
  readonly matchers: readonly Matcher[];
  readonly alerts: readonly Alert[];
  onChange(matchers: readonly Matcher[]): void;
}

interface LineProps {
  readonly matcher: Matcher;
  readonly position: number;
  readonly alerts: readonly Alert[];
  readonly namesId: string;
  onChange(matcher: Matcher): void;
  onRemove(): void;
}

function MatcherLine({ matcher, position, alerts, namesId, onChange, onRemove }: LineProps) {
  const valuesId = useId();
  const shown = revealText(matcher.value);
  return (
    <li className={styles.matcher}>
      <input
        className={styles.field}
        aria-label={msg`Label ${position}`}
        list={namesId}
        value={matcher.name}
        spellCheck={false}
        maxLength={200}
        onChange={(e) => onChange({ ...matcher, name: e.currentTarget.value.trim() })}
      />
      <select
        className={styles.field}
        aria-label={msg`Operator ${position}`}
        value={operatorOf(matcher)}
        onChange={(e) => onChange(withOperator(matcher, e.currentTarget.value as Operator))}
      >
        {OPERATORS.map((operator) => (
          <option key={operator} value={operator}>
            {operator} {OPERATOR_WORDS[operator]}
          </option>
        ))}
      </select>
      <input
        className={styles.field}
        aria-label={msg`Value ${position}`}
        list={valuesId}
        value={matcher.value}
        spellCheck={false}
        maxLength={2000}
        onChange={(e) => onChange({ ...matcher, value: e.currentTarget.value })}
      />
      <datalist id={valuesId}>
        {labelValues(alerts, matcher.name).map((value) => (
          <option key={value} value={value} />
        ))}
      </datalist>
      <CloseButton size="sm" aria-label={msg`Remove matcher ${position}`} onClick={onRemove} />
      {shown !== matcher.value && <small className={styles.hidden}>{rich`The value holds hidden characters: ${shown}`}</small>}
    </li>
  );
}

export function MatcherEditor({ matchers, alerts, onChange }: Props) {
  const namesId = useId();
  const replace = (at: number, matcher: Matcher): void => onChange(matchers.map((m, i) => (i === at ? matcher : m)));
  return (
    <fieldset className={styles.matchers}>
      <legend>{msg`Hide alerts whose labels fit all of these`}</legend>
      <datalist id={namesId}>
        {labelNames(alerts).map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <ul>
        {matchers.map((matcher, i) => (
          <MatcherLine
            // biome-ignore lint/suspicious/noArrayIndexKey: a matcher being typed has no identity but its place
            key={i}
            matcher={matcher}
            position={i + 1}
            alerts={alerts}
            namesId={namesId}
            onChange={(m) => replace(i, m)}
            onRemove={() => onChange(matchers.filter((_, at) => at !== i))}
          />
        ))}
      </ul>
      <Button
        size="compact-xs"
        variant="default"
        onClick={() => onChange([...matchers, { name: '', value: '', isRegex: false, isEqual: true }])}
      >{msg`Add matcher`}</Button>
    </fieldset>
  );
}
