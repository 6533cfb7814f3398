// Settings as a YAML file, out and in. Secrets never leave the vault, so an import says which ones are still needed.
import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import type { CallError, EngineValues } from '../../../shared/contract';
import { msg } from '../../../shared/words/words';
import { callEngine, callShell } from '../../bridge';
import { useDesk } from '../../store/desk';
import { rich } from '../../ui/rich';
import { tellDone, tellError } from '../../ui/toasts';
import { giveSecrets } from '../import/give-secrets';
import { TakeOver } from '../import/take-over';
import { ProfileRows } from '../move-profile/profile-rows';
import { MachineRow } from './machine-row';
import styles from './settings.module.css';
import { showSection } from './settings-place';

type Imported = EngineValues['import-settings'];
type Outcome = { readonly ok: true; readonly value: Imported } | { readonly ok: false; readonly error: CallError };

export function ExchangeSection() {
  const file = useRef<HTMLInputElement>(null);
  const [outcome, setOutcome] = useState<Outcome>();
  const take = async (chosen: File | undefined): Promise<void> => {
    if (chosen === undefined) return;
    const done = await importYaml(await chosen.text());
    setOutcome(done);
    if (file.current) file.current.value = '';
  };
  return (
    <>
      <p
        className={styles.about}
      >{msg`All settings and feeds as one YAML file: to keep, to review, to give to the team or to another machine.`}</p>
      <section className={styles.group} aria-label={msg`Import and export`}>
        <MachineRow label={msg`Export`} hint={msg`Without secrets: passwords, tokens and keys stay in the vault.`}>
          <Button size="xs" variant="default" onClick={() => void exportYaml()}>{msg`Export settings…`}</Button>
        </MachineRow>
        <MachineRow
          label={msg`Import`}
          hint={msg`Replaces the settings and feeds here. The file is checked first: one wrong line and nothing changes.`}
        >
          <Button size="xs" variant="default" onClick={() => file.current?.click()}>{msg`Import settings…`}</Button>
          <input
            ref={file}
            type="file"
            accept=".yml,.yaml,text/yaml"
            hidden
            aria-label={msg`Settings file`}
            onChange={(event) => void take(event.currentTarget.files?.[0])}
          />
        </MachineRow>
      </section>
      <div role="status">{outcome && <ImportReport outcome={outcome} />}</div>
      <section className={styles.group} aria-label={msg`Whole profile`}>
        <ProfileRows />
      </section>
      <TakeOver />
    </>
  );
}

function ImportReport({ outcome }: { readonly outcome: Outcome }) {
  if (!outcome.ok) {
    return (
      <div className={styles.report} data-tone="bad">
        <b>{msg`✕ Not imported`}</b>
        <pre>{outcome.error.what}</pre>
        <p>{outcome.error.remedy}</p>
      </div>
    );
  }
  const { needSecrets, channelsNeedSecrets, othersNeedSecrets, settings } = outcome.value;
  const isWhole = needSecrets.length + channelsNeedSecrets.length + othersNeedSecrets.length === 0;
  return (
    <div className={styles.report} data-tone={isWhole ? 'good' : 'unsure'}>
      <b>{rich`✓ Imported, with ${settings.feeds.length === 1 ? msg`1 feed` : msg`${settings.feeds.length} feeds`}`}</b>
      {!isWhole && (
        <>
          <p>{msg`Secrets are never in a file, and what leads elsewhere than before lost its own. Give these theirs:`}</p>
          <ul>
            {needSecrets.map((feed) => (
              <li key={feed}>
                {settings.feeds.find((entry) => entry.id === feed)?.name ?? feed}{' '}
                <Button size="compact-xs" variant="default" onClick={() => giveSecrets(feed)}>{msg`Give secrets`}</Button>
              </li>
            ))}
            {channelsNeedSecrets.map((channel) => (
              <li key={`channel ${channel}`}>
                {settings.channels.find((entry) => entry.id === channel)?.name ?? channel}{' '}
                <Button size="compact-xs" variant="default" onClick={() => showSection('channels')}>{msg`Show channels`}</Button>
              </li>
            ))}
            {othersNeedSecrets.map((other) => (
              <li key={other}>{other}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

async function exportYaml(): Promise<void> {
  const reply = await callEngine('export-settings', {});
  if (!reply.ok) return tellError(reply.error);
  const saved = await callShell('save-text-file', { suggestedName: 'dogwatch-settings.yml', text: reply.value.yaml });
  if (!saved.ok) tellError(saved.error);
  else if (saved.value.path !== null) tellDone(msg`Exported to ${saved.value.path}`);
}

/** The settings as they were are kept as YAML too, so that an import can be undone. */
async function importYaml(yaml: string): Promise<Outcome> {
  const before = await callEngine('export-settings', {});
  const reply = await callEngine('import-settings', { yaml });
  if (!reply.ok) return reply;
  useDesk.setState({ settings: reply.value.settings });
  tellDone(msg`Settings imported`, before.ok ? () => void callEngine('import-settings', { yaml: before.value.yaml }) : undefined);
  return reply;
}
