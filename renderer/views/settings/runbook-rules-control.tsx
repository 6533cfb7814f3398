// Rules that name a runbook for incidents: name, matchers that must all hold, and the runbook's id.
import { Button, CloseButton, NativeSelect, TagsInput, TextInput } from '@mantine/core';
import type { RunbookRule } from '../../../shared/settings/runbooks';
import { msg } from '../../../shared/words/words';
import styles from './settings.module.css';

interface Props {
  readonly value: unknown;
  readonly labelledBy: string;
  onChange(value: readonly RunbookRule[]): void;
}

const SEVERITIES = [5, 4, 3, 2, 1].map((sev) => ({
  value: String(sev),
  label: sev === 5 ? msg`any SEV` : sev === 1 ? 'SEV1' : msg`SEV${sev} or worse`,
}));

const NEW = { when: { matchers: [], severityAtLeast: 5, isSecurity: null }, runbook: '' } as const;

export function RunbookRulesControl({ value, labelledBy, onChange }: Props) {
  const rules = value as readonly RunbookRule[];
  const put = (at: number, patch: Partial<RunbookRule>): void => onChange(rules.map((r, i) => (i === at ? { ...r, ...patch } : r)));
  return (
    <fieldset aria-labelledby={labelledBy} className={styles.rules}>
      {rules.length === 0 && <p className={styles.quiet}>{msg`No rule: names, headings and front matter decide.`}</p>}
      {rules.map((rule, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rules have no identity but their place
        <div className={styles.runbookSource} key={at}>
          <TextInput
            size="xs"
            aria-label={msg`Rule ${at + 1}: name`}
            placeholder="name"
            value={rule.name}
            onChange={(e) => put(at, { name: e.currentTarget.value })}
          />
          <TagsInput
            size="xs"
            className={`${styles.monoTags} ${styles.grow}`}
            aria-label={msg`Rule ${at + 1}: matchers, all must hold`}
            placeholder={rule.when.matchers.length === 0 ? 'service="db"' : ''}
            value={[...rule.when.matchers]}
            splitChars={[]}
            acceptValueOnBlur
            onChange={(matchers) => put(at, { when: { ...rule.when, matchers } })}
          />
          <NativeSelect
            size="xs"
            aria-label={msg`Rule ${at + 1}: severity`}
            data={SEVERITIES}
            value={String(rule.when.severityAtLeast)}
            onChange={(e) => put(at, { when: { ...rule.when, severityAtLeast: Number(e.currentTarget.value) as 1 | 2 | 3 | 4 | 5 } })}
          />
          <TextInput
            size="xs"
            className={styles.grow}
            aria-label={msg`Rule ${at + 1}: runbook`}
            placeholder="runbooks/databases/full.md"
            value={rule.runbook}
            onChange={(e) => put(at, { runbook: e.currentTarget.value.trim() })}
          />
          <CloseButton aria-label={msg`Remove rule ${at + 1}`} onClick={() => onChange(rules.filter((_, i) => i !== at))} />
        </div>
      ))}
      <Button
        size="xs"
        variant="default"
        onClick={() => onChange([...rules, { ...NEW, when: { ...NEW.when, matchers: [] }, name: msg`rule ${rules.length + 1}` }])}
      >{msg`Add a rule`}</Button>
    </fieldset>
  );
}
