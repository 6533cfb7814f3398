// Theme of this window: dark for the night, light for the office, or as the system has it.
import { SegmentedControl } from '@mantine/core';
import { msg } from '../../../shared/words/words';
import { savePreferences, usePreferences } from '../../store/preferences';
import { tellError } from '../../ui/toasts';
import { MachineRow } from './machine-row';
import styles from './settings.module.css';

const THEMES = [
  { value: 'dark', label: msg`Dark` },
  { value: 'light', label: msg`Light` },
  { value: 'system', label: msg`System` },
] as const;

const LANGUAGES = [
  { value: 'system', label: msg`System` },
  { value: 'en', label: 'English' },
  { value: 'de', label: 'Deutsch' },
] as const;

export function AppearanceSection() {
  const theme = usePreferences((state) => state.value?.theme ?? 'system');
  const language = usePreferences((state) => state.value?.language ?? 'system');
  const speakFromNowOn = async (next: string): Promise<void> => {
    const found = LANGUAGES.find((entry) => entry.value === next);
    const error = found ? await savePreferences({ language: found.value }) : null;
    if (error) tellError(error);
  };
  const choose = async (next: string): Promise<void> => {
    const found = THEMES.find((entry) => entry.value === next);
    const error = found ? await savePreferences({ theme: found.value }) : null;
    if (error) tellError(error);
  };
  return (
    <>
      <p className={styles.about}>{msg`How this window looks, on this machine only.`}</p>
      <section className={styles.group} aria-label={msg`Appearance`}>
        <MachineRow label={msg`Theme`} hint={msg`Dark is made for 03:00. System follows your desktop.`}>
          <SegmentedControl
            size="xs"
            aria-label={msg`Theme`}
            classNames={{ root: styles.choices, indicator: styles.chosen, label: styles.choice }}
            data={[...THEMES]}
            value={theme}
            onChange={(next) => void choose(next)}
          />
        </MachineRow>
        <MachineRow
          label={msg`Language`}
          hint={msg`Counts when Dogwatch starts the next time. What is on timelines and in postmortems keeps its language.`}
        >
          <SegmentedControl
            size="xs"
            aria-label={msg`Language`}
            classNames={{ root: styles.choices, indicator: styles.chosen, label: styles.choice }}
            data={[...LANGUAGES]}
            value={language}
            onChange={(next) => void speakFromNowOn(next)}
          />
        </MachineRow>
      </section>
    </>
  );
}
