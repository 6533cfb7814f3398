// Everything the palette can find, as plain entries: open incidents, acts on what is selected, places, feeds, settings.
import type { FeedHealth } from '../../../shared/contract';
import type { IncidentRow } from '../../../shared/domain/incident';
import type { IncidentSeverity } from '../../../shared/domain/severity';
import { readReportLine } from '../../../shared/rules/report-line';
import { msg } from '../../../shared/words/words';
import { hintOf, KEY_BINDINGS, type KeyBinding } from '../../keys';
import { incidentName } from '../../store/desk';
import { useUi } from '../../store/ui';
import { STATE_LOOKS } from '../feeds/feed-words';
import { ALL_SECTIONS } from '../settings/settings-fields';
import { showSection } from '../settings/settings-place';
import { type Rankable, ranked } from './palette-rank';
import { isSensible } from './sensible-acts';

/** One line of the palette. `text` from feeds is shown as text only. */
export interface PaletteItem extends Rankable {
  readonly id: string;
  /** Heading it stands under. */
  readonly group: string;
  /** Second, quieter text at the right of the title. */
  readonly detail: string;
  /** Key that does the same outside the palette; '' for none. */
  readonly hint: string;
  readonly severity?: IncidentSeverity;
  act(): void;
}

/** What is on the desk when the palette is asked. */
export interface PaletteScene {
  readonly rows: ReadonlyMap<string, IncidentRow>;
  readonly feeds: readonly FeedHealth[];
  /** Incidents that acts are about: the checked ones or the selected one. */
  readonly targets: readonly string[];
}

const STATUS_RANK = { open: 0, acknowledged: 1, resolved: 2, closed: 3, merged: 4 } as const;
const MOST_INCIDENTS = 8;
const MOST_OTHERS = 7;
/** Settings and feeds are many and seldom wanted: they stay away until something is typed. */
const ONLY_WHEN_TYPED = new Set([msg`Settings`, msg`Feeds`]);

/** What the palette lists for a query, group after group. A typed query puts the group with the best entry first. */
export function paletteItems(scene: PaletteScene, query: string): PaletteItem[] {
  const isTyped = query.trim() !== '';
  const groups = [
    reportItems(query),
    ranked(incidentItems(scene), query, MOST_INCIDENTS),
    ranked(actItems(scene), query, MOST_OTHERS),
    ranked(commandItems(), query, MOST_OTHERS),
    ranked(feedItems(scene), query, MOST_OTHERS),
    ranked(settingItems(), query, MOST_OTHERS),
  ].filter((items) => items[0] !== undefined && (isTyped || !ONLY_WHEN_TYPED.has(items[0].group)));
  if (!isTyped) return groups.flat();
  const best = groups.map((items) => items[0]).filter((item) => item !== undefined);
  const order = ranked(best, query, best.length).map((item) => item.group);
  return groups.toSorted((a, b) => order.indexOf(a[0]?.group ?? '') - order.indexOf(b[0]?.group ?? '')).flat();
}

/** An incident as the palette shows it, also for hits of the history. */
export function incidentItem(row: IncidentRow, group: string, detail: string): PaletteItem {
  return {
    id: `${group}:${row.id}`,
    group,
    title: row.title,
    words: [incidentName(row), String(row.number), row.service ?? '', row.status],
    detail,
    hint: incidentName(row),
    severity: row.severity,
    act: () => useUi.getState().showIncident(row.id),
  };
}

function incidentItems({ rows }: PaletteScene): PaletteItem[] {
  return [...rows.values()]
    .sort(
      (a, b) =>
        STATUS_RANK[a.status] - STATUS_RANK[b.status] ||
        Number(b.isSecurity) - Number(a.isSecurity) ||
        a.severity - b.severity ||
        b.startedAt - a.startedAt,
    )
    .map((row) => incidentItem(row, msg`Incidents`, [row.service ?? '', row.status].filter((part) => part !== '').join(' · ')));
}

/** For several incidents every act is offered: each says for itself which ones it could not be done to. */
function actItems({ rows, targets }: PaletteScene): PaletteItem[] {
  const [first] = targets;
  const row = first === undefined ? undefined : rows.get(first);
  if (row === undefined) return [];
  const isOne = targets.length === 1;
  const about = isOne ? incidentName(row) : msg`${targets.length} incidents`;
  return KEY_BINDINGS.filter((binding) => binding.where === 'incident' && binding.isKeyOnly !== true)
    .filter((binding) => !isOne || isSensible(binding.id, row))
    .map((binding) => commandItem(binding, msg`Act`, about));
}

/** `report: checkout is down sev2 #payments`: the whole line is the report, so nothing else is looked for by it. */
function reportItems(query: string): PaletteItem[] {
  if (!/^\s*report\s*:\s*\S/i.test(query)) return [];
  const { title, severity, service, isSecurity } = readReportLine(query);
  if (title === '') return [];
  const detail = [service ?? '', isSecurity ? 'security' : ''].filter((part) => part !== '').join(' · ');
  const act = () => useUi.getState().openDialog({ kind: 'report', line: query.replace(/^\s*report\s*:\s*/i, '') });
  return [{ id: 'report', group: msg`Report`, title: msg`Report: ${title}`, words: [], detail, hint: `SEV${severity}`, severity, act }];
}

function commandItems(): PaletteItem[] {
  return KEY_BINDINGS.filter((binding) => binding.where !== 'incident' && binding.isKeyOnly !== true).map((binding) =>
    commandItem(binding, msg`Commands`, ''),
  );
}

function commandItem(binding: KeyBinding, group: string, detail: string): PaletteItem {
  return {
    id: `do:${binding.id}`,
    group,
    title: binding.label,
    words: [detail],
    detail,
    hint: hintOf(binding.id),
    act: () => binding.act(),
  };
}

function feedItems({ feeds }: PaletteScene): PaletteItem[] {
  return feeds.map((feed) => ({
    id: `feed:${feed.feed}`,
    group: msg`Feeds`,
    title: feed.name,
    words: [feed.feed, feed.kind, 'feed'],
    detail: STATE_LOOKS[feed.state].word,
    hint: '',
    act: () => useUi.getState().go('feeds'),
  }));
}

function settingItems(): PaletteItem[] {
  return ALL_SECTIONS.map((section) => ({
    id: `settings:${section.id}`,
    group: msg`Settings`,
    title: section.title,
    words: ['settings', ...section.words],
    detail: msg`Settings`,
    hint: '',
    act: () => {
      showSection(section.id);
      useUi.getState().go('settings');
    },
  }));
}
