// The status bar: are you watching, what is slow, what waits, what is not as it should be.
import { CircleAlert, EyeOff, KeyRound } from 'lucide-react';
import { useShallow } from 'zustand/react/shallow';
import { proofWords } from '../../shared/rules/proof-words';
import { msg } from '../../shared/words/words';
import { useDesk } from '../store/desk';
import { useUi } from '../store/ui';
import { useTimeWords } from '../ui/clock';
import { rich } from '../ui/rich';
import { wallTime, zoneName } from '../ui/time-words';
import { OnCallItem } from './on-call-item';
import { PresentingItem } from './presenting-item';
import { TeamItem } from './team-item';
import { answeredWords, outboxWords, slowWords, watchWords } from './watch-words';

const SHOWN_SLOW = 2;

export function Foot() {
  return (
    <footer className="foot" role="contentinfo" aria-label={msg`Status`}>
      <Watch />
      <Answers />
      <Proof />
      <Waiting />
      <TeamItem />
      <span className="foot-gap" />
      <OnCallItem />
      <PresentingItem />
      <Keeping />
      <Clock />
    </footer>
  );
}

function Watch() {
  const desk = useDesk(useShallow(({ connection, engineWhy, status }) => ({ connection, engineWhy, status })));
  const { tone, words, why } = watchWords(desk);
  const { go, openDialog } = useUi.getState();
  const show = tone === 'unsure' ? () => openDialog({ kind: 'troubleshoot' }) : () => go('feeds');
  return (
    <button type="button" className={`foot-item foot-state foot-${tone}`} title={why} onClick={show}>
      {tone === 'unsure' ? <EyeOff size={13} aria-hidden /> : <span className="foot-dot" />}
      <span className="foot-words">{words}</span>
    </button>
  );
}

function Answers() {
  const feeds = useDesk((state) => state.feeds);
  const isLive = useDesk((state) => state.connection === 'live');
  const answered = useTimeWords((now) => answeredWords(feeds, now));
  const isBlind = useDesk((state) => state.status?.state === 'blind');
  if (!isLive) return null;
  const slow = slowWords(feeds);
  return (
    <>
      {answered && !isBlind && <span className="foot-item foot-extra">{answered}</span>}
      {slow.slice(0, SHOWN_SLOW).map((words) => (
        <span className="foot-item foot-unsure" key={words}>
          <CircleAlert size={12} aria-hidden />
          {words}
        </span>
      ))}
      {slow.length > SHOWN_SLOW && <span className="foot-item foot-unsure">{rich`+${slow.length - SHOWN_SLOW} slow`}</span>}
    </>
  );
}

function Proof() {
  const proof = useDesk((state) => state.status?.proof);
  const isLive = useDesk((state) => state.connection === 'live');
  const words = useTimeWords((now) => (proof ? proofWords(proof, now) : ''));
  if (!isLive || !proof) return null;
  const isUnsure = proof.failed.length > 0 || proof.at === null;
  return (
    <button
      type="button"
      className={`foot-item ${isUnsure ? 'foot-unsure' : ''}`}
      title={msg`A canary went out to the source, came back through its feed, and its page was shown`}
      onClick={() => useUi.getState().go('feeds')}
    >
      {words}
    </button>
  );
}

function Waiting() {
  const writes = useDesk((state) => state.status?.pendingWrites ?? 0);
  const pausedUntil = useDesk((state) => state.status?.pausedUntil ?? null);
  const outbox = useDesk((state) => state.status?.outbox);
  const overdue = useDesk((state) => state.status?.actions?.overdue ?? 0);
  return (
    <>
      {overdue > 0 && (
        <button type="button" className="foot-item" title={msg`Actions whose day is over`} onClick={() => useUi.getState().go('actions')}>
          {rich`${overdue} ${overdue === 1 ? msg`action` : msg`actions`} overdue`}
        </button>
      )}
      {writes > 0 && (
        <span className="foot-item" title={msg`Acknowledgements and silences that their source has not confirmed yet`}>
          {rich`${writes} ${writes === 1 ? msg`write` : msg`writes`} waiting`}
        </span>
      )}
      {outbox && outboxWords(outbox) !== '' && (
        <button
          type="button"
          className={`foot-item ${outbox.stuck + outbox.waits.length > 0 ? 'foot-unsure' : ''}`}
          title={outbox.waits.join('\n') || msg`What is to go out and has not yet`}
          onClick={() => useUi.getState().go('outbox')}
        >
          {outboxWords(outbox)}
        </button>
      )}
      {pausedUntil !== null && <span className="foot-item foot-unsure">{rich`Paging paused until ${wallTime(pausedUntil)}`}</span>}
    </>
  );
}

function Keeping() {
  const keeping = useDesk((state) => state.status?.keyKeeping);
  if (keeping !== 'file') return null;
  return (
    <button
      type="button"
      className="foot-item"
      aria-label={msg`Log key kept in a file`}
      title={msg`This machine has no keychain: the log’s key is in a file that only you can read. A passphrase can guard it instead: see the settings.`}
      onClick={() => useUi.getState().go('settings')}
    >
      <KeyRound size={12} aria-hidden />
      <span className="foot-spare">{msg`Log key kept in a file`}</span>
    </button>
  );
}

function Clock() {
  const words = useTimeWords((now) => `${wallTime(now)} ${zoneName(now)}`);
  return <span className="foot-item">{words}</span>;
}
