// “Always together?” and “never together?”: the rule that a merge or a split by hand would be, shown before it is written.
import { Button, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { revealLine } from '../../../shared/domain/reveal-text';
import { correlationWords } from '../../../shared/rules/rule-words';
import type { CorrelationRule } from '../../../shared/settings/correlation';
import { msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import { rich } from '../../ui/rich';
import { saveSettings } from '../settings/use-settings-draft';
import { DialogFrame } from './dialog-frame';
import styles from './dialogs.module.css';

interface Props {
  readonly rule: CorrelationRule;
  onClose(): void;
}

export function TeachDialog({ rule: proposed, onClose }: Props) {
  const settings = useDesk((s) => s.settings);
  const isDictated = useDesk((s) => (s.status?.settingsFrom ?? null) !== null);
  const [name, setName] = useState(proposed.name);
  const [withinMinutes, setWithinMinutes] = useState(proposed.withinMinutes);
  const [isBusy, setIsBusy] = useState(false);
  const rule = { ...proposed, name: name.trim(), withinMinutes };
  const isTaken = settings?.correlation.rules.some((r) => r.name === rule.name) ?? false;
  const write = async (): Promise<void> => {
    if (settings === null || isBusy) return;
    setIsBusy(true);
    const { correlation } = settings;
    const error = await saveSettings(settings, { ...settings, correlation: { ...correlation, rules: [rule, ...correlation.rules] } });
    setIsBusy(false);
    if (error === null) onClose();
  };
  return (
    <DialogFrame title={rule.does === 'apart' ? msg`Never together?` : msg`Always together?`} onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void write();
        }}
      >
        <p
          className={styles.intro}
        >{rich`From now on: ${revealLine(correlationWords(rule))}. It can be changed under Settings, Correlation, and undone at once.`}</p>
        <TextInput
          data-autofocus
          label={msg`Name of the rule`}
          value={name}
          error={isTaken ? msg`Another rule has this name.` : undefined}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {rule.does !== 'apart' && (
          <NumberInput
            label={msg`Begun within, in minutes`}
            min={1}
            max={1440}
            value={withinMinutes}
            onChange={(value) => setWithinMinutes(Number(value) || 1)}
          />
        )}
        {isDictated && <p className={styles.quiet}>{msg`A file dictates the settings: write the rule there.`}</p>}
        <div className={styles.end}>
          <span className={styles.quiet}>{msg`It stands first among the rules.`}</span>
          <Button type="submit" disabled={rule.name === '' || isTaken || isDictated} aria-busy={isBusy}>{msg`Write the rule`}</Button>
        </div>
      </form>
    </DialogFrame>
  );
}
