// Which incidents a rule is about: severity, security, labels. Routing and escalation ask in the same words.
import { NativeSelect, TagsInput } from '@mantine/core';
import type { IncidentCondition } from '../../../../shared/settings/fields';
import { msg } from '../../../../shared/words/words';

const SEVERITIES = [1, 2, 3, 4, 5].map((sev) => ({ value: String(sev), label: sev === 5 ? msg`any severity` : msg`SEV${sev} or worse` }));
const SECURITY = [
  { value: '', label: msg`security or not` },
  { value: 'true', label: msg`security only` },
  { value: 'false', label: msg`not security` },
];
const SECURITY_VALUES = { '': null, true: true, false: false } as const;

interface Props {
  readonly when: IncidentCondition;
  onChange(when: IncidentCondition): void;
}

export function ConditionFields({ when, onChange }: Props) {
  return (
    <>
      <NativeSelect
        size="xs"
        label={msg`Incidents`}
        data={SEVERITIES}
        value={String(when.severityAtLeast)}
        onChange={(event) =>
          onChange({ ...when, severityAtLeast: Number(event.currentTarget.value) as IncidentCondition['severityAtLeast'] })
        }
      />
      <NativeSelect
        size="xs"
        label={msg`Security`}
        data={SECURITY}
        value={when.isSecurity === null ? '' : String(when.isSecurity)}
        onChange={(event) => onChange({ ...when, isSecurity: SECURITY_VALUES[event.currentTarget.value as keyof typeof SECURITY_VALUES] })}
      />
      <TagsInput
        size="xs"
        label={msg`Labels, all must fit`}
        placeholder={when.matchers.length === 0 ? 'team="payments"' : ''}
        value={[...when.matchers]}
        splitChars={[]}
        acceptValueOnBlur
        onChange={(matchers) => onChange({ ...when, matchers })}
      />
    </>
  );
}
