// Escalation policies: for which incidents, and what happens after how many minutes without an acknowledgement.
import { Button, CloseButton, NativeSelect, NumberInput, Switch, TextInput } from '@mantine/core';
import { reachOf } from '../../../../shared/rules/escalate';
import type { Settings } from '../../../../shared/settings';
import type { EscalationPolicy } from '../../../../shared/settings/telling';
import { msg } from '../../../../shared/words/words';
import { useDesk } from '../../../store/desk';
import { ConditionFields } from './condition-fields';
import styles from './telling.module.css';

type Step = EscalationPolicy['steps'][number];

interface Props {
  readonly value: unknown;
  readonly labelledBy: string;
  onChange(value: readonly EscalationPolicy[]): void;
}

export function PoliciesControl({ value, labelledBy, onChange }: Props) {
  const policies = value as readonly EscalationPolicy[];
  const settings = useDesk((s) => s.settings);
  if (settings === null) return null;
  const put = (at: number, policy: EscalationPolicy): void => onChange(policies.map((p, i) => (i === at ? policy : p)));
  return (
    <fieldset aria-labelledby={labelledBy} className={styles.list}>
      {policies.length === 0 && (
        <p className={styles.quiet}>{msg`No policy: pages repeat as set under Repetition, and nobody else is told.`}</p>
      )}
      {policies.map((policy, at) => (
        <PolicyForm
          key={policy.id}
          policy={policy}
          settings={settings}
          onChange={(next) => put(at, next)}
          onRemove={() => onChange(policies.filter((_p, i) => i !== at))}
        />
      ))}
      <Button size="xs" variant="default" onClick={() => onChange([...policies, newPolicy(policies)])}>{msg`Add a policy`}</Button>
    </fieldset>
  );
}

function newPolicy(policies: readonly EscalationPolicy[]): EscalationPolicy {
  let n = policies.length + 1;
  while (policies.some((p) => p.id === `policy-${n}`)) n += 1;
  const when = { matchers: [], severityAtLeast: 2 as const, isSecurity: null };
  const steps: Step[] = [
    { afterMinutes: 5, does: 'page-again', to: '' },
    { afterMinutes: 10, does: 'page-louder', to: '' },
  ];
  return { id: `policy-${n}`, name: msg`policy ${n}`, isEnabled: true, when, steps };
}

interface FormProps {
  readonly policy: EscalationPolicy;
  readonly settings: Settings;
  onChange(policy: EscalationPolicy): void;
  onRemove(): void;
}

function PolicyForm({ policy, settings, onChange, onRemove }: FormProps) {
  const putStep = (at: number, step: Step): void => onChange({ ...policy, steps: policy.steps.map((s, i) => (i === at ? step : s)) });
  const last = policy.steps.at(-1)?.afterMinutes ?? 0;
  return (
    <div className={styles.item}>
      <div className={styles.head}>
        <Switch
          size="xs"
          aria-label={msg`${policy.name} is on`}
          checked={policy.isEnabled}
          onChange={(event) => onChange({ ...policy, isEnabled: event.currentTarget.checked })}
        />
        <TextInput
          size="xs"
          className={styles.grow}
          aria-label={msg`Policy: name`}
          value={policy.name}
          onChange={(event) => onChange({ ...policy, name: event.currentTarget.value })}
        />
        <CloseButton aria-label={msg`Remove ${policy.name}`} onClick={onRemove} />
      </div>
      <div className={styles.fields}>
        <ConditionFields when={policy.when} onChange={(when) => onChange({ ...policy, when })} />
      </div>
      <ol className={styles.steps} aria-label={msg`Steps of ${policy.name}`}>
        {policy.steps.map((step, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps have no identity but their place.
          <li key={at}>
            <StepFields step={step} at={at} settings={settings} onChange={(next) => putStep(at, next)} />
            <CloseButton
              aria-label={msg`Remove step ${at + 1}`}
              disabled={policy.steps.length === 1}
              onClick={() => onChange({ ...policy, steps: policy.steps.filter((_s, i) => i !== at) })}
            />
            <span className={styles.doubt}>{doubtOf(policy, at, settings)}</span>
          </li>
        ))}
      </ol>
      <Button
        size="compact-xs"
        variant="subtle"
        className={styles.add}
        onClick={() => onChange({ ...policy, steps: [...policy.steps, { afterMinutes: last + 5, does: 'page-louder', to: '' }] })}
      >{msg`Add a step`}</Button>
    </div>
  );
}

const DOES: readonly { readonly value: Step['does']; readonly label: string }[] = [
  { value: 'page-again', label: msg`page again` },
  { value: 'page-louder', label: msg`page again, louder` },
  { value: 'tell-channel', label: msg`tell a channel` },
  { value: 'tell-person', label: msg`tell a person` },
];

/** What a step may name: channels, or people and the schedules that name them. */
function choicesOf(does: Step['does'], settings: Settings): { value: string; label: string }[] {
  const choices =
    does === 'tell-channel'
      ? settings.channels.map((c) => ({ value: c.id, label: c.name }))
      : [
          ...settings.people.map((p) => ({ value: p.id, label: p.name })),
          ...settings.schedules.map((s) => ({ value: s.id, label: msg`on call: ${s.name}` })),
        ];
  return [{ value: '', label: choices.length === 0 ? msg`none is set up yet` : 'choose' }, ...choices];
}

/** What will not happen as it reads, in words; '' when all is well. Whom a schedule names is known only on the day. */
function doubtOf(policy: EscalationPolicy, at: number, settings: Settings): string {
  const step = policy.steps[at] as Step;
  if (at > 0 && step.afterMinutes < (policy.steps[at - 1]?.afterMinutes ?? 0)) return msg`Earlier than the step above: follows it at once.`;
  const isTelling = step.does === 'tell-channel' || step.does === 'tell-person';
  if (!isTelling || step.to === '' || settings.schedules.some((s) => s.id === step.to)) return '';
  const reached = reachOf(policy, at, settings, () => []);
  return reached.kind === 'nobody' ? msg`${reached.why} It is passed over.` : '';
}

interface StepProps {
  readonly step: Step;
  readonly at: number;
  readonly settings: Settings;
  onChange(step: Step): void;
}

function StepFields({ step, at, settings, onChange }: StepProps) {
  const name = msg`Step ${at + 1}`;
  const isTelling = step.does === 'tell-channel' || step.does === 'tell-person';
  return (
    <>
      <span className={styles.quiet}>{msg`after`}</span>
      <NumberInput
        size="xs"
        w={70}
        min={0}
        max={1440}
        aria-label={msg`${name}: minutes without an acknowledgement`}
        value={step.afterMinutes}
        onChange={(minutes) => typeof minutes === 'number' && onChange({ ...step, afterMinutes: minutes })}
      />
      <span className={styles.quiet}>{msg`min`}</span>
      <NativeSelect
        size="xs"
        aria-label={msg`${name}: what is done`}
        data={[...DOES]}
        value={step.does}
        onChange={(event) => onChange({ ...step, does: event.currentTarget.value as Step['does'], to: '' })}
      />
      {isTelling ? (
        <NativeSelect
          size="xs"
          aria-label={msg`${name}: who is told`}
          data={choicesOf(step.does, settings)}
          value={step.to}
          error={step.to === ''}
          onChange={(event) => onChange({ ...step, to: event.currentTarget.value })}
        />
      ) : (
        <span className={styles.quiet}>{msg`whoever is at this desk`}</span>
      )}
    </>
  );
}
