// One feed beside the table: what is wrong and what to do, all its figures, its servers, and what can be done to it.
import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { FeedHealth } from '../../../shared/contract';
import { revealLine } from '../../../shared/domain/reveal-text';
import { msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import { useUi } from '../../store/ui';
import { Age } from '../../ui/age';
import { rich } from '../../ui/rich';
import { exactTime } from '../../ui/time-words';
import { pollFeed, turnFeed } from './feed-actions';
import { ProofSection, ProveNow } from './feed-proof';
import { NextTry } from './feed-table';
import { intervalWords, latencyWords, STATE_LOOKS } from './feed-words';
import styles from './feeds.module.css';
import { Peers, peersTitle } from './peers';
import { RemoveFeed } from './remove-feed';
import { StateShape } from './state-shape';

export function FeedDetail({ health }: { readonly health: FeedHealth }) {
  const look = STATE_LOOKS[health.state];
  return (
    <aside className={styles.detail} aria-label={health.name}>
      <header>
        <p className={styles.meta}>
          {health.feed} · {health.kind}
        </p>
        <h3>{health.name}</h3>
        <p className={styles.verdict} data-tone={look.tone}>
          <StateShape state={health.state} /> <b>{look.word}</b> {health.why}
        </p>
        {health.remedy !== '' && <p className={styles.remedy}>{health.remedy}</p>}
        <FeedActs health={health} />
      </header>
      <Facts health={health} />
      {health.proof && <ProofSection proof={health.proof} />}
      {health.peers.length > 0 && (
        <section>
          <h4>{health.push ? msg`Link` : peersTitle(health.peers)}</h4>
          <Peers peers={health.peers} />
        </section>
      )}
    </aside>
  );
}

/** The demo's feed can only be polled; one that a settings file dictates can be looked into and tried too. */
function FeedActs({ health }: { readonly health: FeedHealth }) {
  const settings = useDesk((state) => state.settings?.feeds.find((feed) => feed.id === health.feed));
  const isDemo = useDesk((state) => state.status?.isDemo === true);
  const isDictated = useDesk((state) => (state.status?.settingsFrom ?? null) !== null);
  const isDown = useDesk((state) => state.connection !== 'live');
  const [isRemoving, setIsRemoving] = useState(false);
  return (
    <div className={styles.acts}>
      {health.state !== 'off' && (
        <Button size="xs" variant="default" disabled={isDown} onClick={() => void pollFeed(health.feed, health.name)}>
          {health.push ? msg`Check link` : health.bridge !== undefined ? msg`Ask the bridge` : msg`Poll now`}
        </Button>
      )}
      {!isDemo && <ProveNow health={health} />}
      {settings && !isDemo && (
        <Button
          size="xs"
          variant="default"
          disabled={isDown}
          onClick={() => useUi.getState().openDialog({ kind: 'feed', feed: health.feed })}
        >
          {isDictated ? msg`Look and try` : msg`Edit`}
        </Button>
      )}
      {settings && !isDemo && !isDictated && (
        <>
          <Button size="xs" variant="default" disabled={isDown} onClick={() => void turnFeed(settings, !settings.isEnabled)}>
            {settings.isEnabled ? msg`Turn off` : msg`Turn on`}
          </Button>
          <Button size="xs" variant="default" disabled={isDown} onClick={() => setIsRemoving(true)}>{msg`Remove`}</Button>
          <RemoveFeed feed={health.feed} name={health.name} isOpen={isRemoving} onClose={() => setIsRemoving(false)} />
        </>
      )}
    </div>
  );
}

function Facts({ health }: { readonly health: FeedHealth }) {
  return (
    <dl className={styles.facts}>
      <Fact name={health.push ? msg`Link proved` : msg`Last answer`}>
        <Moment at={health.lastSuccessAt} />
      </Fact>
      <Fact name={health.push ? msg`Last message` : msg`Last change`}>
        <Moment at={health.lastChangeAt} />
      </Fact>
      {health.push && <Fact name={msg`Received`}>{msg`${health.push.messages} since the console started`}</Fact>}
      {health.failingSince !== null && (
        <Fact name={msg`Failing since`}>
          <Moment at={health.failingSince} />
        </Fact>
      )}
      {health.bridge !== undefined && (
        <Fact name={msg`Watched by`}>
          {health.bridge === '' ? msg`a bridge of the team` : msg`the bridge ${revealLine(health.bridge)}`}
        </Fact>
      )}
      <Course health={health} />
      <Fact name={msg`Alerts`}>{health.alertCount}</Fact>
      <Fact name={msg`Suppressed`}>
        {health.suppressedCount === 0 ? msg`none` : msg`${health.suppressedCount}: silenced or inhibited there, they do not page`}
      </Fact>
      <Fact name={health.push ? msg`Refused` : msg`Rejected rows`}>
        {health.rejectedCount === 0 ? (
          msg`none`
        ) : (
          <span className={styles.unsure}>
            {rich`${health.rejectedCount} could not be ${health.push ? msg`taken` : msg`read`}; the others are kept`}
          </span>
        )}
      </Fact>
      {health.heartbeat && (
        <Fact name={msg`Heartbeat`}>
          {health.heartbeat.isSeen ? (
            msg`${health.heartbeat.name} is there`
          ) : (
            <span className={styles.unsure}>{rich`${health.heartbeat.name} is missing: alerts may not arrive`}</span>
          )}
        </Fact>
      )}
    </dl>
  );
}

/** When it is asked next; a source that sends by itself is only tried again when its link is down. */
function Course({ health }: { readonly health: FeedHealth }) {
  if (health.push)
    return health.nextTryAt === null ? null : (
      <Fact name={msg`Next try`}>
        <NextTry at={health.nextTryAt} />
      </Fact>
    );
  if (health.bridge !== undefined) return <Fact name={msg`Answer took`}>{rich`${latencyWords(health.latencyMs)} there`}</Fact>;
  return (
    <>
      <Fact name={msg`Next try`}>
        {health.state === 'off' ? '—' : <NextTry at={health.nextTryAt} />}, {intervalWords(health.intervalMs)}
      </Fact>
      <Fact name={msg`Answer took`}>{latencyWords(health.latencyMs)}</Fact>
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Moment({ at }: { readonly at: number | null }) {
  if (at === null) return <>{msg`never yet`}</>;
  return (
    <>
      <Age at={at} className="" /> {msg`ago`} <span className={styles.quiet}>{exactTime(at)}</span>
    </>
  );
}
