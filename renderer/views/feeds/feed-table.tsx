// All feeds, worst first: state as shape and word, the reason under the name, then the numbers that prove the watch.
import type { FeedHealth } from '../../../shared/contract';
import { revealLine } from '../../../shared/domain/reveal-text';
import { msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import { Age } from '../../ui/age';
import { useTimeWords } from '../../ui/clock';
import { rich } from '../../ui/rich';
import { ProofCell } from './feed-proof';
import { intervalWords, latencyWords, nextTryWords, STATE_LOOKS } from './feed-words';
import styles from './feeds.module.css';
import { StateShape } from './state-shape';

interface FeedTableProps {
  readonly feeds: readonly FeedHealth[];
  readonly selected: string;
  onSelect(feed: string): void;
}

export function FeedTable({ feeds, selected, onSelect }: FeedTableProps) {
  const onKeyDown = (event: React.KeyboardEvent<HTMLElement>): void => {
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
    if (step === undefined) return;
    const next = feeds[feeds.findIndex((feed) => feed.feed === selected) + step];
    if (next === undefined) return;
    event.preventDefault();
    onSelect(next.feed);
    event.currentTarget.querySelector<HTMLElement>(`[data-feed="${CSS.escape(next.feed)}"]`)?.focus();
  };
  return (
    <div className={styles.tablePlace}>
      <table className={styles.table} aria-label={msg`Feeds`}>
        <thead>
          <tr>
            <th scope="col">{msg`State`}</th>
            <th scope="col">{msg`Feed`}</th>
            <th scope="col">{msg`Answered`}</th>
            <th scope="col">{msg`Took`}</th>
            <th scope="col">{msg`Next try`}</th>
            <th scope="col">{msg`Proved`}</th>
            <th scope="col">{msg`Alerts`}</th>
          </tr>
        </thead>
        <tbody onKeyDown={onKeyDown}>
          {feeds.map((feed) => (
            <FeedRow key={feed.feed} feed={feed} isSelected={feed.feed === selected} onSelect={() => onSelect(feed.feed)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function FeedRow({ feed, isSelected, onSelect }: { readonly feed: FeedHealth; readonly isSelected: boolean; onSelect(): void }) {
  const look = STATE_LOOKS[feed.state];
  const isOff = feed.state === 'off';
  return (
    <tr data-selected={isSelected || undefined} onClick={onSelect}>
      <td className={styles.state} data-tone={look.tone}>
        <StateShape state={feed.state} /> {look.word}
      </td>
      <td className={styles.what}>
        <button
          type="button"
          className={styles.name}
          data-feed={feed.feed}
          aria-current={isSelected || undefined}
          tabIndex={isSelected ? 0 : -1}
          onClick={onSelect}
          onFocus={onSelect}
        >
          {feed.name}
        </button>
        <span className={styles.second} title={feed.why}>
          {feed.why === '' ? <Course feed={feed} /> : feed.why}
        </span>
      </td>
      <td className={styles.num}>{feed.lastSuccessAt === null ? '—' : <Age at={feed.lastSuccessAt} />}</td>
      <td className={styles.num}>{isOff ? '—' : latencyWords(feed.latencyMs)}</td>
      <td className={styles.num}>{isOff ? '—' : <NextTry at={feed.nextTryAt} />}</td>
      <td className={styles.num}>
        <ProofCell proof={feed.proof} />
      </td>
      <td className={styles.num}>
        {feed.alertCount}
        <span className={styles.second}>{countWords(feed)}</span>
      </td>
    </tr>
  );
}

/** Counts down once a second; nothing is tried while the engine is down. */
export function NextTry({ at }: { readonly at: number | null }) {
  const isLive = useDesk((state) => state.connection === 'live');
  return <>{useTimeWords((now) => nextTryWords(isLive ? at : null, now))}</>;
}

/** How its alerts come when there is nothing else to say. */
function Course({ feed }: { readonly feed: FeedHealth }) {
  if (feed.bridge !== undefined)
    return <>{msg`${feed.kind} · by the bridge ${revealLine(feed.bridge)} · ${intervalWords(feed.intervalMs)}`}</>;
  if (!feed.push) return <>{`${feed.kind} · ${peerWords(feed)}${intervalWords(feed.intervalMs)}`}</>;
  const { lastMessageAt } = feed.push;
  return (
    <>
      {rich`${feed.kind} · live ·`}{' '}
      {lastMessageAt === null ? (
        msg`nothing received yet`
      ) : (
        <>
          {msg`last message`} <Age at={lastMessageAt} className="" /> {msg`ago`}
        </>
      )}
    </>
  );
}

function peerWords({ peers }: FeedHealth): string {
  const rules = peers.filter((peer) => peer.part === 'rule');
  const others = peers.some((peer) => peer.part === 'file') ? 'files' : 'servers';
  const [counted, word] = rules.length > 0 ? [rules, 'rules'] : [peers, others];
  return counted.length > 1 ? msg`${counted.filter((peer) => peer.isOk).length} of ${counted.length} ${word} · ` : '';
}

function countWords({ suppressedCount, rejectedCount }: FeedHealth): string {
  return [rejectedCount > 0 && msg`${rejectedCount} rejected`, suppressedCount > 0 && msg`${suppressedCount} hidden`]
    .filter((part) => part !== false)
    .join(' · ');
}
