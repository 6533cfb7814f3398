// All rules on one page, in the order in which an alert meets them: switched off and moved here, edited where their fields are.
import { ActionIcon, Button, Switch } from '@mantine/core';
import { ArrowUp } from 'lucide-react';
import { revealLine } from '../../../shared/domain/reveal-text';
import { type ListedRule, type RuleStage, rulesInOrder } from '../../../shared/rules/all-rules';
import type { Settings } from '../../../shared/settings';
import { msg } from '../../../shared/words/words';
import styles from './all-rules.module.css';
import shared from './settings.module.css';
import { showSection } from './settings-place';
import type { SettingsDraft } from './use-settings-draft';

type Entries = readonly { readonly isEnabled: boolean }[];

export function AllRulesSection({ saved, draft }: { readonly saved: Settings; readonly draft: SettingsDraft }) {
  return (
    <>
      <p
        className={shared.about}
      >{msg`What happens to an alert, from the top: every rule in the order in which it is asked. They are kept with all settings in one YAML file, see Import and export.`}</p>
      {rulesInOrder(saved).map((stage) => (
        <Stage key={stage.title} stage={stage} draft={draft} />
      ))}
    </>
  );
}

function Stage({ stage, draft }: { readonly stage: RuleStage; readonly draft: SettingsDraft }) {
  return (
    <section className={shared.group} aria-label={stage.title}>
      <h3>{stage.title}</h3>
      <p className={shared.hint}>{stage.about}</p>
      <ol className={styles.rules}>
        {stage.rules.length === 0 && <li className={shared.quiet}>{msg`No rule yet.`}</li>}
        {stage.rules.map((rule, at) => (
          <Rule key={rule.at === null ? rule.name : `${rule.at.path} ${rule.at.index}`} rule={rule} at={at} draft={draft} />
        ))}
      </ol>
    </section>
  );
}

function Rule({ rule, at, draft }: { readonly rule: ListedRule; readonly at: number; readonly draft: SettingsDraft }) {
  const { name, words, place, isEnabled } = rule;
  const list = rule.at;
  const entries = list === null ? [] : (draft.valueOf(list.path) as Entries);
  const isOn = list === null ? true : (entries[list.index]?.isEnabled ?? isEnabled ?? true);
  const toggle = (next: boolean): void => {
    if (list)
      draft.change(
        list.path,
        entries.map((entry, i) => (i === list.index ? { ...entry, isEnabled: next } : entry)),
      );
  };
  const raise = (): void => {
    const moved = list && entries[list.index];
    if (!moved) return;
    draft.change(list.path, entries.filter((_, i) => i !== list.index).toSpliced(list.index - 1, 0, moved));
  };
  return (
    <li className={styles.rule} data-off={!isOn || undefined}>
      <span className={styles.place}>{at + 1}</span>
      {isEnabled === null ? (
        <span className={styles.always}>{msg`always`}</span>
      ) : (
        <Switch size="xs" aria-label={msg`${name} is on`} checked={isOn} onChange={(event) => toggle(event.currentTarget.checked)} />
      )}
      <span className={styles.words}>
        <b>{revealLine(name)}</b> {revealLine(words)}
      </span>
      {list === null ? (
        <span />
      ) : (
        <ActionIcon variant="subtle" color="gray" aria-label={msg`Move ${name} up`} disabled={list.index === 0} onClick={raise}>
          <ArrowUp size={14} aria-hidden />
        </ActionIcon>
      )}
      <Button size="compact-xs" variant="default" aria-label={msg`Edit ${name}`} onClick={() => showSection(place)}>{msg`Edit`}</Button>
    </li>
  );
}
