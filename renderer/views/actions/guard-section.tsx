// The guard of an action: a check or pipeline whose green proves the fix. Shown apart from the action's own state.
import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ActionView, TrackerView } from '../../../shared/contract/actions';
import { revealLine } from '../../../shared/domain/reveal-text';
import { msg } from '../../../shared/words/words';
import { openLink } from '../../store/commands';
import { Tag } from '../../ui/tag';
import { setGuard } from './action-acts';
import { guardMark } from './action-words';
import styles from './actions.module.css';

interface Props {
  readonly action: ActionView;
  readonly trackers: readonly TrackerView[];
}

/** The choice that is no tracker; ids of trackers have no colon. */
const JSON_SOURCE = ':json';

export function GuardSection({ action, trackers }: Props) {
  const [isSetting, setIsSetting] = useState(false);
  const mark = guardMark(action);
  const { guard } = action;
  return (
    <section className={styles.part} aria-label={msg`Guard`}>
      <h3>{msg`Guard`}</h3>
      {guard && mark ? (
        <>
          <p>
            <Tag tone={mark.tone}>{mark.word}</Tag>{' '}
            <button type="button" className={styles.link} onClick={() => void openLink(guard.runUrl)}>{msg`Open it`}</button>
          </p>
          <p className={styles.mute}>{revealLine(guard.why)}</p>
          <div className={styles.buttons}>
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => void setGuard({ action: action.id, url: null })}
            >{msg`Take the guard away`}</Button>
          </div>
        </>
      ) : isSetting ? (
        <GuardForm action={action} trackers={trackers} onClose={() => setIsSetting(false)} />
      ) : (
        <>
          <p className={styles.mute}>{msg`No check proves it: it is done when somebody says so.`}</p>
          <div className={styles.buttons}>
            <Button size="compact-xs" variant="default" onClick={() => setIsSetting(true)}>{msg`Guard it by a check…`}</Button>
          </div>
        </>
      )}
    </section>
  );
}

function GuardForm({ action, trackers, onClose }: Props & { onClose(): void }) {
  const guards = trackers.filter((t) => t.guardHint !== null);
  const [source, setSource] = useState(guards[0]?.id ?? JSON_SOURCE);
  const [url, setUrl] = useState('');
  const [path, setPath] = useState('');
  const [wants, setWants] = useState('success');
  const isJson = source === JSON_SOURCE;
  const save = async (): Promise<void> => {
    const rest = isJson ? { tracker: null, path, wants } : { tracker: source };
    if (await setGuard({ action: action.id, url: url.trim(), ...rest })) onClose();
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Select
        size="xs"
        label={msg`Read by`}
        data={[
          ...guards.map((t) => ({ value: t.id, label: t.name })),
          { value: JSON_SOURCE, label: msg`any address that answers with JSON` },
        ]}
        value={source}
        allowDeselect={false}
        onChange={(value) => setSource(value ?? JSON_SOURCE)}
      />
      <TextInput
        size="xs"
        label={msg`Address`}
        description={isJson ? msg`Asked without a login.` : guards.find((t) => t.id === source)?.guardHint}
        autoFocus
        maxLength={2_000}
        value={url}
        onChange={(event) => setUrl(event.currentTarget.value)}
      />
      {isJson && (
        <div className={styles.two}>
          <TextInput
            size="xs"
            label={msg`Where in it`}
            placeholder="jobs.0.status"
            value={path}
            onChange={(event) => setPath(event.currentTarget.value)}
          />
          <TextInput size="xs" label={msg`Green when it is`} value={wants} onChange={(event) => setWants(event.currentTarget.value)} />
        </div>
      )}
      <div className={styles.end}>
        <Button size="xs" variant="default" onClick={onClose}>{msg`Cancel`}</Button>
        <Button size="xs" type="submit" disabled={!/^https?:\/\/\S+$/.test(url.trim()) || (isJson && wants === '')}>{msg`Guard it`}</Button>
      </div>
    </form>
  );
}
