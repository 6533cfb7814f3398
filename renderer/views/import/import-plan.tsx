// What an import would make or has made, what it leaves out and why, and which secrets a person still types in.
import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import type { ImportPlan } from '../../../shared/import/plan';
import { counted, msg } from '../../../shared/words/words';
import { rich } from '../../ui/rich';
import styles from '../settings/settings.module.css';
import { showSection } from '../settings/settings-place';
import { giveSecrets } from './give-secrets';
import own from './import.module.css';

interface Props {
  readonly plan: ImportPlan;
  readonly isDone: boolean;
  /** What a person can do about it. */
  readonly children: ReactNode;
}

export function ImportPlanView({ plan, isDone, children }: Props) {
  const { feeds, holding, channels, routing, people, schedules, policies, audiences, notes } = plan;
  const place = useRef<HTMLElement>(null);
  // It comes in below what was clicked, and is what a person wants to read next.
  useEffect(() => place.current?.scrollIntoView({ block: 'nearest' }), []);
  const made = [feeds, holding, channels, routing, people, schedules, policies].reduce((sum, { length }) => sum + length, 0);
  return (
    <section
      ref={place}
      className={styles.report}
      data-tone={isDone ? 'good' : 'unsure'}
      aria-label={isDone ? msg`Taken over` : msg`What would be made`}
    >
      <b>
        {isDone ? msg`✓ Taken over` : made === 0 ? msg`Nothing of it can be taken over` : msg`This would be made; nothing is written yet`}
      </b>
      <Part
        title={msg`Feeds`}
        lines={feeds.map((feed) => [feed.name, `${feed.kind}, ${addressOf(feed.config)}${feed.isEnabled ? '' : msg`, off`}`])}
      />
      <Part title={msg`Rules that hold pages back`} lines={holding.map((rule) => [rule.name, rule.when.join(', ')])} />
      <Part title={msg`Channels`} lines={channels.map((channel) => [channel.name, channel.kind])} />
      <Part
        title={msg`Routing rules`}
        lines={routing.map((rule) => [rule.name, rule.when.matchers.length === 0 ? msg`every incident` : rule.when.matchers.join(', ')])}
      />
      <Part title={msg`People`} lines={people.map((person) => [person.name, person.timeZone])} />
      <Part title={msg`Schedules`} lines={schedules.map((schedule) => [schedule.name, msg`asked at PagerDuty`])} />
      <Part
        title={msg`Escalation policies`}
        lines={policies.map((policy) => [
          policy.name,
          `${counted(policy.steps.length, msg`step`, msg`steps`)}${policy.isEnabled ? '' : msg`, off`}`,
        ])}
      />
      {policies.length > 0 && (
        <Part
          title={msg`Audiences`}
          lines={audiences.map((audience) => [audience.name, counted(audience.members.length, msg`member`, msg`members`)])}
        />
      )}
      <Secrets plan={plan} isDone={isDone} />
      <Part
        title={isDone ? msg`Left out` : msg`Would be left out`}
        lines={notes.map(({ about, what, why }) => [`${about}: ${what}`, why])}
      />
      {made > 0 && !isDone && <div className={own.acts}>{children}</div>}
    </section>
  );
}

function Part({ title, lines }: { readonly title: string; readonly lines: readonly (readonly [string, string])[] }) {
  if (lines.length === 0) return null;
  return (
    <>
      <h4 className={own.title}>
        {title} ({lines.length})
      </h4>
      <ul className={own.lines}>
        {lines.map(([name, more]) => (
          <li key={`${name} ${more}`}>
            {name} <span>{more}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Secrets({ plan, isDone }: { readonly plan: ImportPlan; readonly isDone: boolean }) {
  if (plan.secrets.length === 0) return null;
  const nameOf = (of: 'feed' | 'channel', id: string): string =>
    (of === 'feed' ? plan.feeds : plan.channels).find((one) => one.id === id)?.name ?? id;
  return (
    <>
      <h4 className={own.title}>{rich`Secrets to type in (${plan.secrets.length})`}</h4>
      <ul className={own.lines}>
        {plan.secrets.map(({ of, id, what }) => (
          <li key={`${of} ${id} ${what}`}>
            {nameOf(of, id)} <span>{what}</span>{' '}
            {isDone && (
              <Button size="compact-xs" variant="default" onClick={() => (of === 'feed' ? giveSecrets(id) : showSection('channels'))}>
                {of === 'feed' ? msg`Give secrets` : msg`Show channels`}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Texts of a file that came from elsewhere are shown as text only. */
function addressOf(config: Readonly<Record<string, unknown>>): string {
  const { urls, url, region } = config;
  return [urls ?? url ?? region ?? ''].flat().map(String).join(', ');
}
