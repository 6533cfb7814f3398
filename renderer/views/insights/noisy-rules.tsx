// What each of the loudest rules cost, and three ways out of it: hold it back, raise its threshold, silence it with a ticket.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { revealLine } from '../../../shared/domain/reveal-text';
import type { Scope } from '../../../shared/insights/material';
import type { RuleNoise } from '../../../shared/insights/noise';
import { msg } from '../../../shared/words/words';
import { useUi } from '../../store/ui';
import { tellError } from '../../ui/toasts';
import { count, percent } from './figures';
import { HoldBack } from './hold-back';
import { latestOf } from './latest-of';
import styles from './noise.module.css';
import { RaiseThreshold } from './raise-threshold';

function words({ actionable, blips, refiresPerDay, sleepPages, judged, calledNoise }: RuleNoise): string {
  const parts = [msg`${percent(actionable)} acted on`, msg`${count(blips)} over in 5 min`, msg`${refiresPerDay.toFixed(1)} re-fires/24 h`];
  parts.push(msg`${count(sleepPages)} ${sleepPages === 1 ? msg`page` : msg`pages`} at night`);
  if (judged > 0) parts.push(msg`called noise ${count(calledNoise)} of ${count(judged)} times`);
  return parts.join(' · ');
}

interface Props {
  readonly rules: readonly RuleNoise[];
  readonly scope: Scope;
}

type Way = { readonly way: 'hold' | 'raise'; readonly noise: RuleNoise };

async function silence(rule: string, scope: Scope): Promise<void> {
  const latest = await latestOf(rule, scope);
  if ('error' in latest) return tellError(latest.error);
  useUi.getState().openDialog({ kind: 'silence', incident: latest.detail.row.id, ticketFor: rule });
}

export function NoisyRules({ rules, scope }: Props) {
  const [taken, setTaken] = useState<Way | null>(null);
  const close = (): void => setTaken(null);
  const button = (word: string, name: string, go: () => void) => (
    <Button size="compact-xs" variant="default" aria-label={`${word} ${name}`} onClick={go}>
      {word}…
    </Button>
  );
  return (
    <>
      <ul className={styles.rules} aria-label={msg`What to do about the loudest rules`}>
        {rules.map((noise) => {
          const name = revealLine(noise.rule);
          return (
            <li key={noise.rule}>
              <span>
                {name} <span className={styles.mute}>{words(noise)}</span>
              </span>
              <span className={styles.ways}>
                {button(msg`Hold back`, name, () => setTaken({ way: 'hold', noise }))}
                {button(msg`Raise threshold`, name, () => setTaken({ way: 'raise', noise }))}
                {button(msg`Silence with ticket`, name, () => void silence(noise.rule, scope))}
              </span>
            </li>
          );
        })}
      </ul>
      {taken?.way === 'hold' && <HoldBack rule={taken.noise.rule} onClose={close} />}
      {taken?.way === 'raise' && <RaiseThreshold noise={taken.noise} scope={scope} onClose={close} />}
    </>
  );
}
