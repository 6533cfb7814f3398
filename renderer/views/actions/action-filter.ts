// Which actions the board lists, and in which order. Pure.
import type { ActionView } from '../../../shared/contract/actions';
import { isActionOpen } from '../../../shared/domain/action';
import { ownerKey } from '../../../shared/postmortem/action-line';
import { msg } from '../../../shared/words/words';
import type { Choice } from '../../ui/choice-menu';

export const SHOWS = ['open', 'overdue', 'unproved', 'done', 'dropped', 'all'] as const;
export type Show = (typeof SHOWS)[number];

/** '' means any. */
export interface ActionFilter {
  readonly show: Show;
  readonly owner: string;
  readonly kind: string;
  readonly service: string;
  readonly text: string;
}

export const NO_FILTER: ActionFilter = { show: 'open', owner: '', kind: '', service: '', text: '' };
/** Stands for "nobody" and "none" among the choices; no owner and no service is called so. */
const NONE = '\u2014';

const SHOWN: Readonly<Record<Show, (a: ActionView) => boolean>> = {
  open: isActionOpen,
  overdue: (a) => a.isOverdue,
  unproved: (a) => a.standing === 'unproved',
  done: (a) => a.standing === 'done',
  dropped: (a) => a.standing === 'dropped',
  all: () => true,
};

export const SHOW_CHOICES: readonly Choice<Show>[] = [
  { value: 'open', label: msg`to do` },
  { value: 'overdue', label: msg`overdue` },
  { value: 'unproved', label: msg`done, not proved` },
  { value: 'done', label: msg`done` },
  { value: 'dropped', label: msg`dropped` },
  { value: 'all', label: msg`all` },
];

/** Overdue first, then by day, those without a day last; what is over by its end, newest first. */
export function listed(actions: readonly ActionView[], filter: ActionFilter): ActionView[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const isMatch = (a: ActionView): boolean =>
    SHOWN[filter.show](a) &&
    (filter.owner === '' || ownerOf(a) === filter.owner) &&
    (filter.kind === '' || (a.kind ?? NONE) === filter.kind) &&
    (filter.service === '' || (a.service ?? NONE) === filter.service) &&
    words.every((word) => haystack(a).includes(word));
  return actions.filter(isMatch).sort(byNeed);
}

function haystack({ text, owner, incidentName, incidentTitle, service, ticket }: ActionView): string {
  return [text, owner, incidentName, incidentTitle, service, ticket?.key].join(' ').toLowerCase();
}

function byNeed(a: ActionView, b: ActionView): number {
  const isOpen = isActionOpen(a);
  if (isOpen !== isActionOpen(b)) return isOpen ? -1 : 1;
  if (!isOpen) return b.stateAt - a.stateAt;
  return (a.due ?? '9999').localeCompare(b.due ?? '9999') || a.recordedAt - b.recordedAt || a.id.localeCompare(b.id);
}

function ownerOf({ owner }: ActionView): string {
  return owner === null ? NONE : ownerKey(owner);
}

export interface FilterChoices {
  readonly owners: readonly Choice<string>[];
  readonly kinds: readonly Choice<string>[];
  readonly services: readonly Choice<string>[];
}

/** What there is to choose among these actions; one owner in two spellings is one choice. */
export function choicesOf(actions: readonly ActionView[]): FilterChoices {
  const owners = new Map(actions.map((a) => [ownerOf(a), a.owner ?? 'nobody']));
  const services = new Map(actions.map((a) => [a.service ?? NONE, a.service ?? 'none']));
  const kinds = new Map(actions.map((a) => [a.kind ?? NONE, a.kind ?? 'none']));
  return { owners: choices(owners, 'anybody'), kinds: choices(kinds, 'any'), services: choices(services, 'any') };
}

function choices(values: ReadonlyMap<string, string>, any: string): Choice<string>[] {
  const known = [...values].map(([value, label]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label));
  return [{ value: '', label: any }, ...known];
}
