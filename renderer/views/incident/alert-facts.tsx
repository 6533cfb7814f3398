// Everything an alert came with, as text: times, what holds it back, all labels, all annotations.
import type { ReactNode } from 'react';
import type { Alert } from '../../../shared/domain/alert';
import { LINES, linesOf } from '../../../shared/domain/log-lines';
import { revealLine, revealText } from '../../../shared/domain/reveal-text';
import { locale, msg } from '../../../shared/words/words';
import { openLink } from '../../store/commands';
import { useDesk } from '../../store/desk';
import { rich } from '../../ui/rich';
import alertStyles from './alerts.module.css';
import { heldBack } from './held-back';
import styles from './incident.module.css';
import { KeptLines } from './kept-lines';
import { Moment } from './moment';

const VALUE_SHOWN = 4_000;

function Value({ text }: { readonly text: string }) {
  const shown = revealText(text.slice(0, VALUE_SHOWN));
  return (
    <>
      {shown}
      {text.length > VALUE_SHOWN && <small> {rich`… ${(text.length - VALUE_SHOWN).toLocaleString(locale())} characters more`}</small>}
    </>
  );
}

function Pairs({ title, pairs }: { readonly title: string; readonly pairs: readonly (readonly [string, ReactNode])[] }) {
  if (pairs.length === 0) return null;
  return (
    <>
      <h4>{title}</h4>
      <dl className={alertStyles.pairs}>
        {pairs.map(([name, value]) => (
          <div key={name}>
            <dt>{revealLine(name)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function textPairs(labels: Readonly<Record<string, string>>): readonly (readonly [string, ReactNode])[] {
  return Object.entries(labels)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([name, value]) => [name, <Value key={name} text={value} />]);
}

function facts(alert: Alert, feedName: string): readonly (readonly [string, ReactNode])[] {
  const all: [string, ReactNode][] = [
    [msg`Source`, revealLine(feedName)],
    [msg`Began`, <Moment key="began" at={alert.startsAt} hasZone />],
    [msg`Seen here`, <Moment key="seen" at={alert.seenAt} hasZone />],
  ];
  if (alert.clearedAt !== null) all.push([msg`Cleared`, <Moment key="cleared" at={alert.clearedAt} hasZone />]);
  if (alert.episodes > 1) all.push([msg`Fired`, msg`${alert.episodes} times in this incident`]);
  const [held] = heldBack([alert]);
  if (held) all.push([msg`Held back`, held.words]);
  const { link } = alert;
  if (link) {
    all.push([
      msg`Link`,
      <button
        key="link"
        type="button"
        className={styles.link}
        title={revealLine(link)}
        onClick={() => void openLink(link)}
      >{msg`Open at the source`}</button>,
    ]);
  }
  return all;
}

interface Props {
  readonly id: string;
  readonly alert: Alert;
  /** What else stands with the facts. */
  readonly children?: ReactNode;
}

export function AlertFacts({ id, alert, children }: Props) {
  const feedName = useDesk((s) => s.feeds.find((f) => f.feed === alert.feed)?.name) ?? alert.feed;
  const lines = linesOf(alert);
  const annotations = Object.fromEntries(Object.entries(alert.annotations).filter(([name]) => name !== LINES));
  return (
    <div className={alertStyles.facts} id={id}>
      {children}
      <Pairs title={msg`Alert`} pairs={facts(alert, feedName)} />
      {lines !== null && (
        <>
          <h4>{msg`Lines`}</h4>
          <KeptLines text={lines} />
        </>
      )}
      <Pairs title={msg`Labels`} pairs={textPairs(alert.labels)} />
      <Pairs title={msg`Annotations`} pairs={textPairs(annotations)} />
    </div>
  );
}
