// THE table of commands and their keys. Hints on buttons, the help dialog, the palette and the key handler are made from it.

import { flushSync } from 'react-dom';
import { SOURCE_ACTS } from '../shared/domain/source-act';
import { msg } from '../shared/words/words';
import { showArrivals } from './store/arrivals';
import {
  acknowledge,
  flagSecurity,
  pausePaging,
  reopen,
  targets,
  testPage,
  unacknowledge,
  undoLast,
  unpausePaging,
  unsnooze,
} from './store/commands';
import { useDesk } from './store/desk';
import { openGuide } from './store/guide';
import { openIncidentTab } from './store/incident-tab';
import { lockConsole } from './store/lock';
import { closeAs, moveOn } from './store/moving-on';
import { setPresenting } from './store/presenting';
import { showQueue } from './store/show-queue';
import { useUi } from './store/ui';
import { toggleWide } from './store/wide';
import { endDrill, startDrill } from './views/readiness/readiness-acts';
import { showImport } from './views/settings/settings-place';
import { SOURCE_WORDS } from './views/source/source-words';

export type Where = 'everywhere' | 'queue' | 'incident';

export interface KeyBinding {
  readonly id: string;
  /** Any of these, e.g. 'j', 'ArrowDown', 'Shift+A', 'Mod+k' (Ctrl, on macOS Cmd). The first is shown as the hint. None: palette only. */
  readonly keys: readonly string[];
  readonly label: string;
  /** Section of the help; 'queue' and 'incident' need the queue view. */
  readonly where: Where;
  /** Left out of the palette: it only makes sense as a key. */
  readonly isKeyOnly?: boolean;
  act(): void;
}

function move(step: 1 | -1): void {
  const { order, selectedId, select } = useUi.getState();
  if (order.length === 0) return;
  const at = selectedId === null ? -1 : order.indexOf(selectedId);
  const to = at < 0 ? (step === 1 ? 0 : order.length - 1) : Math.min(order.length - 1, Math.max(0, at + step));
  select(order[to] ?? null);
}

function selectEnd(end: 'first' | 'last'): void {
  const { order, select } = useUi.getState();
  select((end === 'first' ? order[0] : order.at(-1)) ?? null);
}

/** Of several the innermost: an incident's heading, or the place it will stand in while it loads. */
function focus(selector: string): boolean {
  const found = [...document.querySelectorAll<HTMLElement>(selector)].at(-1);
  found?.focus();
  if (found instanceof HTMLInputElement) found.select();
  return found !== undefined;
}

function openSelected(): void {
  if (useUi.getState().selectedId === null) move(1);
  requestAnimationFrame(() => focus('[data-focus="incident"]'));
}

/** One step back: dialog, checked rows, filter text, then the selection. */
function back(): void {
  const ui = useUi.getState();
  if (ui.dialog) ui.closeDialog();
  else if (ui.checkedIds.size > 0) ui.setChecked([]);
  else if (ui.filter.text !== '') ui.setFilter({ text: '' });
  else ui.select(null);
}

/** At once: what is typed right after the key is neither taken for commands nor replaced. */
function searchQueue(): void {
  const field = '[data-focus="queue-search"]';
  flushSync(() => useUi.getState().go('queue'));
  if (!focus(field)) requestAnimationFrame(() => focus(field));
}

function withTargets(run: (ids: readonly string[]) => void): () => void {
  return () => {
    const ids = targets();
    if (ids.length > 0) run(ids);
  };
}

/** Marks as security unless all of them are. */
function toggleSecurity(ids: readonly string[]): void {
  const { rows } = useDesk.getState();
  void flagSecurity(ids, !ids.every((id) => rows.get(id)?.isSecurity));
}

function openRunbook([id]: readonly string[]): void {
  if (id === undefined) return;
  useUi.getState().showIncident(id);
  openIncidentTab('runbook');
  setTimeout(() => focus('[data-focus="runbook"]'), FOCUS_AFTER_MS);
}

function openRoles([id]: readonly string[]): void {
  if (id === undefined) return;
  ui().showIncident(id);
  openIncidentTab('response');
}

function checkSelected(): void {
  const { selectedId, toggleChecked } = useUi.getState();
  if (selectedId !== null) toggleChecked(selectedId);
}

/** The text has to be there first; it is asked for when its tab opens. */
const FOCUS_AFTER_MS = 150;

const ui = useUi.getState;

