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
import { hintOf } from '../keys';
import { useDesk } from '../store/desk';
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
    <nav className="rail" aria-label="Places">
      <Place view="queue" label="Queue" icon={Inbox} count={unacknowledged} countWords="unacknowledged" />
      <Place view="on-call" label="On call" icon={CalendarClock} count={unsure} countWords="not known for sure" isUnsure />
      <Place view="shift" label="Shift" icon={ArrowLeftRight} />
      <Place view="outbox" label="Outbox" icon={Send} count={needsYes} countWords="need a decision" isUnsure />
      <Place view="runbooks" label="Runbooks" icon={BookOpen} />
      <Place view="postmortems" label="Postmortems" icon={NotebookPen} count={late} countWords="late" isUnsure />
      <Place view="actions" label="Actions" icon={ListChecks} count={overdue} countWords="overdue" isUnsure />
      <Place view="insights" label="Insights" icon={ChartNoAxesCombined} />
      <Place view="readiness" label="Readiness" icon={ShieldCheck} count={drill} countWords="drill runs" isUnsure />
      <span className="rail-gap" />
      <Place view="feeds" label="Feeds" icon={RadioTower} count={blindFeeds} countWords="blind" isUnsure />
      <Place view="settings" label="Settings" icon={Settings} />
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
      onClick={() => useUi.getState().go(view)}
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
