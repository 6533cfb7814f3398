// The settings: sections at the left, one at a time at the right, saved as they change.

import type { Settings } from '../../../shared/settings';
import { msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import { DictatedNote } from '../../ui/dictated-note';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { ChannelsSection } from '../channels/channels-section';
import { PublishingSection } from '../publishing/publishing-section';
import { TrialBar } from '../replay/trial-bar';
import { SchedulesSection } from '../schedules/schedules-section';
import { TrackersSection } from '../trackers/trackers-section';
import { AllRulesSection } from './all-rules-section';
import { AppearanceSection } from './appearance-section';
import { BackupsSection } from './backups-section';
import { DesktopSection } from './desktop-section';
import { ExchangeSection } from './exchange-section';
import styles from './settings.module.css';
import { SETTINGS_SECTIONS, type SectionName } from './settings-fields';
import { showSection, useSettingsPlace } from './settings-place';
import { SECTION_GROUPS, SECTIONS_IN_ORDER } from './settings-places';
import { SettingsSection } from './settings-section';
import { type SettingsDraft, useSettingsDraft } from './use-settings-draft';

export function SettingsView() {
  const settings = useDesk((state) => state.settings);
  const isDown = useDesk((state) => state.connection === 'engine-down');
  const file = useDesk((state) => state.status?.settingsFrom ?? null);
  const place = useSettingsPlace((state) => state.section);
  const current = SECTIONS_IN_ORDER.find((section) => section.id === place) ?? SECTIONS_IN_ORDER[0];
  if (current === undefined) return null;
  return (
    <div className={styles.view}>
      <SectionList current={current.id} />
      <div className={styles.page}>
        <DictatedNote file={file} />
        {isDown && (
          <p
            role="alert"
            className={styles.stale}
          >{msg`▲ The engine is down: changes cannot be saved until it is back. What you type stays here.`}</p>
        )}
        {settings === null ? <Waiting section={current} /> : <Page section={current} settings={settings} />}
      </div>
    </div>
  );
}

/** Up and down move between sections, as in any list of places. */
function SectionList({ current }: { readonly current: string }) {
  const onKeyDown = (event: React.KeyboardEvent<HTMLElement>): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const at = SECTIONS_IN_ORDER.findIndex((section) => section.id === current);
    const next = step === undefined ? undefined : SECTIONS_IN_ORDER[at + step];
    if (next === undefined) return;
    event.preventDefault();
    showSection(next.id);
    event.currentTarget.querySelector<HTMLElement>(`[data-section="${next.id}"]`)?.focus();
  };
  return (
    <nav className={styles.sections} aria-label={msg`Settings sections`} onKeyDown={onKeyDown}>
      <h2>{msg`Settings`}</h2>
      {SECTION_GROUPS.map(({ title, sections }) => (
        <div key={title} role="group" aria-label={title}>
          <p aria-hidden>{title}</p>
          {sections.map((section) => (
            <button
              key={section.id}
              type="button"
              data-section={section.id}
              aria-current={section.id === current ? 'page' : undefined}
              onClick={() => showSection(section.id)}
            >
              {section.title}
            </button>
          ))}
        </div>
      ))}
    </nav>
  );
}

/** The draft lives as long as the view: going to another section keeps what is typed. */
function Page({ section, settings }: { readonly section: SectionName; readonly settings: Settings }) {
  const draft = useSettingsDraft(settings);
  const shared = SETTINGS_SECTIONS.find((entry) => entry.id === section.id);
  return (
    <div className={styles.column}>
      <Head title={section.title} draft={draft} />
      {TRIED.has(section.id) && <TrialBar trial={draft.trial} />}
      {section.id === 'rules' ? (
        <AllRulesSection saved={settings} draft={draft} />
      ) : shared ? (
        <SettingsSection key={section.id} section={shared} draft={draft} />
      ) : (
        <MachineSection id={section.id} />
      )}
    </div>
  );
}

function Waiting({ section }: { readonly section: SectionName }) {
  // What an import brought would be lost with this section when the settings come.
  const isShared = section.id === 'rules' || section.id === 'exchange' || SETTINGS_SECTIONS.some((entry) => entry.id === section.id);
  return (
    <div className={styles.column}>
      <Head title={section.title} />
      {isShared ? <SkeletonRows count={5} label={msg`Loading the settings`} /> : <MachineSection id={section.id} />}
    </div>
  );
}

function MachineSection({ id }: { readonly id: string }) {
  if (id === 'channels') return <ChannelsSection />;
  if (id === 'publishing') return <PublishingSection />;
  if (id === 'trackers') return <TrackersSection />;
  if (id === 'schedules') return <SchedulesSection />;
  if (id === 'backups') return <BackupsSection />;
  if (id === 'appearance') return <AppearanceSection />;
  return id === 'desktop' ? <DesktopSection /> : <ExchangeSection />;
}

/** Sections whose rules decide about pages. */
const TRIED: ReadonlySet<string> = new Set(['rules', 'grouping', 'correlation', 'severity', 'paging', 'escalation']);

const SAVING_WORDS = {
  idle: '',
  waiting: msg`Typing…`,
  saving: msg`Saving…`,
  saved: '✓ Saved',
  failed: msg`▲ Not saved; what you typed stays here`,
} as const;

/** Something typed in another section holds up this one too: it is said where. */
function wrongWords(title: string, draft: SettingsDraft): string {
  const isWrong = ({ groups }: (typeof SETTINGS_SECTIONS)[number]): boolean =>
    groups.some(({ fields }) => fields.some(({ path }) => draft.errorOf(path) !== undefined));
  const wrong = SETTINGS_SECTIONS.filter(isWrong).map((section) => section.title);
  return wrong.length === 0 || wrong.includes(title) ? msg`Not saved: see the field` : msg`Not saved: see the field under “${wrong[0]}”`;
}

function Head({ title, draft }: { readonly title: string; readonly draft?: SettingsDraft }) {
  return (
    <div className={styles.head}>
      <h3>{title}</h3>
      <span role="status" className={styles.saving}>
        {draft === undefined || draft.trial.isOn ? '' : draft.isWrong ? wrongWords(title, draft) : SAVING_WORDS[draft.saving]}
      </span>
    </div>
  );
}
