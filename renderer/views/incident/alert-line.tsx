// One alert inside an incident: state, severity, what tells it apart; opened, every label and annotation it came with.
import { Checkbox } from '@mantine/core';
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Alert, Labels } from '../../../shared/domain/alert';
import { revealLine } from '../../../shared/domain/reveal-text';
import { msg } from '../../../shared/words/words';
import { Age } from '../../ui/age';
import { Tag } from '../../ui/tag';
import { AlertFacts } from './alert-facts';
import alertStyles from './alerts.module.css';
import { HELD_BY } from './held-back';
import { LabelChips } from './label-chips';
import { keyOf } from './silence-matchers';

const CHIPS = 3;

interface Props {
  readonly alert: Alert;
  /** Labels that all alerts share: they tell nothing apart and stay out of the chips. */
  readonly common: Labels;
  /** Name of its feed where several see the same incident; '' where there is nothing to tell apart. */
  readonly from: string;
  readonly isOpen: boolean;
  /** Null when nothing is being chosen. */
  readonly isChosen: boolean | null;
  readonly tabIndex: 0 | -1;
  /** Beside the facts, once it is opened. */
  readonly acts: ReactNode;
  onToggle(): void;
  onChoose(): void;
}

function tellingLabels(alert: Alert, common: Labels): Labels {
  return Object.fromEntries(
    Object.entries(alert.labels).filter(([name, value]) => common[name] !== value && name !== 'alertname' && name !== 'severity'),
  );
}

function stateOf(alert: Alert): 'firing' | 'held' | 'cleared' {
  if (!alert.isFiring) return 'cleared';
  return alert.suppression ? 'held' : 'firing';
}

/** What its source holds back is said by how. */
function stateWords(alert: Alert): string {
  if (!alert.isFiring) return msg`Cleared`;
  return alert.suppression ? HELD_BY[alert.suppression.by] : msg`Firing`;
}

export function AlertLine({ alert, common, from, isOpen, isChosen, tabIndex, acts, onToggle, onChoose }: Props) {
  const state = stateOf(alert);
  const factsId = `alert-facts-${encodeURIComponent(keyOf(alert))}`;
  const name = revealLine(alert.name) || msg`Alert without a name`;
  return (
    <div className={alertStyles.line} data-state={state} data-open={isOpen}>
      {isChosen !== null && (
        <Checkbox size="xs" className={alertStyles.choice} checked={isChosen} aria-label={msg`Choose ${name}`} onChange={onChoose} />
      )}
      <button
        type="button"
        className={alertStyles.head}
        aria-expanded={isOpen}
        aria-controls={isOpen ? factsId : undefined}
        tabIndex={tabIndex}
        data-rove
        onClick={onToggle}
      >
        <ChevronRight size={14} aria-hidden="true" className={alertStyles.chevron} />
        <span className={alertStyles.words}>
          <span className={alertStyles.first}>
            <span className={alertStyles.state}>
              <span className={alertStyles.mark} aria-hidden="true" />
              {stateWords(alert)}
            </span>
            <b>{name}</b>
            {alert.severity && <Tag>{alert.severity}</Tag>}
            <span className={alertStyles.summary}>{revealLine(alert.summary)}</span>
          </span>
          <span className={alertStyles.second}>
            {from !== '' && <Tag>{from}</Tag>}
            <LabelChips labels={tellingLabels(alert, common)} max={CHIPS} />
          </span>
        </span>
        <Age at={alert.startsAt} until={alert.clearedAt} />
      </button>
      {isOpen && (
        <AlertFacts id={factsId} alert={alert}>
          {acts}
        </AlertFacts>
      )}
    </div>
  );
}
