// The places of the console, with the count that needs a person now.
import {
  ArrowLeftRight,
  BookOpen,
  CalendarClock,
  ChartNoAxesCombined,
  Inbox,
  ListChecks,
  type LucideIcon,
  NotebookPen,
  RadioTower,
  Send,
  Settings,
  ShieldCheck,
} from 'lucide-react';
import { msg } from '../../shared/words/words';
import { hintOf } from '../keys';
import { useDesk } from '../store/desk';
import { showQueue } from '../store/show-queue';
import { useUi, type View } from '../store/ui';

export function Rail() {
  const unacknowledged = useDesk((state) => state.status?.unacknowledgedCount ?? 0);
  const blindFeeds = useDesk((state) => state.feeds.filter((feed) => feed.state === 'blind').length);
  const needsYes = useDesk((state) => (state.status?.outbox?.awaiting ?? 0) + (state.status?.outbox?.stuck ?? 0));
  const overdue = useDesk((state) => state.status?.actions?.overdue ?? 0);
  const unsure = useDesk((state) => (state.status?.onCall ?? []).filter((onCall) => onCall.state === 'unknown').length);
  const late = useDesk((state) => state.status?.latePostmortems ?? 0);
  const drill = useDesk((state) => (state.status?.drill ? 1 : 0));
  return (
    <nav className="rail" aria-label={msg`Places`}>
      <Place view="queue" label={msg`Queue`} icon={Inbox} count={unacknowledged} countWords={msg`unacknowledged`} />
      <Place view="on-call" label={msg`On call`} icon={CalendarClock} count={unsure} countWords={msg`not known for sure`} isUnsure />
      <Place view="shift" label={msg`Shift`} icon={ArrowLeftRight} />
      <Place view="outbox" label={msg`Outbox`} icon={Send} count={needsYes} countWords={msg`need a decision`} isUnsure />
      <Place view="runbooks" label={msg`Runbooks`} icon={BookOpen} />
      <Place view="postmortems" label={msg`Postmortems`} icon={NotebookPen} count={late} countWords={msg`late`} isUnsure />
      <Place view="actions" label={msg`Actions`} icon={ListChecks} count={overdue} countWords={msg`overdue`} isUnsure />
      <Place view="insights" label={msg`Insights`} icon={ChartNoAxesCombined} />
      <Place view="readiness" label={msg`Readiness`} icon={ShieldCheck} count={drill} countWords={msg`drill runs`} isUnsure />
      <span className="rail-gap" />
      <Place view="feeds" label={msg`Feeds`} icon={RadioTower} count={blindFeeds} countWords={msg`blind`} isUnsure />
      <Place view="settings" label={msg`Settings`} icon={Settings} />
    </nav>
  );
}

interface PlaceProps {
  readonly view: View;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly count?: number;
  readonly countWords?: string;
  readonly isUnsure?: boolean;
}

function Place({ view, label, icon: Icon, count = 0, countWords = '', isUnsure = false }: PlaceProps) {
  const isOn = useUi((state) => state.view === view);
  return (
    <button
      type="button"
      className="rail-place"
      aria-current={isOn ? 'page' : undefined}
      title={`${label}${count > 0 ? `, ${count} ${countWords}` : ''} (${hintOf(`go-${view}`)})`}
      onClick={() => (view === 'queue' ? showQueue() : useUi.getState().go(view))}
    >
      <Icon size={18} strokeWidth={1.7} aria-hidden />
      <span>{label}</span>{' '}
      {count > 0 && (
        <span className={isUnsure ? 'rail-count rail-count-unsure' : 'rail-count'}>
          {count > 99 ? '99+' : count}
          <span className="visually-hidden"> {countWords}</span>
        </span>
      )}
    </button>
  );
}
