// The bar above the insights: which period, which service and severity, look again, and the report of a month.
import { Button, Menu } from '@mantine/core';
import { FileText, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { revealLine } from '../../../shared/domain/reveal-text';
import { msg } from '../../../shared/words/words';
import { callShell } from '../../bridge';
import { ChoiceMenu } from '../../ui/choice-menu';
import { rich } from '../../ui/rich';
import { tellDone, tellError } from '../../ui/toasts';
import { Toolbar } from '../../ui/toolbar';
import type { Choice } from './choice';
import styles from './insights.module.css';
import { type OwnDays, PERIODS } from './period';

interface Props {
  readonly choice: Choice;
  readonly services: readonly string[];
  readonly isAsking: boolean;
  onChoose(choice: Choice): void;
  onRefresh(): void;
}

const SEVERITIES = [{ value: 'all', label: msg`all` }, ...[1, 2, 3, 4, 5].map((n) => ({ value: String(n), label: `SEV${n}` }))];
/** A choice of its own for incidents without a service: no service is called so. */
const ALL = '\u0000all';

export function InsightsToolbar({ choice, services, isAsking, onChoose, onRefresh }: Props) {
  const set = (patch: Partial<Choice>): void => onChoose({ ...choice, ...patch });
  const named = services.map((value) => ({ value, label: value === '' ? msg`no service` : revealLine(value) }));
  return (
    <Toolbar label={msg`Insights`}>
      <h2 className={styles.title}>{msg`Insights`}</h2>
      <ChoiceMenu name={msg`Period`} value={choice.period} choices={PERIODS} onChoose={(period) => set({ period })} />
      {choice.period === 'own' && <OwnPeriod days={choice.own} onChange={(own) => set({ own })} />}
      <ChoiceMenu
        name={msg`Service`}
        value={choice.service ?? ALL}
        choices={[{ value: ALL, label: msg`all` }, ...named]}
        onChoose={(value) => set({ service: value === ALL ? null : value })}
      />
      <ChoiceMenu
        name={msg`Severity`}
        value={choice.severity === null ? 'all' : String(choice.severity)}
        choices={SEVERITIES}
        onChoose={(value) => set({ severity: value === 'all' ? null : Number(value) })}
      />
      <span className={styles.space} />
      <Button size="xs" variant="default" aria-label={msg`Look again`} loading={isAsking} onClick={onRefresh}>
        <RefreshCw size={13} aria-hidden />
      </Button>
      <ReportMenu />
    </Toolbar>
  );
}

function OwnPeriod({ days, onChange }: { readonly days: OwnDays; onChange(days: OwnDays): void }) {
  return (
    <span className={styles.days}>
      <input
        type="date"
        aria-label={msg`From`}
        value={days.from}
        max={days.to}
        onChange={(event) => onChange({ ...days, from: event.target.value })}
      />
      –
      <input
        type="date"
        aria-label={msg`To`}
        value={days.to}
        min={days.from}
        onChange={(event) => onChange({ ...days, to: event.target.value })}
      />
    </span>
  );
}

function ReportMenu() {
  const [isBusy, setIsBusy] = useState(false);
  const save = async (month: string): Promise<void> => {
    setIsBusy(true);
    const saved = await callShell('save-report', { month });
    setIsBusy(false);
    if (!saved.ok) tellError(saved.error);
    else if (saved.value.path !== null) tellDone(msg`Saved as ${saved.value.path}`);
  };
  return (
    <Menu position="bottom-end" offset={4} withinPortal>
      <Menu.Target>
        <Button size="xs" loading={isBusy} leftSection={<FileText size={13} aria-hidden />}>{msg`Monthly report`}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {lastMonths(12).map((month) => (
          <Menu.Item key={month} onClick={() => void save(month)}>
            {rich`${month} as PDF`}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** '2026-11', this month first. */
function lastMonths(count: number): string[] {
  const now = new Date();
  return Array.from({ length: count }, (_, i) => {
    const date = new Date(now.getFullYear(), now.getMonth() - i, 1);
    return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}`;
  });
}
