// The fields of each kind of schedule.
import { PasswordInput, Select, Textarea, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { msg } from '../../../shared/words/words';
import { INPUT_CLASSES } from '../../ui/config-form/input-classes';
import { HERE } from '../../ui/zone';
import { PeopleOrder } from './people-order';
import { RULES, type ScheduleDraft, type ScheduleErrors } from './schedule-draft';
import styles from './schedules.module.css';

export interface FieldsProps {
  readonly draft: ScheduleDraft;
  readonly errors: ScheduleErrors;
  edit(draft: ScheduleDraft): void;
}

export function KindFields(props: FieldsProps) {
  const { kind } = props.draft;
  if (kind === 'rotation') return <RotationFields {...props} />;
  return (
    <>
      {kind === 'ical' ? <CalendarFields {...props} /> : <VendorFields {...props} />}
      <WayOutFields {...props} />
    </>
  );
}

type TextName = 'startDate' | 'handoverAt' | 'rrule' | 'source' | 'schedule' | 'baseUrl' | 'proxyUrl' | 'proxyUsername';

function text({ draft, errors, edit }: FieldsProps, name: TextName) {
  return {
    classNames: INPUT_CLASSES,
    error: errors[name],
    value: draft[name],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => edit({ ...draft, [name]: event.currentTarget.value }),
  };
}

function RotationFields(props: FieldsProps) {
  const { draft, errors, edit } = props;
  const zones = useMemo(() => Intl.supportedValuesOf('timeZone'), []);
  const isPreset = RULES.some(({ value }) => value === draft.rrule);
  return (
    <>
      <PeopleOrder people={draft.people} error={errors.people} onChange={(people) => edit({ ...draft, people })} />
      <div className={styles.three}>
        <TextInput type="date" label={msg`First hand-over`} {...text(props, 'startDate')} />
        <TextInput type="time" label={msg`Hand-over at`} {...text(props, 'handoverAt')} />
        <Select
          label={msg`Hand-over`}
          data={[...RULES, { value: 'other', label: msg`by a rule of one’s own` }]}
          value={isPreset ? draft.rrule : 'other'}
          onChange={(rule) => rule !== null && edit({ ...draft, rrule: rule === 'other' ? `${draft.rrule};INTERVAL=1` : rule })}
          allowDeselect={false}
        />
      </div>
      {!isPreset && (
        <TextInput
          label={msg`Rule`}
          description={msg`As in RFC 5545, without DTSTART: FREQ=WEEKLY;BYDAY=MO,TH. COUNT or UNTIL end the rotation.`}
          {...text(props, 'rrule')}
        />
      )}
      <Select
        label={msg`Time zone of the hand-over`}
        data={zones}
        value={draft.timeZone === '' ? null : draft.timeZone}
        onChange={(zone) => edit({ ...draft, timeZone: zone ?? '' })}
        placeholder={msg`this machine’s: ${HERE}`}
        error={errors.timeZone}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': msg`Use this machine’s zone` }}
        limit={50}
        nothingFoundMessage={msg`No such zone`}
      />
    </>
  );
}

interface SecretFieldProps extends FieldsProps {
  readonly name: 'secretUrl' | 'token' | 'proxyPassword';
  readonly label: string;
  readonly hint: string;
}

function SecretField({ draft, errors, edit, name, label, hint }: SecretFieldProps) {
  return (
    <PasswordInput
      label={label}
      description={draft.isNew ? hint : msg`${hint} Empty: what is kept stays.`}
      classNames={INPUT_CLASSES}
      error={errors[name]}
      autoComplete="off"
      value={draft[name]}
      visibilityToggleButtonProps={{ 'aria-label': msg`Show ${label.toLowerCase()}` }}
      onChange={(event) => edit({ ...draft, [name]: event.currentTarget.value })}
    />
  );
}

function CalendarFields(props: FieldsProps) {
  return (
    <>
      <TextInput
        label={msg`Address or file`}
        description={msg`https://….ics, webcal://… or the path of a file.`}
        {...text(props, 'source')}
      />
      <SecretField
        {...props}
        name="secretUrl"
        label={msg`Secret address`}
        hint={msg`For a private calendar, whose address is its key: kept in the vault, used instead of the one above.`}
      />
    </>
  );
}

function VendorFields(props: FieldsProps) {
  const isPagerDuty = props.draft.kind === 'pagerduty';
  return (
    <>
      <TextInput
        label={msg`Schedule`}
        description={isPagerDuty ? msg`Its id, at the end of its address: P1A2B3C.` : msg`Its name or its id.`}
        required
        {...text(props, 'schedule')}
      />
      <SecretField
        {...props}
        name="token"
        label={msg`API key`}
        hint={isPagerDuty ? msg`A read-only REST key.` : msg`A key with the right to read.`}
      />
      <TextInput
        label={msg`Address`}
        description={
          isPagerDuty
            ? msg`Empty: https://api.pagerduty.com; in the EU https://api.eu.pagerduty.com.`
            : msg`Empty: https://api.opsgenie.com; in the EU https://api.eu.opsgenie.com.`
        }
        {...text(props, 'baseUrl')}
      />
    </>
  );
}

/** Open from the beginning where something is set. */
function WayOutFields(props: FieldsProps) {
  const { draft, errors, edit } = props;
  const [wasUsed] = useState(draft.proxyUrl !== '' || draft.caPem !== '');
  return (
    <details className={styles.wayOut} open={wasUsed || undefined}>
      <summary>{msg`Proxy and certificate authority`}</summary>
      <TextInput
        label={msg`Proxy`}
        description={msg`http://, https:// or socks5://host:port; empty: connect directly.`}
        {...text(props, 'proxyUrl')}
      />
      <TextInput label={msg`Proxy user`} description={msg`Only if the proxy asks for a login.`} {...text(props, 'proxyUsername')} />
      <SecretField {...props} name="proxyPassword" label={msg`Proxy password`} hint={msg`Only if the proxy asks for a login.`} />
      <Textarea
        label={msg`Certificate authority (PEM)`}
        description={msg`Trusts a server signed by this authority and no other.`}
        classNames={INPUT_CLASSES}
        autosize
        minRows={2}
        maxRows={8}
        error={errors.caPem}
        value={draft.caPem}
        onChange={(event) => edit({ ...draft, caPem: event.currentTarget.value })}
      />
    </details>
  );
}
