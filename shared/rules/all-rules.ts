// Every rule that an alert meets on its way to a person, in the order in which they are asked: what the list of all rules shows.
import type { Settings } from '../settings';
import { msg } from '../words/words';
import { holdingWords } from './holding';
import { conditionWords, correlationWords, severityWords } from './rule-words';

/** Sections of the settings in which rules are edited. */
export type RulePlace = 'grouping' | 'correlation' | 'severity' | 'paging' | 'escalation' | 'telling';

export interface ListedRule {
  readonly name: string;
  readonly words: string;
  readonly place: RulePlace;
  /** Null: always asked. */
  readonly isEnabled: boolean | null;
  /** The list that holds it, and its place there; null: a setting by itself. */
  readonly at: { readonly path: string; readonly index: number } | null;
}

export interface RuleStage {
  readonly title: string;
  readonly about: string;
  readonly rules: readonly ListedRule[];
}

interface Entry {
  readonly name: string;
  readonly isEnabled: boolean;
}

const fixed = (name: string, words: string, place: RulePlace): ListedRule => ({ name, words, place, isEnabled: null, at: null });

function listed<T extends Entry>(path: string, place: RulePlace, list: readonly T[], words: (entry: T) => string): ListedRule[] {
  return list.map((entry, index) => ({ name: entry.name, words: words(entry), place, isEnabled: entry.isEnabled, at: { path, index } }));
}

export function rulesInOrder(settings: Settings): readonly RuleStage[] {
  return [
    {
      title: msg`One incident`,
      about: msg`A new alert goes to its group’s incident, else to the one that a rule finds, else into one of its own.`,
      rules: [
        fixed('grouping', msg`same alert name, and same ${settings.grouping.labels.join(', ') || msg`nothing else`}`, 'grouping'),
        ...listed('correlation.rules', 'correlation', settings.correlation.rules, correlationWords),
      ],
    },
    {
      title: msg`Severity`,
      about: msg`The first that fits decides; rules that count may make it worse; security is SEV2 or worse.`,
      rules: [
        ...listed('severity.rules', 'severity', settings.severity.rules, severityWords),
        fixed(msg`what the source says`, sourceWords(settings), 'severity'),
        fixed('security', msg`any of ${settings.severity.security.length} matchers`, 'severity'),
      ],
    },
    { title: msg`Holding back`, about: msg`Asked in this order; the first that stops holds the page back.`, rules: holding(settings) },
    {
      title: msg`Nobody acknowledges`,
      about: msg`The first policy that fits runs.`,
      rules: listed('escalation.policies', 'escalation', settings.escalation.policies, (p) => conditionWords(p.when)),
    },
    {
      title: msg`Telling people`,
      about: msg`The first rule that names an audience decides for it.`,
      rules: listed('routing', 'telling', settings.routing, (r) => `${conditionWords(r.when)} → ${r.to.join(', ')}`),
    },
  ];
}

function sourceWords({ severity: { byAlert } }: Settings): string {
  return Object.entries(byAlert)
    .map(([word, sev]) => msg`${word} SEV${sev}`)
    .join(', ');
}

function holding({ paging, grouping }: Settings): ListedRule[] {
  const { quietHours, storm } = paging;
  const quiet = quietHours.isOn ? msg`from ${quietHours.from} to ${quietHours.to}` : 'off';
  const through = msg`SEV${paging.breakThrough.severity} or worse${paging.breakThrough.isSecurity ? msg` and security` : ''} break through`;
  return [
    fixed('firing', msg`something fires that its source does not hold back`, 'paging'),
    fixed('severity', msg`SEV${paging.minSeverity} or worse pages`, 'paging'),
    ...listed('paging.holding', 'paging', paging.holding, holdingWords),
    fixed(
      'flapping',
      msg`${grouping.flapping.reopens} reopens within ${grouping.flapping.withinMinutes} min wait until it is steady`,
      'grouping',
    ),
    fixed('pause', msg`a pause by a person; ${through}`, 'paging'),
    fixed(msg`quiet hours`, `${quiet}; ${through}`, 'paging'),
    fixed('storm', msg`more than ${storm.incidents} within ${storm.withinSeconds} s are folded into one page`, 'paging'),
  ];
}

/** Where a rule that a trace names is edited; null where it is none of the settings. */
export function placeOfRule(settings: Settings, name: string): RulePlace | null {
  for (const stage of rulesInOrder(settings)) for (const rule of stage.rules) if (rule.name === name) return rule.place;
  return null;
}
