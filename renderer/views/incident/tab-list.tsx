// The tabs of an incident with roving focus: one Tab stop, arrows, Home and End move.
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { locale, msg } from '../../../shared/words/words';
import { INCIDENT_TABS, type IncidentTab } from '../../store/incident-tab';
import styles from './tab-list.module.css';

const WORDS: Readonly<Record<IncidentTab, string>> = {
  now: msg`Now`,
  runbook: msg`Runbook`,
  timeline: msg`Timeline`,
  alerts: msg`Alerts`,
  response: msg`Response`,
  notes: msg`Notes`,
  recorder: msg`Recorded`,
  postmortem: msg`Postmortem`,
};

interface Props {
  readonly tab: IncidentTab;
  readonly counts: Readonly<Partial<Record<IncidentTab, number | undefined>>>;
  onTab(tab: IncidentTab): void;
}

function nextTab(tab: IncidentTab, key: string): IncidentTab | undefined {
  const at = INCIDENT_TABS.indexOf(tab);
  if (key === 'ArrowRight') return INCIDENT_TABS[(at + 1) % INCIDENT_TABS.length];
  if (key === 'ArrowLeft') return INCIDENT_TABS.at(at - 1);
  if (key === 'Home') return INCIDENT_TABS[0];
  return key === 'End' ? INCIDENT_TABS.at(-1) : undefined;
}

export function TabList({ tab, counts, onTab }: Props) {
  const list = useRef<HTMLDivElement>(null);
  // In a narrow panel the chosen tab may stand outside of what is in sight.
  useEffect(() => {
    const tabs = list.current;
    if (!tabs) return;
    const seen = new ResizeObserver(() =>
      tabs.querySelector(`#incident-tab-${tab}`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' }),
    );
    seen.observe(tabs);
    return () => seen.disconnect();
  }, [tab]);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const to = nextTab(tab, event.key);
    if (!to) return;
    event.preventDefault();
    onTab(to);
    event.currentTarget.querySelector<HTMLElement>(`#incident-tab-${to}`)?.focus();
  };
  return (
    <div ref={list} className={styles.tabs} role="tablist" aria-label={msg`About this incident`} onKeyDown={onKeyDown}>
      {INCIDENT_TABS.map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          id={`incident-tab-${name}`}
          aria-selected={name === tab}
          aria-controls="incident-tabpanel"
          tabIndex={name === tab ? 0 : -1}
          className={styles.tab}
          onClick={() => onTab(name)}
        >
          {WORDS[name]}
          {counts[name] ? (
            <span className={styles.count} data-of={name}>
              {' '}
              {counts[name].toLocaleString(locale())}
            </span>
          ) : null}
        </button>
      ))}
    </div>
  );
}
