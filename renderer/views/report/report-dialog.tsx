// An incident in one line: what is typed is read while it is typed, and shown as it will be reported.
import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { readReportLine } from '../../../shared/rules/report-line';
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { useUi } from '../../store/ui';
import { rich } from '../../ui/rich';
import { SeverityShape } from '../../ui/severity-shape';
import { tellDone, tellError } from '../../ui/toasts';
import { DialogFrame } from '../incident/dialog-frame';
import styles from '../incident/dialogs.module.css';
import own from './report.module.css';

interface Props {
  readonly line: string;
  onClose(): void;
}

export function ReportDialog({ line: first, onClose }: Props) {
  const [line, setLine] = useState(first);
  const [isSecurityChecked, setSecurity] = useState(false);
  const [isTaken, setTaken] = useState(true);
  const [isBusy, setIsBusy] = useState(false);
  const read = readReportLine(line);
  const isSecurity = isSecurityChecked || read.isSecurity;
  const report = async (): Promise<void> => {
    if (isBusy || read.title === '') return;
    setIsBusy(true);
    const { title, severity, service } = read;
    const reply = await callEngine('report-incident', { title, severity, service, isSecurity, isTaken });
    setIsBusy(false);
    if (!reply.ok) return tellError(reply.error);
    onClose();
    useUi.getState().showIncident(reply.value.incident);
    tellDone(msg`INC-${reply.value.number} reported`);
  };
  return (
    <DialogFrame title={msg`Report an incident`} size={560} onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void report();
        }}
      >
        <TextInput
          label={msg`What is wrong`}
          description={msg`In one line; sev1 to sev5, #service and !security are read from it.`}
          placeholder={msg`checkout is down sev2 #payments`}
          data-autofocus
          autoFocus
          autoComplete="off"
          maxLength={600}
          value={line}
          onChange={(event) => setLine(event.currentTarget.value)}
        />
        <p className={own.read} role="status">
          <SeverityShape severity={read.severity} size={18} isDecorative />
          <span>{rich`SEV${read.severity}`}</span>
          {!read.isSeveritySaid && <span className={styles.quiet}>{msg`unless you say another`}</span>}
          {read.service !== null && <span className={own.chip}>{read.service}</span>}
          {isSecurity && <span className={own.chip}>{msg`security`}</span>}
          <span className={own.title}>{read.title || msg`no words yet`}</span>
        </p>
        <Checkbox
          label={msg`It is a security incident`}
          description={msg`It goes first, and outside this window only number and severity are told.`}
          checked={isSecurity}
          disabled={read.isSecurity}
          onChange={(event) => setSecurity(event.currentTarget.checked)}
        />
        <Checkbox
          label={msg`I have it`}
          description={msg`It is acknowledged by you and pages nobody. Off: it pages by the rules, like any other.`}
          checked={isTaken}
          onChange={(event) => setTaken(event.currentTarget.checked)}
        />
        <div className={styles.end}>
          <span className={styles.quiet}>{msg`It has no alerts: a person resolves it.`}</span>
          <Button type="submit" disabled={read.title === ''} aria-busy={isBusy}>{msg`Report`}</Button>
        </div>
      </form>
    </DialogFrame>
  );
}
