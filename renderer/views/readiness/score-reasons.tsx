// Why a service has its score: each check with its points, the reason in words, what to do next, and the way there.
import { Button } from '@mantine/core';
import { revealLine } from '../../../shared/domain/reveal-text';
import type { Check, Reason, ServiceScore } from '../../../shared/readiness/service-score';
import { msg } from '../../../shared/words/words';
import { goTo, PLACE_WORDS } from './go-to-place';
import styles from './scores.module.css';

const CHECK_WORDS: Readonly<Record<Check, string>> = {
  runbook: msg`Runbook`,
  'runbook-use': msg`Runbook in use`,
  actions: msg`Actions done`,
  drill: msg`Drilled`,
  heartbeat: msg`Heartbeat`,
  policy: msg`Policy fresh`,
};

type Standing = 'full' | 'part' | 'none' | 'unasked';
const MARK: Readonly<Record<Standing, string>> = { full: '✓', part: '◐', none: '✕', unasked: '–' };

function standingOf({ points, weight }: Reason): Standing {
  if (points === null) return 'unasked';
  return points === weight ? 'full' : points === 0 ? 'none' : 'part';
}

export function ScoreReasons({ score }: { readonly score: ServiceScore }) {
  return (
    <ul className={styles.reasons} aria-label={msg`Why ${revealLine(score.service)} has ${score.points} of 100`}>
      {score.reasons.map((reason) => (
        <ReasonLine key={reason.check} reason={reason} />
      ))}
    </ul>
  );
}

function ReasonLine({ reason }: { readonly reason: Reason }) {
  const { check, weight, points, words, next, place } = reason;
  const standing = standingOf(reason);
  return (
    <li data-standing={standing}>
      <span className={styles.mark} aria-hidden>
        {MARK[standing]}
      </span>
      <b>{CHECK_WORDS[check]}</b>
      <span className={styles.got}>{points === null ? msg`not asked` : msg`${points} of ${weight}`}</span>
      <span className={styles.words}>
        {revealLine(words)}
        {next !== '' && <em> {revealLine(next)}</em>}
      </span>
      {place !== null && (
        <Button size="compact-xs" variant="default" onClick={() => goTo(place)}>
          {PLACE_WORDS[place.kind]}
        </Button>
      )}
    </li>
  );
}
