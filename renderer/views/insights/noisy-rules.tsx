// What each of the loudest rules cost and what can be done about it.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { revealLine } from '../../../shared/domain/reveal-text';
import type { RuleNoise } from '../../../shared/insights/noise';
import { count, percent } from './figures';
import { HoldBack } from './hold-back';
import styles from './noise.module.css';

function words({ actionable, blips, refiresPerDay, sleepPages, judged, calledNoise }: RuleNoise): string {
  const parts = [`${percent(actionable)} acted on`, `${count(blips)} over in 5 min`, `${refiresPerDay.toFixed(1)} re-fires/24 h`];
  parts.push(`${count(sleepPages)} ${sleepPages === 1 ? 'page' : 'pages'} at night`);
  if (judged > 0) parts.push(`called noise ${count(calledNoise)} of ${count(judged)} times`);
  return parts.join(' · ');
}

export function NoisyRules({ rules }: { readonly rules: readonly RuleNoise[] }) {
  const [held, setHeld] = useState<string | null>(null);
  return (
    <>
      <ul className={styles.rules} aria-label="What to do about the loudest rules">
        {rules.map((rule) => (
          <li key={rule.rule}>
            <span>
              {revealLine(rule.rule)} <span className={styles.mute}>{words(rule)}</span>
            </span>
            <Button
              size="compact-xs"
              variant="default"
              aria-label={`Hold back ${revealLine(rule.rule)}`}
              onClick={() => setHeld(rule.rule)}
            >
              Hold back…
            </Button>
          </li>
        ))}
      </ul>
      {held !== null && <HoldBack rule={held} onClose={() => setHeld(null)} />}
    </>
  );
}
