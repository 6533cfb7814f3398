// Routing rules, in the order in which they are asked: which incidents, which moments, who is told, and whether a person says yes first.
import { ActionIcon, Button, CloseButton, NativeSelect, Switch, TextInput } from '@mantine/core';
import { ArrowUp } from 'lucide-react';
import { MOMENT_WORDS } from '../../../../shared/rules/route';
import { type Audience, type MessageTemplate, MOMENTS, type RoutingRule } from '../../../../shared/settings/telling';
import { msg } from '../../../../shared/words/words';
import { useDesk } from '../../../store/desk';
import { Checks } from './checks';
import { ConditionFields } from './condition-fields';
import styles from './telling.module.css';

interface Props {
  readonly value: unknown;
  readonly labelledBy: string;
  onChange(value: readonly RoutingRule[]): void;
}

export function RoutingControl({ value, labelledBy, onChange }: Props) {
  const rules = value as readonly RoutingRule[];
  const settings = useDesk((s) => s.settings);
  if (settings === null) return null;
  const { audiences, templates } = settings;
  const put = (at: number, rule: RoutingRule): void => onChange(rules.map((r, i) => (i === at ? rule : r)));
  const first = audiences[0];
  return (
    <fieldset aria-labelledby={labelledBy} className={styles.list}>
      {rules.length === 0 && (
        <p className={styles.quiet}>{msg`No rule: nobody is told by itself. Messages can be sent by hand from an incident.`}</p>
      )}
      {rules.map((rule, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rules have no identity but their place.
        <div key={at} className={styles.item}>
          <RuleHead rule={rule} at={at} onChange={(next) => put(at, next)} onUp={() => onChange(raised(rules, at))}>
            <CloseButton aria-label={msg`Remove rule ${at + 1}`} onClick={() => onChange(rules.filter((_r, i) => i !== at))} />
          </RuleHead>
          <RuleBody rule={rule} at={at} audiences={audiences} templates={templates} onChange={(next) => put(at, next)} />
        </div>
      ))}
      {first && (
        <Button
          size="xs"
          variant="default"
          onClick={() => onChange([...rules, newRule(rules.length + 1, first.id)])}
        >{msg`Add a rule`}</Button>
      )}
    </fieldset>
  );
}

function newRule(n: number, audience: string): RoutingRule {
  const when = { matchers: [], severityAtLeast: 2 as const, isSecurity: null };
  return { name: msg`rule ${n}`, isEnabled: true, when, at: ['opened', 'resolved'], to: [audience], template: '', how: 'ask' };
}

function raised(rules: readonly RoutingRule[], at: number): RoutingRule[] {
  const moved = rules[at];
  const rest = rules.filter((_r, i) => i !== at);
  return moved === undefined ? rest : rest.toSpliced(at - 1, 0, moved);
}

interface HeadProps {
  readonly rule: RoutingRule;
  readonly at: number;
  readonly children: React.ReactNode;
  onChange(rule: RoutingRule): void;
  onUp(): void;
}

function RuleHead({ rule, at, children, onChange, onUp }: HeadProps) {
  return (
    <div className={styles.head}>
      <Switch
        size="xs"
        aria-label={msg`Rule ${at + 1} is on`}
        checked={rule.isEnabled}
        onChange={(event) => onChange({ ...rule, isEnabled: event.currentTarget.checked })}
      />
      <TextInput
        size="xs"
        className={styles.grow}
        aria-label={msg`Rule ${at + 1}: name`}
        value={rule.name}
        onChange={(event) => onChange({ ...rule, name: event.currentTarget.value })}
      />
      <ActionIcon variant="subtle" color="gray" disabled={at === 0} aria-label={msg`Move rule ${at + 1} up`} onClick={onUp}>
        <ArrowUp size={14} aria-hidden />
      </ActionIcon>
      {children}
    </div>
  );
}

interface BodyProps {
  readonly rule: RoutingRule;
  readonly at: number;
  readonly audiences: readonly Audience[];
  readonly templates: readonly MessageTemplate[];
  onChange(rule: RoutingRule): void;
}

const HOW = [
  { value: 'ask', label: msg`after a person’s yes` },
  { value: 'send', label: msg`by itself` },
];

function RuleBody({ rule, at, audiences, templates, onChange }: BodyProps) {
  const name = msg`Rule ${at + 1}`;
  return (
    <>
      <div className={styles.fields}>
        <ConditionFields when={rule.when} onChange={(when) => onChange({ ...rule, when })} />
        <NativeSelect
          size="xs"
          label={msg`Goes out`}
          data={HOW}
          value={rule.how}
          onChange={(event) => onChange({ ...rule, how: event.currentTarget.value as RoutingRule['how'] })}
        />
        <NativeSelect
          size="xs"
          label={msg`Words`}
          data={[{ value: '', label: msg`of the moment and audience` }, ...templates.map((t) => ({ value: t.id, label: t.name }))]}
          value={rule.template}
          onChange={(event) => onChange({ ...rule, template: event.currentTarget.value })}
        />
      </div>
      <Checks
        legend={msg`${name}: when`}
        options={MOMENTS.map((m) => ({ value: m, label: MOMENT_WORDS[m] }))}
        chosen={rule.at}
        onChange={(chosen) => onChange({ ...rule, at: MOMENTS.filter((m) => chosen.includes(m)) })}
      />
      <Checks
        legend={msg`${name}: who`}
        options={audiences.map((a) => ({ value: a.id, label: a.name }))}
        chosen={rule.to}
        onChange={(to) => onChange({ ...rule, to: [...to] })}
      />
    </>
  );
}
