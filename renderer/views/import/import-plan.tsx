// What an import would make or has made, what it leaves out and why, and which secrets a person still types in.
import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import type { ImportPlan } from '../../../shared/import/plan';
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
  const { feeds, holding, channels, routing, notes } = plan;
  const place = useRef<HTMLElement>(null);
  // It comes in below what was clicked, and is what a person wants to read next.
  useEffect(() => place.current?.scrollIntoView({ block: 'nearest' }), []);
  const made = feeds.length + holding.length + channels.length + routing.length;
  return (
    <section
      ref={place}
      className={styles.report}
      data-tone={isDone ? 'good' : 'unsure'}
      aria-label={isDone ? 'Taken over' : 'What would be made'}
    >
      <b>{isDone ? '✓ Taken over' : made === 0 ? 'Nothing of it can be taken over' : 'This would be made; nothing is written yet'}</b>
      <Part
        title="Feeds"
        lines={feeds.map((feed) => [feed.name, `${feed.kind}, ${addressOf(feed.config)}${feed.isEnabled ? '' : ', off'}`])}
      />
      <Part title="Rules that hold pages back" lines={holding.map((rule) => [rule.name, rule.when.join(', ')])} />
      <Part title="Channels" lines={channels.map((channel) => [channel.name, channel.kind])} />
      <Part
        title="Routing rules"
        lines={routing.map((rule) => [rule.name, rule.when.matchers.length === 0 ? 'every incident' : rule.when.matchers.join(', ')])}
      />
      <Secrets plan={plan} isDone={isDone} />
      <Part title={isDone ? 'Left out' : 'Would be left out'} lines={notes.map(({ about, what, why }) => [`${about}: ${what}`, why])} />
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
      <h4 className={own.title}>Secrets to type in ({plan.secrets.length})</h4>
      <ul className={own.lines}>
        {plan.secrets.map(({ of, id, what }) => (
          <li key={`${of} ${id} ${what}`}>
            {nameOf(of, id)} <span>{what}</span>{' '}
            {isDone && (
              <Button size="compact-xs" variant="default" onClick={() => (of === 'feed' ? giveSecrets(id) : showSection('channels'))}>
                {of === 'feed' ? 'Give secrets' : 'Show channels'}
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
  const { urls, url } = config;
  return [urls ?? url ?? ''].flat().map(String).join(', ');
}
