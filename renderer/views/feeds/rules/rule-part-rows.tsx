// The parts of a rule as controls, in the rows of its dialect. A part without meaning for the rule as it stands can not be typed into.
import { Textarea, TextInput } from '@mantine/core';
import { INPUT_CLASSES, INPUT_ORDER } from '../../../ui/config-form/input-classes';
import type { RuleDraft, RulePart } from '../../../ui/config-form/rule-dialect';
import styles from './rules.module.css';

interface RulePartRowsProps {
  readonly rows: readonly (readonly RulePart[])[];
  readonly rule: RuleDraft;
  onChange(rule: RuleDraft): void;
}

function Part({ part, rule, onChange }: Omit<RulePartRowsProps, 'rows'> & { readonly part: RulePart }) {
  const { name, label, hint, look, isNumber, isIdle } = part;
  const common = {
    ...{ label, size: 'xs', classNames: INPUT_CLASSES, inputWrapperOrder: INPUT_ORDER, spellCheck: false },
    ...(hint !== undefined && { description: hint }),
    ...(look && { className: styles.code }),
    disabled: isIdle?.(rule) === true,
    value: rule[name] ?? '',
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => onChange({ ...rule, [name]: event.currentTarget.value }),
  };
  return look === 'block' ? (
    <Textarea {...common} autosize minRows={2} maxRows={10} />
  ) : (
    <TextInput {...common} inputMode={isNumber ? 'numeric' : 'text'} />
  );
}

export function RulePartRows({ rows, rule, onChange }: RulePartRowsProps) {
  return rows.map((row) => (
    <div key={row[0]?.name} className={styles.row} data-parts={row.length}>
      {row.map((part) => (
        <Part key={part.name} part={part} rule={rule} onChange={onChange} />
      ))}
    </div>
  ));
}