export const KEY_BINDINGS: readonly KeyBinding[] = [
  { id: 'palette', keys: ['Mod+k'], label: msg`Find anything`, where: 'everywhere', isKeyOnly: true, act: () => ui().openPalette() },
  { id: 'help', keys: ['?'], label: msg`Keys and help`, where: 'everywhere', act: () => ui().openDialog({ kind: 'help' }) },
  { id: 'concepts', keys: ['F1'], label: msg`What the words mean`, where: 'everywhere', act: () => ui().openDialog({ kind: 'concepts' }) },
  { id: 'go-queue', keys: ['Mod+1'], label: msg`Go to the queue`, where: 'everywhere', act: showQueue },
  { id: 'go-feeds', keys: ['Mod+2'], label: msg`Go to the feeds`, where: 'everywhere', act: () => ui().go('feeds') },
  { id: 'go-outbox', keys: ['Mod+3'], label: msg`Go to the outbox`, where: 'everywhere', act: () => ui().go('outbox') },
  { id: 'go-on-call', keys: ['Mod+4'], label: msg`Go to who is on call`, where: 'everywhere', act: () => ui().go('on-call') },
  { id: 'go-settings', keys: ['Mod+,', 'Mod+5'], label: msg`Go to the settings`, where: 'everywhere', act: () => ui().go('settings') },
  { id: 'go-postmortems', keys: ['Mod+6'], label: msg`Go to the postmortems`, where: 'everywhere', act: () => ui().go('postmortems') },
  { id: 'go-actions', keys: ['Mod+7'], label: msg`Go to the actions`, where: 'everywhere', act: () => ui().go('actions') },
  { id: 'go-insights', keys: ['Mod+8'], label: msg`Go to the insights`, where: 'everywhere', act: () => ui().go('insights') },
  { id: 'go-readiness', keys: ['Mod+9'], label: msg`Go to the readiness`, where: 'everywhere', act: () => ui().go('readiness') },
  { id: 'go-runbooks', keys: ['Mod+b'], label: msg`Go to the runbooks`, where: 'everywhere', act: () => ui().go('runbooks') },
  { id: 'go-shift', keys: ['Mod+Shift+h'], label: msg`Hand over or take over a shift`, where: 'everywhere', act: () => ui().go('shift') },
  { id: 'why-blind', keys: [], label: msg`Why am I blind?`, where: 'everywhere', act: () => ui().openDialog({ kind: 'troubleshoot' }) },
  { id: 'guide', keys: [], label: msg`Guide to the first page`, where: 'everywhere', act: () => void openGuide() },
  { id: 'import', keys: [], label: msg`Import from Nagstamon, Alertmanager or PagerDuty`, where: 'everywhere', act: showImport },
  { id: 'wide', keys: ['Mod+\\'], label: msg`Give the postmortem the whole width, or not`, where: 'everywhere', act: toggleWide },
  { id: 'start-drill', keys: [], label: msg`Start a drill`, where: 'everywhere', act: () => void startDrill() },
  { id: 'end-drill', keys: [], label: msg`End the drill`, where: 'everywhere', act: () => void endDrill() },
  {
    id: 'add-feed',
    keys: [],
    label: msg`Add a feed`,
    where: 'everywhere',
    act: () => {
      ui().go('feeds');
      ui().openDialog({ kind: 'feed', feed: null });
    },
  },
  {
    id: 'report',
    keys: ['Mod+Shift+i'],
    label: msg`Report an incident`,
    where: 'everywhere',
    act: () => ui().openDialog({ kind: 'report', line: '' }),
  },
  { id: 'undo', keys: ['u', 'Mod+z'], label: msg`Undo the last act`, where: 'everywhere', act: undoLast },
  { id: 'pause-15', keys: [], label: msg`Pause paging for 15 minutes`, where: 'everywhere', act: () => void pausePaging(15) },
  { id: 'pause-60', keys: [], label: msg`Pause paging for 1 hour`, where: 'everywhere', act: () => void pausePaging(60) },
  { id: 'unpause', keys: [], label: msg`Turn paging on again`, where: 'everywhere', act: () => void unpausePaging() },
  { id: 'present', keys: [], label: msg`I’m presenting: hide details on pages`, where: 'everywhere', act: () => void setPresenting(true) },
  { id: 'unpresent', keys: [], label: msg`Show details on pages again`, where: 'everywhere', act: () => void setPresenting(false) },
  { id: 'lock', keys: ['Mod+Shift+l'], label: msg`Lock the console`, where: 'everywhere', act: () => void lockConsole() },
  { id: 'test-page', keys: [], label: msg`Send a test page`, where: 'everywhere', act: () => void testPage() },

  { id: 'down', keys: ['j', 'ArrowDown'], label: msg`Next incident`, where: 'queue', isKeyOnly: true, act: () => move(1) },
  { id: 'up', keys: ['k', 'ArrowUp'], label: msg`Previous incident`, where: 'queue', isKeyOnly: true, act: () => move(-1) },
  { id: 'first', keys: ['Home'], label: msg`First incident`, where: 'queue', isKeyOnly: true, act: () => selectEnd('first') },
  { id: 'last', keys: ['End'], label: msg`Last incident`, where: 'queue', isKeyOnly: true, act: () => selectEnd('last') },
  { id: 'open', keys: ['Enter'], label: msg`Open the selected incident`, where: 'queue', isKeyOnly: true, act: openSelected },
  { id: 'search', keys: ['/'], label: msg`Filter the queue`, where: 'queue', act: searchQueue },
  { id: 'new', keys: ['n'], label: msg`Show what is new`, where: 'queue', act: showArrivals },
  { id: 'check', keys: ['x'], label: msg`Check or uncheck`, where: 'queue', isKeyOnly: true, act: checkSelected },
  { id: 'check-all', keys: ['Mod+a'], label: msg`Check all listed incidents`, where: 'queue', act: () => ui().setChecked(ui().order) },
  { id: 'back', keys: ['Escape'], label: msg`One step back`, where: 'queue', isKeyOnly: true, act: back },

  { id: 'acknowledge', keys: ['a'], label: msg`Acknowledge`, where: 'incident', act: withTargets((ids) => void acknowledge(ids)) },
  {
    id: 'unacknowledge',
    keys: ['Shift+A'],
    label: msg`Unacknowledge`,
    where: 'incident',
    act: withTargets((ids) => void unacknowledge(ids)),
  },
  {
    id: 'snooze',
    keys: ['s'],
    label: msg`Snooze`,
    where: 'incident',
    act: withTargets((incidents) => ui().openDialog({ kind: 'snooze', incidents })),
  },
  { id: 'unsnooze', keys: ['Shift+S'], label: msg`Wake from snooze`, where: 'incident', act: withTargets((ids) => void unsnooze(ids)) },
  { id: 'resolve', keys: ['r'], label: msg`Resolve`, where: 'incident', act: withTargets((ids) => void moveOn(ids, 'resolve')) },
  { id: 'close', keys: ['c'], label: msg`Close`, where: 'incident', act: withTargets((ids) => void moveOn(ids, 'close')) },
  {
    id: 'close-actionable',
    keys: ['y'],
    label: msg`Close as actionable, or say so later`,
    where: 'incident',
    act: withTargets((ids) => void closeAs(ids, 'actionable')),
  },
  {
    id: 'close-noise',
    keys: ['z'],
    label: msg`Close as noise, or say so later`,
    where: 'incident',
    act: withTargets((ids) => void closeAs(ids, 'noise')),
  },
  { id: 'reopen', keys: ['o'], label: msg`Reopen`, where: 'incident', act: withTargets((ids) => void reopen(ids)) },
  {
    id: 'silence',
    keys: ['i'],
    label: msg`Silence`,
    where: 'incident',
    act: withTargets(([id]) => id !== undefined && ui().openDialog({ kind: 'silence', incident: id })),
  },
  ...SOURCE_ACTS.map(
    (does): KeyBinding => ({
      id: SOURCE_WORDS[does].id,
      keys: SOURCE_WORDS[does].keys,
      label: SOURCE_WORDS[does].label,
      where: 'incident',
      act: withTargets(([id]) => id !== undefined && ui().openDialog({ kind: 'source', incident: id, does })),
    }),
  ),
  {
    id: 'severity',
    keys: ['v'],
    label: msg`Set severity`,
    where: 'incident',
    act: withTargets((incidents) => ui().openDialog({ kind: 'severity', incidents })),
  },
  { id: 'runbook', keys: ['Shift+R'], label: msg`Open the runbook`, where: 'incident', act: withTargets(openRunbook) },
  {
    id: 'new-runbook',
    keys: ['Shift+N'],
    label: msg`Write a runbook for it`,
    where: 'incident',
    act: withTargets(([id]) => id !== undefined && ui().openDialog({ kind: 'new-runbook', incident: id })),
  },
  {
    id: 'merge',
    keys: ['m'],
    label: msg`Merge`,
    where: 'incident',
    act: withTargets((incidents) => ui().openDialog({ kind: 'merge', incidents })),
  },
  {
    id: 'role',
    keys: ['p'],
    label: msg`Assign a role`,
    where: 'incident',
    act: withTargets(([id]) => id !== undefined && ui().openDialog({ kind: 'role', incident: id, role: null })),
  },
  { id: 'roles', keys: ['Shift+P'], label: msg`Roles and checklists`, where: 'incident', act: withTargets(openRoles) },
  {
    id: 'restrict',
    keys: ['Shift+K'],
    label: msg`Choose who needs to know`,
    where: 'incident',
    act: withTargets((incidents) => ui().openDialog({ kind: 'restrict', incidents })),
  },
  { id: 'security', keys: ['Shift+Y'], label: msg`Mark or unmark as security`, where: 'incident', act: withTargets(toggleSecurity) },
];

const BY_ID = new Map(KEY_BINDINGS.map((binding) => [binding.id, binding]));

const isMac = typeof navigator !== 'undefined' && navigator.platform.startsWith('Mac');
const SHOWN: Readonly<Record<string, string>> = { ArrowDown: '↓', ArrowUp: '↑', Escape: 'Esc', Mod: isMac ? '⌘' : 'Ctrl' };

/** 'Mod+k' as on the keyboard: 'Ctrl K'. */
export function shownKey(key: string): string {
  return key
    .split('+')
    .map((part) => SHOWN[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join(' ');
}

/** The hint for a command, e.g. 'A' for `acknowledge`; '' where it has no key. */
export function hintOf(id: string): string {
  const key = BY_ID.get(id)?.keys[0];
  return key === undefined ? '' : shownKey(key);
}
