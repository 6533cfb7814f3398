// Brand, the way to everything (the palette), whether paging is held back, and what the words mean.
import { CircleQuestionMark, Search } from 'lucide-react';
import type { Settings } from '../../shared/settings';
import { msg } from '../../shared/words/words';
import { unpausePaging } from '../store/commands';
import { useDesk } from '../store/desk';
import { useUi } from '../store/ui';
import { KeyHint } from '../ui/kbd';
import { Tag } from '../ui/tag';
import { wallTime } from '../ui/time-words';

export function TopBar() {
  const isDemo = useDesk((state) => state.status?.isDemo === true);
  return (
    <header className="top">
      <div className="top-side">
        <h1 className="brand">{msg`Dogwatch`}</h1>
        {isDemo && <Tag tone="unsure" title={msg`Alerts come from the built-in demo, not from your systems`}>{msg`Demo`}</Tag>}
      </div>
      <button type="button" className="find" onClick={() => useUi.getState().openPalette()}>
        <Search size={14} aria-hidden />
        <span className="find-words">{msg`Search incidents, commands, feeds`}</span>
        <KeyHint command="palette" />
      </button>
      <div className="top-side">
        <PagingPill />
        <button
          type="button"
          className="top-help"
          aria-label={msg`What the words mean`}
          title={msg`What the words here mean (F1)`}
          onClick={() => useUi.getState().openDialog({ kind: 'concepts' })}
        >
          <CircleQuestionMark size={15} aria-hidden />
        </button>
      </div>
    </header>
  );
}

function PagingPill() {
  const pausedUntil = useDesk((state) => state.status?.pausedUntil ?? null);
  const paging = useDesk((state) => state.settings?.paging);
  if (pausedUntil !== null) {
    return (
      <>
        <span className="pill pill-unsure">
          {msg`Paging paused until`} <b>{wallTime(pausedUntil)}</b>
        </span>
        <button type="button" className="chip" onClick={() => void unpausePaging()}>{msg`Resume`}</button>
      </>
    );
  }
  if (!paging?.quietHours.isOn) return null;
  return (
    <span className="pill">
      {msg`Quiet hours`}{' '}
      <b>
        {paging.quietHours.from}–{paging.quietHours.to}
      </b>
      , {breakThroughWords(paging.breakThrough)}
    </span>
  );
}

function breakThroughWords({ severity, isSecurity }: Settings['paging']['breakThrough']): string {
  const range = severity === 1 ? 'SEV1' : `SEV1–${severity}`;
  return msg`${range}${isSecurity ? msg` and security` : ''} break through`;
}
