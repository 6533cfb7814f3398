// What part of the desk the queue lists, each with its count.
import { useShallow } from 'zustand/react/shallow';
import { msg } from '../../../shared/words/words';
import { showArrivals } from '../../store/arrivals';
import { useDesk } from '../../store/desk';
import { QUEUE_TABS, type QueueTab, useUi } from '../../store/ui';
import { countTabs } from './arrange';

const NAMES: Readonly<Record<QueueTab, string>> = {
  open: msg`Open`,
  unacknowledged: msg`Unacknowledged`,
  acknowledged: msg`Acknowledged`,
  snoozed: msg`Snoozed`,
  silenced: msg`Silenced`,
  resolved: msg`Resolved`,
  closed: msg`Closed`,
};

const TITLES: Partial<Record<QueueTab, string>> = {
  open: msg`Everything that needs or has somebody`,
  unacknowledged: msg`Open, and nobody has taken it: held-back incidents are not counted`,
  closed: msg`Closed, or merged into another incident`,
  silenced: msg`All alerts are silenced or inhibited at their source`,
};

export function QueueTabs() {
  const counts = useDesk(useShallow((state) => countTabs(state.rows.values())));
  const current = useUi((state) => state.filter.tab);
  /** Asked for again, a list lets go of what it kept still: the rows that went, and those that wait. */
  const choose = (tab: QueueTab): void => (tab === current ? showArrivals() : useUi.getState().setFilter({ tab }));
  return (
    <div className="queue-tabs" role="tablist" aria-label={msg`Which incidents`}>
      {QUEUE_TABS.map((tab) => (
        <button
          key={tab}
          type="button"
          role="tab"
          className="chip"
          title={TITLES[tab]}
          aria-selected={tab === current}
          tabIndex={tab === current ? 0 : -1}
          onClick={() => choose(tab)}
          onKeyDown={(event) => {
            const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
            const next = QUEUE_TABS[QUEUE_TABS.indexOf(tab) + step];
            if (step === 0 || !next) return;
            event.preventDefault();
            choose(next);
            (event.currentTarget.parentElement?.children[QUEUE_TABS.indexOf(next)] as HTMLElement | undefined)?.focus();
          }}
        >
          {NAMES[tab]}
          {tab !== 'closed' && <span className="queue-tab-count">{counts[tab]}</span>}
        </button>
      ))}
    </div>
  );
}
