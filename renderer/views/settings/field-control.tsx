// One setting as a control of its kind. It shows what is typed, the complaint beside it, and hands every change on.
import { NativeSelect, Select, Switch, TagsInput, TextInput } from '@mantine/core';
import { useId, useMemo } from 'react';
import { msg } from '../../../shared/words/words';
import { AliasesControl } from './aliases-control';
import { CorrelationRulesControl } from './correlation-rules-control';
import { HoldingRulesControl } from './holding-rules-control';
import { MeControl } from './me-control';
import { NumberText } from './number-text';
import { PeopleControl } from './people-control';
import { RepeatControl } from './repeat-control';
import { RolesControl } from './roles-control';
import { RulesControl } from './rules-control';
import { RunbookRulesControl } from './runbook-rules-control';
import { RunbookSourcesControl } from './runbook-sources-control';
import { SecurityPoliciesControl } from './security-policies-control';
import type { SettingField } from './setting-field';
import styles from './settings.module.css';
import { SnapshotsControl } from './snapshots-control';
import { AudiencesControl } from './telling/audiences-control';
import { Checks } from './telling/checks';
import { PoliciesControl } from './telling/policies-control';
import { RoutingControl } from './telling/routing-control';
import { TemplatesControl } from './telling/templates-control';
import { TiersControl } from './tiers-control';

export interface ControlProps {
  readonly field: SettingField;
  readonly value: unknown;
  readonly error: string | undefined;
  /** What it means beside other settings, from `noteOn`. */
  readonly note: string | null;
  onChange(value: unknown): void;
}

/** Controls of many fields: named by a text, not by a label. */
const GROUPS: ReadonlySet<SettingField['control']> = new Set([
  'rules',
  'correlation-rules',
  'holding-rules',
  'aliases',
  'tiers',
  'weekdays',
  'runbook-rules',
  'runbook-sources',
  'audiences',
  'routing',
  'policies',
  'security-policies',
  'templates',
  'people',
  'roles',
  'snapshots',
]);

/** A row of the settings: name and hint at the left, control at the right, complaint under it. */
export function SettingRow(props: ControlProps) {
  const { field, error, note } = props;
  const id = useId();
  const isGroup = GROUPS.has(field.control);
  const isWide = isGroup || field.control === 'matchers';
  return (
    <div className={styles.row} data-wide={isWide || undefined}>
      <div>
        {isGroup ? (
          <span id={`${id}-label`} className={styles.label}>
            {field.label}
          </span>
        ) : (
          <label htmlFor={id} className={styles.label}>
            {field.label}
          </label>
        )}
        {field.hint !== '' && (
          <p id={`${id}-hint`} className={styles.hint}>
            {field.hint}
          </p>
        )}
      </div>
      <div className={styles.control}>
        <Control {...props} id={id} describedBy={field.hint === '' ? undefined : `${id}-hint`} />
        {note !== null && <span className={styles.note}>{note}</span>}
        {error !== undefined && (
          <p role="alert" className={styles.error}>
            {error}
          </p>
        )}
      </div>
    </div>
  );
}

interface InnerProps extends ControlProps {
  readonly id: string;
  readonly describedBy: string | undefined;
}

const SEVERITIES = [1, 2, 3, 4, 5].map((sev) => ({ value: String(sev), label: `SEV${sev}` }));

