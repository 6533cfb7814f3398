// In the settings: what another tool was told, taken over. A look at what would be made comes first; nothing is written before "Import".
import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import type { CallError, EngineValues, Reply } from '../../../shared/contract';
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { useDesk } from '../../store/desk';
import { tellDone } from '../../ui/toasts';
import { MachineRow } from '../settings/machine-row';
import styles from '../settings/settings.module.css';
import { saveSettings } from '../settings/use-settings-draft';
import { ImportPlanView } from './import-plan';
import { type Account, PagerDutyRow } from './pagerduty-row';
import { type From, readFiles } from './read-files';

type Plan = EngineValues['preview-import']['plan'];
type Taken = EngineValues['take-import'];
type Look =
  | { readonly step: 'failed'; readonly error: CallError }
  | { readonly step: 'looked' | 'done'; readonly take: () => Promise<Reply<Taken>>; readonly plan: Plan };

export function TakeOver() {
  const [look, setLook] = useState<Look>();
  const [isBusy, setIsBusy] = useState(false);
  const choose = async (from: From, chosen: readonly File[]): Promise<void> => {
    const read = await readFiles(from, chosen);
    const reply = read.ok ? await callEngine('preview-import', read.given) : read;
    if (!reply.ok) setLook({ step: 'failed', error: reply.error });
    else if (read.ok) setLook({ step: 'looked', take: () => callEngine('take-import', read.given), plan: reply.value.plan });
  };
  const askPagerDuty = async (account: Account): Promise<void> => {
    setLook(undefined);
    const reply = await callEngine('preview-pagerduty', account);
    if (!reply.ok) setLook({ step: 'failed', error: reply.error });
    else setLook({ step: 'looked', take: () => callEngine('take-pagerduty', account), plan: reply.value.plan });
  };
  const takeOver = async (take: () => Promise<Reply<Taken>>): Promise<void> => {
    const before = useDesk.getState().settings;
    setIsBusy(true);
    const reply = await take();
    setIsBusy(false);
    if (!reply.ok) return setLook({ step: 'failed', error: reply.error });
    useDesk.setState({ settings: reply.value.settings });
    setLook({ step: 'done', take, plan: reply.value.plan });
    tellDone(msg`Taken over`, before === null ? undefined : () => void saveSettings(reply.value.settings, before));
  };
  return (
    <>
      <section className={styles.group} aria-label={msg`From another tool`}>
        <MachineRow
          label={msg`Nagstamon`}
          hint={msg`Its folder, often ~/.nagstamon: servers become feeds, filters become rules that hold pages back. Passwords are not read.`}
        >
          <Chooser
            label={msg`Nagstamon folder`}
            isFolder
            onChoose={(files) => void choose('nagstamon', files)}
          >{msg`Choose its folder…`}</Chooser>
        </MachineRow>
        <MachineRow
          label={msg`Alertmanager`}
          hint={msg`An alertmanager.yml: receivers become channels, routes become routing rules that ask before they tell. Secrets are not read.`}
        >
          <Chooser label={msg`Alertmanager file`} onChoose={(files) => void choose('alertmanager', files)}>{msg`Choose the file…`}</Chooser>
        </MachineRow>
        <PagerDutyRow onAsk={askPagerDuty} />
      </section>
      <div role="status">
        {look?.step === 'failed' && (
          <div className={styles.report} data-tone="bad">
            <b>{msg`✕ Nothing taken over`}</b>
            <p>{look.error.what}</p>
            <p>{look.error.remedy}</p>
          </div>
        )}
        {look !== undefined && look.step !== 'failed' && (
          <ImportPlanView plan={look.plan} isDone={look.step === 'done'}>
            <Button size="xs" loading={isBusy} onClick={() => void takeOver(look.take)}>{msg`Import`}</Button>
            <Button size="xs" variant="default" disabled={isBusy} onClick={() => setLook(undefined)}>{msg`Cancel`}</Button>
          </ImportPlanView>
        )}
      </div>
    </>
  );
}

interface ChooserProps {
  readonly label: string;
  readonly isFolder?: boolean;
  readonly children: string;
  onChoose(files: readonly File[]): void;
}

function Chooser({ label, isFolder = false, children, onChoose }: ChooserProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button size="xs" variant="default" onClick={() => input.current?.click()}>
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        {...(isFolder ? { webkitdirectory: '' } : { accept: '.yml,.yaml' })}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = '';
          if (files.length > 0) onChoose(files);
        }}
      />
    </>
  );
}
