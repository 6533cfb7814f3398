// The facts of a plan: the text, where it goes, as whom, for how long, and every variable it gets.
import { NativeSelect } from '@mantine/core';
import { revealText } from '../../../../shared/domain/reveal-text';
import type { RunPlan } from '../../../../shared/domain/run';
import { locale, msg } from '../../../../shared/words/words';
import { rich } from '../../../ui/rich';
import { shortDuration } from '../../../ui/time-words';
import styles from './run.module.css';

const SHOWN_CHARS = 300;

export function PlanFacts({ plan, onServer }: { readonly plan: RunPlan; onServer(server: string): void }) {
  const used = plan.variables.filter((v) => v.isUsed);
  const others = plan.variables.filter((v) => !v.isUsed);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={styles.command} aria-label={msg`Exactly what runs`} tabIndex={0}>
        {plan.command}
      </section>
      <dl className={styles.facts}>
        <dt>{msg`Where`}</dt>
        <dd>
          {plan.servers.length > 1 ? (
            <NativeSelect
              size="xs"
              aria-label={msg`Prometheus`}
              data={[...plan.servers]}
              value={plan.where}
              onChange={(e) => onServer(e.currentTarget.value)}
            />
          ) : (
            plan.where || '–'
          )}
        </dd>
        <dt>{msg`As`}</dt>
        <dd>{plan.kind === 'shell' ? msg`${plan.as}, by ${plan.shell}` : msg`nobody: without a login, from ${plan.as}`}</dd>
        <dt>{msg`At most`}</dt>
        <dd>{shortDuration(plan.timeoutMs)}</dd>
        {used.map((v) => (
          <Variable key={v.name} name={v.name} value={v.value} from={v.from} />
        ))}
      </dl>
      {others.length > 0 && (
        <details className={styles.others}>
          <summary>{rich`${others.length} more variables that the text does not name`}</summary>
          <dl className={styles.facts}>
            {others.map((v) => (
              <Variable key={v.name} name={v.name} value={v.value} from={v.from} />
            ))}
          </dl>
        </details>
      )}
    </>
  );
}

/** Values are from elsewhere: what would hide in them is shown as signs. */
function Variable({ name, value, from }: { readonly name: string; readonly value: string; readonly from: string }) {
  const shown = revealText(value).replaceAll('\n', '␤');
  return (
    <>
      <dt className={styles.name}>{name}</dt>
      <dd>
        <code>
          {shown.length > SHOWN_CHARS
            ? msg`${shown.slice(0, SHOWN_CHARS)}… (${value.length.toLocaleString(locale())} characters)`
            : shown || '(empty)'}
        </code>{' '}
        <span className={styles.quiet}>{from}</span>
      </dd>
    </>
  );
}