function Control({ field, value, error, onChange, id, describedBy }: InnerProps) {
  const common = { id, 'aria-describedby': describedBy, error: error !== undefined, size: 'xs' } as const;
  switch (field.control) {
    case 'switch':
      return (
        <Switch
          id={id}
          aria-describedby={describedBy}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case 'number':
      return (
        <span className={styles.unit}>
          <NumberText {...common} value={value} onChange={onChange} /> {field.unit}
        </span>
      );
    case 'severity':
      return (
        <NativeSelect
          {...common}
          className={styles.short}
          data={SEVERITIES}
          value={String(value)}
          onChange={(event) => onChange(Number(event.currentTarget.value))}
        />
      );
    case 'time':
      return (
        <TextInput
          {...common}
          className={styles.short}
          placeholder="22:00"
          value={String(value ?? '')}
          onChange={(event) => onChange(event.currentTarget.value.trim())}
        />
      );
    case 'zone':
      return <ZoneControl {...common} value={String(value ?? '')} onChange={onChange} />;
    case 'labels':
    case 'matchers':
      return <ListControl {...common} isMono={field.control === 'matchers'} value={value} onChange={onChange} />;
    case 'rules':
      return <RulesControl value={value} onChange={onChange} labelledBy={`${id}-label`} />;
    case 'holding-rules':
      return <HoldingRulesControl value={value} onChange={onChange} labelledBy={`${id}-label`} />;
    case 'correlation-rules':
      return <CorrelationRulesControl value={value} onChange={onChange} labelledBy={`${id}-label`} />;
    case 'aliases':
      return <AliasesControl value={value} onChange={onChange} labelledBy={`${id}-label`} />;
    case 'tiers':
      return <TiersControl value={value} onChange={onChange} labelledBy={`${id}-label`} />;
    case 'weekdays':
      return <WeekdaysControl value={value} onChange={onChange} />;
    case 'runbook-sources':
      return <RunbookSourcesControl value={value} onChange={onChange} labelledBy={`${id}-label`} />;
    case 'runbook-rules':
      return <RunbookRulesControl value={value} onChange={onChange} labelledBy={`${id}-label`} />;
    case 'audiences':
      return <AudiencesControl value={value} onChange={onChange} labelledBy={`${id}-label`} />;
    case 'policies':
      return <PoliciesControl value={value} onChange={onChange} labelledBy={`${id}-label`} />;
    case 'security-policies':
      return <SecurityPoliciesControl value={value} onChange={onChange} labelledBy={`${id}-label`} />;
    case 'routing':
      return <RoutingControl value={value} onChange={onChange} labelledBy={`${id}-label`} />;
    case 'templates':
      return <TemplatesControl value={value} onChange={onChange} labelledBy={`${id}-label`} />;
    case 'people':
      return <PeopleControl value={value} onChange={onChange} labelledBy={`${id}-label`} />;
    case 'roles':
      return <RolesControl value={value} onChange={onChange} labelledBy={`${id}-label`} />;
    case 'snapshots':
      return <SnapshotsControl value={value} onChange={onChange} labelledBy={`${id}-label`} />;
    case 'me':
      return <MeControl id={id} aria-describedby={describedBy} value={value} onChange={onChange} />;
    case 'repeat':
      return <RepeatControl value={value} onChange={onChange} id={id} name={field.label} />;
    default:
      return <TextInput {...common} value={String(value ?? '')} onChange={(event) => onChange(event.currentTarget.value)} />;
  }
}

const WEEKDAYS = [msg`Mon`, msg`Tue`, msg`Wed`, msg`Thu`, msg`Fri`, msg`Sat`, msg`Sun`].map((label, at) => ({
  value: String(at + 1),
  label,
}));

function WeekdaysControl({ value, onChange }: Pick<ControlProps, 'value' | 'onChange'>) {
  const days = (value as readonly number[]).map(String);
  return <Checks legend={msg`Days: on`} options={WEEKDAYS} chosen={days} onChange={(chosen) => onChange(chosen.map(Number).sort())} />;
}

interface CommonProps {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly error: boolean;
  readonly size: 'xs';
  onChange(value: unknown): void;
}

function ListControl({ isMono, value, onChange, ...common }: CommonProps & { readonly value: unknown; readonly isMono: boolean }) {
  const entries = Array.isArray(value) ? value.map(String) : [];
  // Commas and spaces may stand inside a matcher, so only Enter ends one.
  return (
    <TagsInput
      {...common}
      className={isMono ? styles.monoTags : undefined}
      classNames={{ pill: styles.tag ?? '' }}
      value={entries}
      onChange={onChange}
      splitChars={isMono ? [] : [',', ' ']}
      placeholder={entries.length === 0 ? 'none' : ''}
      acceptValueOnBlur
    />
  );
}

function ZoneControl({ value, onChange, ...common }: CommonProps & { readonly value: string }) {
  const zones = useMemo(() => Intl.supportedValuesOf('timeZone'), []);
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <Select
      {...common}
      data={zones}
      value={value === '' ? null : value}
      onChange={(zone) => onChange(zone ?? '')}
      placeholder={msg`this machine’s: ${here}`}
      searchable
      clearable
      limit={50}
      nothingFoundMessage={msg`No such zone`}
    />
  );
}
