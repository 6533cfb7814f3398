// The alerts inside an incident, firing first: filtered by any word of theirs, opened one by one, chosen to be split off.
import { TextInput } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import type { IncidentDetail } from '../../../shared/contract';
import type { Alert } from '../../../shared/domain/alert';
import type { IncidentRow } from '../../../shared/domain/incident';
import type { SourceAct } from '../../../shared/domain/source-act';
import { locale, msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import { EmptyState } from '../../ui/empty-state';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { tellError } from '../../ui/toasts';
import { AlertSourceActs } from '../source/alert-source-acts';
import { useSourceActs } from '../source/use-source-acts';
import { AlertLine } from './alert-line';
import alertStyles from './alerts.module.css';
import styles from './incident.module.css';
import { commonLabels, keyOf } from './silence-matchers';
import { SplitBar } from './split-bar';
import { StaleNotice } from './stale-notice';
import { tallyWords } from './tally-words';
import { useAlertPages } from './use-alert-pages';
import { VirtualList } from './virtual-list';

const LINE_PX = 52;

interface Props {
  readonly row: IncidentRow;
  readonly detail: IncidentDetail;
  readonly isSplitting: boolean;
  onSplitEnd(): void;
}

function toggled<K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> {
  const next = new Map(map);
  if (!next.delete(key)) next.set(key, value);
  return next;
}

const NONE: ReadonlyMap<string, Alert> = new Map();
const NO_ACTS: readonly SourceAct[] = [];

export function AlertsTab({ row, detail, isSplitting, onSplitEnd }: Props) {
  const [text, setText] = useState('');
  const [opened, setOpened] = useState(NONE);
  const [chosen, setChosen] = useState(NONE);
  const { state, pages } = useAlertPages(row.id, detail.row.seq, text);
  const atSource = useSourceActs(row);
  const feeds = useDesk((s) => s.feeds);
  const common = useMemo(() => (detail.alerts.length > 1 ? commonLabels(detail.alerts) : {}), [detail.alerts]);
  const onSight = useCallback((from: number, to: number) => pages?.want(from, to), [pages]);

  const isSearching = state?.text !== text;
  const total = state && state.text !== null ? state.total : detail.alertTotal;
  const alertAt = (i: number): Alert | undefined => state?.at(i) ?? (text === '' ? detail.alerts[i] : undefined);
  const chooseAll = async (): Promise<void> => {
    const reply = await pages?.all(text);
    if (reply?.ok) setChosen(new Map([...chosen, ...reply.value.map((a) => [keyOf(a), a] as const)]));
    else if (reply) tellError(reply.error);
  };
  const endSplit = (): void => {
    setChosen(NONE);
    onSplitEnd();
  };
  const line = (i: number, tabIndex: 0 | -1) => {
    const alert = alertAt(i);
    if (!alert) return <div className={alertStyles.waiting} aria-busy="true" />;
    const key = keyOf(alert);
    return (
      <AlertLine
        alert={alert}
        common={common}
        from={row.feeds.length > 1 ? (feeds.find((f) => f.feed === alert.feed)?.name ?? alert.feed) : ''}
        isOpen={opened.has(key)}
        isChosen={isSplitting ? chosen.has(key) : null}
        tabIndex={tabIndex}
        acts={<AlertSourceActs incident={row.id} alert={alert} acts={atSource.get(alert.feed) ?? NO_ACTS} />}
        onToggle={() => setOpened(toggled(opened, key, alert))}
        onChoose={() => setChosen(toggled(chosen, key, alert))}
      />
    );
  };
  return (
    <div className={styles.tabPage}>
      <div className={styles.bar}>
        <TextInput
          className={styles.grow}
          placeholder={msg`Filter by any label or word`}
          aria-label={msg`Filter alerts`}
          value={text}
          onChange={(e) => setText(e.currentTarget.value)}
        />
      </div>
      <div className={styles.note} aria-live="polite">
        {text === ''
          ? tallyWords(row.tally, row.alertCount)
          : isSearching
            ? msg`Looking…`
            : msg`${total.toLocaleString(locale())} of ${detail.alertTotal.toLocaleString(locale())} fit`}
      </div>
      {isSplitting && (
        <SplitBar
          id={row.id}
          chosen={chosen}
          staying={detail.alerts}
          found={isSearching ? null : total}
          alertTotal={detail.alertTotal}
          onChooseAll={() => void chooseAll()}
          onEnd={endSplit}
        />
      )}
      {state?.error && <StaleNotice error={state.error} onRetry={() => pages?.show(text)} />}
      {total === 0 && text !== '' && !isSearching ? (
        <EmptyState title={msg`No alert fits`}>{msg`Every word must occur in a label, an annotation or the text of one alert.`}</EmptyState>
      ) : total === 0 && !state ? (
        <SkeletonRows count={4} />
      ) : (
        <VirtualList
          label={msg`Alerts`}
          count={total}
          estimatePx={LINE_PX}
          keyOf={(i) => {
            const a = alertAt(i);
            return a ? keyOf(a) : String(i);
          }}
          render={line}
          onSight={onSight}
        />
      )}
    </div>
  );
}
