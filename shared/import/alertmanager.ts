// An alertmanager.yml as routing rules, audiences and channels. Its tree is walked to flat rules: what an earlier branch took is excluded
// from later ones, as far as matchers can say so; where they can not, the note tells who hears more than before.
import { oneLine } from '../domain/plain-text';
import type { Matcher } from '../feed';
import { parseMatcher, spellMatcher } from '../rules/matchers';
import type { HoldingRule } from '../settings/holding';
import type { RoutingRule } from '../settings/telling';
import { type Loose, listOf, objectOf, planReceivers, type Receivers, textOf } from './alertmanager-receivers';
import { looseMatcher } from './loose-matcher';
import { EMPTY_PLAN, type ImportNote, type ImportPlan, ownName } from './plan';

const MAX_DEPTH = 20;
const MAX_ROUTES = 180;
const MAX_MATCHERS = 20;

/** `root`: the parsed file; anything odd in it is a note. `grouping`: labels by which this desk groups alerts to incidents. */
export function planAlertmanager(root: unknown, grouping: readonly string[]): ImportPlan {
  const file = objectOf(root);
  const receivers = planReceivers(file);
  const walk = new Walk(receivers, new Set(['alertname', ...grouping]));
  if (Object.keys(objectOf(file.route)).length > 0) walk.route(objectOf(file.route), [], '', 0);
  return {
    ...EMPTY_PLAN,
    channels: receivers.channels,
    audiences: receivers.audiences,
    secrets: receivers.secrets,
    routing: walk.routing,
    holding: walk.holding,
    notes: [...receivers.notes, ...walk.notes, ...otherParts(file)],
  };
}

function otherParts(file: Loose): ImportNote[] {
  const about = 'the file';
  const all: [string, string, string][] = [
    ['inhibit_rules', 'inhibition rules', 'the Alertmanager goes on applying them; its feed shows what it holds back'],
    ['time_intervals', 'time intervals', 'see Settings › Paging, quiet hours'],
    ['mute_time_intervals', 'mute time intervals', 'see Settings › Paging, quiet hours'],
    ['templates', 'template files', 'see Settings › Telling, templates'],
  ];
  return all.filter(([key]) => listOf(file[key]).length > 0).map(([, what, why]) => ({ about, what, why }));
}

class Walk {
  readonly routing: RoutingRule[] = [];
  readonly holding: HoldingRule[] = [];
  readonly notes: ImportNote[] = [];
  private readonly names = new Set<string>();
  private readonly held = new Set<string>();
  private readonly receivers: Receivers;
  /** Labels that an incident has of its own: only of these a rule knows for sure that a value is not there. */
  private readonly seen: ReadonlySet<string>;
  private count = 0;

  constructor(receivers: Receivers, seen: ReadonlySet<string>) {
    this.receivers = receivers;
    this.seen = seen;
  }

  /** Children first, as Alertmanager asks them; then the route itself for what none of them took. */
  route(route: Loose, path: readonly Matcher[], inherited: string, depth: number): void {
    const receiver = textOf(route.receiver) || inherited;
    const about = depth === 0 ? 'the first route' : `route to ${oneLine(receiver, 50)}`;
    if (depth > MAX_DEPTH || ++this.count > MAX_ROUTES) {
      if (this.count <= MAX_ROUTES + 1) this.leave(about, 'this route and what is below', 'there are too many of them');
      return;
    }
    const own = matchersOf(route);
    if (own === null) {
      this.leave(about, 'this route and what is below', 'one of its matchers can not be read');
      return;
    }
    let here = [...path, ...own];
    let isExact = true;
    for (const raw of listOf(route.routes)) {
      const child = objectOf(raw);
      this.route(child, here, receiver, depth + 1);
      if (textOf(child.continue) === 'true') continue;
      const [only, ...more] = matchersOf(child) ?? [];
      if (only && more.length === 0) here = [...here, { ...only, isEqual: !only.isEqual }];
      if (!only || more.length > 0 || !this.seen.has(only.name)) isExact = false;
    }
    for (const key of ['mute_time_intervals', 'active_time_intervals'])
      if (listOf(route[key]).length > 0) this.leave(about, key.replaceAll('_', ' '), 'see Settings › Paging, quiet hours');
    if (depth === 0 && listOf(route.group_by).length > 0)
      this.leave(about, `group_by ${listOf(route.group_by).map(textOf).join(', ')}`.slice(0, 120), 'see Settings › Grouping');
    if (depth === 0 && textOf(route.repeat_interval) !== '')
      this.leave(about, 'its waiting and repeating', 'see Settings › Paging, repeats for each severity');
    this.rule(about, receiver, here, isExact);
  }

  private rule(about: string, receiver: string, matchers: readonly Matcher[], isExact: boolean): void {
    const to = this.receivers.audienceOf.get(receiver);
    const texts = [...new Set(matchers.map(spellMatcher))];
    const name = oneLine(`Alertmanager: ${receiver}`, 72);
    if (to === undefined) this.leave(about, 'this route', 'the file has no receiver of that name');
    else if (to === '') this.leave(about, 'this route', 'nothing of its receiver could be taken over');
    else if (texts.length > MAX_MATCHERS) this.leave(about, 'this route', `it has more than ${MAX_MATCHERS} matchers on its way`);
    else if (to === null) this.discard(about, name, texts);
    else {
      if (!isExact) this.leave(about, 'its end where another route took an alert', 'its people may hear of more alerts than before');
      this.routing.push({
        name: ownName(name, this.names, ' '),
        isEnabled: true,
        when: { matchers: texts, severityAtLeast: 5, isSecurity: null },
        at: ['opened', 'resolved'],
        to: [to],
        template: '',
        how: 'ask',
      });
    }
  }

  /** A receiver without an end tells nobody: what goes there wakes nobody here. */
  private discard(about: string, name: string, when: string[]): void {
    const fits = when.every((text) => this.seen.has(parseMatcher(text)?.name ?? ''));
    if (when.length > 0 && fits) this.holding.push({ name: ownName(name, this.held, ' '), isEnabled: true, when, forMinutes: 0 });
    else this.leave(about, 'that it tells nobody', 'a rule that holds pages back sees the name of an alert and the labels that group it');
  }

  private leave(about: string, what: string, why: string): void {
    this.notes.push({ about, what, why });
  }
}

/** `matchers`, and the older `match` and `match_re`; null: one of them can not be read. */
function matchersOf(route: Loose): Matcher[] | null {
  const old = [...pairs(route.match, '='), ...pairs(route.match_re, '=~')];
  const texts = [...listOf(route.matchers).map(textOf).flatMap(split), ...old];
  const read = texts.map(looseMatcher);
  return read.every((one) => one !== undefined) ? read : null;
}

const pairs = (map: unknown, operator: string): string[] =>
  Object.entries(objectOf(map)).map(([name, value]) => `${name}${operator}"${textOf(value).replace(/[\\"]/g, '\\$&')}"`);

/** One text may hold several matchers: `{a="b", c="d"}`; commas within quotes are none. */
function split(text: string): string[] {
  const inner = text.trim().replace(/^\{|\}$/g, '');
  return (inner.match(/(?:[^,"]|"(?:[^"\\]|\\.)*")+/g) ?? []).map((one) => one.trim()).filter((one) => one !== '');
}
