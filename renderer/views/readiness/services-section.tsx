// How ready each service is: the worst first, a score with shape and word, and behind it the reasons with what to do next.
import { TextInput } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import type { PolicyValues } from '../../../shared/contract/policies';
import { revealLine } from '../../../shared/domain/reveal-text';
import type { Readiness, ServiceScore } from '../../../shared/readiness/service-score';
import { locale, msg } from '../../../shared/words/words';
import styles from './readiness.module.css';
import { ScoreReasons } from './score-reasons';
import look from './scores.module.css';

/** So many are told without a search. */
const FEW = 12;

const STANDING: Readonly<Record<Readiness, string>> = { ready: '● ready', gaps: '▲ gaps', unready: msg`✕ not ready` };

export function ServicesSection({ answer }: { readonly answer: PolicyValues['score-services'] }) {
  const { services, leftOut, unnamed } = answer;
  const [text, setText] = useState('');
  const shown = services.filter((s) => s.service.toLowerCase().includes(text.trim().toLowerCase()));
  return (
    <section aria-label={msg`Services`} className={styles.section}>
      <h3>{msg`Services`}</h3>
      {services.length === 0 ? (
        <p className={styles.quiet}>
          {msg`No incident of the last year names a service, so there is nothing to score. Services are known by the label`}{' '}
          <code>service</code> {msg`of their alerts.`}
        </p>
      ) : (
        <p
          className={styles.quiet}
        >{msg`Runbook, its use, actions, drill, heartbeat and policy of every service with an incident in the last year, the least ready first.`}</p>
      )}
      {services.length > FEW && (
        <TextInput
          size="xs"
          className={look.search}
          aria-label={msg`Search services`}
          placeholder={msg`Search services`}
          value={text}
          onChange={(e) => setText(e.currentTarget.value)}
        />
      )}
      {services.length > 0 && <ScoreTable services={shown} />}
      {services.length > 0 && shown.length === 0 && <p className={styles.quiet}>{msg`No service is named like that.`}</p>}
      {(leftOut > 0 || unnamed > 0) && <p className={styles.quiet}>{restWords(leftOut, unnamed)}</p>}
    </section>
  );
}

function restWords(leftOut: number, unnamed: number): string {
  return [
    leftOut === 0 ? '' : msg`${leftOut.toLocaleString(locale())} services with older incidents are left out.`,
    unnamed === 0 ? '' : msg`${unnamed.toLocaleString(locale())} ${unnamed === 1 ? msg`incident names` : msg`incidents name`} no service.`,
  ]
    .filter(Boolean)
    .join(' ');
}

function ScoreTable({ services }: { readonly services: readonly ServiceScore[] }) {
  const [open, setOpen] = useState<string | null>(null);
  return (
    <table className={look.table} aria-label={msg`Readiness of services`} onKeyDown={moveByArrow}>
      <thead>
        <tr className={look.head}>
          <th scope="col">{msg`Service`}</th>
          <th scope="col">{msg`Score`}</th>
          <th scope="col">{msg`Standing`}</th>
          <th scope="col">{msg`First to mend`}</th>
        </tr>
      </thead>
      <tbody>
        {services.map((score) => {
          const isOpen = open === score.service;
          return <ScoreRows key={score.service} score={score} isOpen={isOpen} onToggle={() => setOpen(isOpen ? null : score.service)} />;
        })}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly score: ServiceScore;
  readonly isOpen: boolean;
  onToggle(): void;
}

function ScoreRows({ score, isOpen, onToggle }: RowProps) {
  const { service, points, readiness } = score;
  return (
    <>
      <tr data-readiness={readiness} className={look.row} onClick={onToggle}>
        <th scope="row">
          <button
            type="button"
            className={look.service}
            data-service={service}
            aria-expanded={isOpen}
            onClick={(event) => {
              event.stopPropagation();
              onToggle();
            }}
          >
            <span aria-hidden>{isOpen ? '▾' : '▸'}</span> {revealLine(service)}
          </button>
        </th>
        <td className={look.points}>
          <b>{points}</b>
          <span className={look.bar} aria-hidden>
            <i style={{ width: `${points}%` }} />
          </span>
        </td>
        <td className={look.standing}>{STANDING[readiness]}</td>
        <td className={look.first}>{revealLine(firstToMend(score))}</td>
      </tr>
      {isOpen && (
        <tr className={look.reasonsRow}>
          <td colSpan={4}>
            <ScoreReasons score={score} />
          </td>
        </tr>
      )}
    </>
  );
}

/** The reason that costs most; the earlier check among equals. */
function firstToMend({ reasons }: ServiceScore): string {
  const lost = reasons.filter((r) => r.points !== null && r.points < r.weight);
  const [worst] = [...lost].sort((a, b) => b.weight - (b.points ?? 0) - (a.weight - (a.points ?? 0)));
  return worst?.words ?? msg`Nothing: all is well.`;
}

function moveByArrow(event: KeyboardEvent<HTMLTableElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button[data-service]')];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  if (step === 0 || at === -1) return;
  event.preventDefault();
  event.stopPropagation();
  buttons[at + step]?.focus();
}
