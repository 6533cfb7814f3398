// Versions of a postmortem: keep one under a name, look at the text of an older one, bring it back.
import { Button, TextInput } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import type { CallError } from '../../../shared/contract';
import type { Postmortem, PostmortemVersion } from '../../../shared/domain/postmortem';
import { isPostmortemEditable } from '../../../shared/domain/postmortem';
import { revealLine } from '../../../shared/domain/reveal-text';
import { callEngine } from '../../bridge';
import { usePostmortemVersion } from '../../store/postmortem-news';
import { ErrorState } from '../../ui/error-state';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { exactTime } from '../../ui/time-words';
import { tellDone, tellError } from '../../ui/toasts';
import styles from './versions-panel.module.css';

const KEPT: Readonly<Record<PostmortemVersion['kept'], string>> = {
  'by-hand': 'kept by hand',
  'after-writing': 'kept after writing',
  'before-move': 'kept before it moved on',
  'before-restore': 'kept before a restore',
};

export function VersionsPanel({ postmortem }: { readonly postmortem: Postmortem }) {
  const { incident } = postmortem;
  const news = usePostmortemVersion(incident);
  const [versions, setVersions] = useState<readonly PostmortemVersion[] | null>(null);
  const [error, setError] = useState<CallError | null>(null);
  const load = useCallback(async () => {
    const reply = await callEngine('list-postmortem-versions', { incident });
    if (reply.ok) setVersions(reply.value.versions);
    setError(reply.ok ? null : reply.error);
  }, [incident]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: news of a version is the reason to ask, not an input
  useEffect(() => void load(), [load, news]);
  return (
    <section className={styles.panel} aria-label="Versions">
      <KeepForm incident={incident} />
      {versions === null ? (
        error ? (
          <ErrorState error={error} onRetry={() => void load()} />
        ) : (
          <SkeletonRows count={2} label="Loading the versions" />
        )
      ) : versions.length === 0 ? (
        <p className={styles.quiet}>None yet. One is kept by itself five minutes after the last edit.</p>
      ) : (
        <ul className={styles.list}>
          {versions.map((version) => (
            <Version key={version.version} incident={incident} version={version} canRestore={isPostmortemEditable(postmortem.status)} />
          ))}
        </ul>
      )}
    </section>
  );
}

function KeepForm({ incident }: { readonly incident: string }) {
  const [name, setName] = useState('');
  const keep = async (): Promise<void> => {
    const reply = await callEngine('save-postmortem-version', { incident, name });
    if (!reply.ok) return tellError(reply.error);
    setName('');
    tellDone(`Version “${reply.value.name}” kept`);
  };
  return (
    <form
      className={styles.keep}
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
    >
      <TextInput
        size="xs"
        className={styles.name}
        aria-label="Name of the version"
        placeholder="Name, such as “before the meeting”"
        value={name}
        maxLength={120}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" size="xs" variant="default" disabled={name.trim() === ''}>
        Save a version
      </Button>
    </form>
  );
}

interface VersionProps {
  readonly incident: string;
  readonly version: PostmortemVersion;
  readonly canRestore: boolean;
}

function Version({ incident, version, canRestore }: VersionProps) {
  const [text, setText] = useState<string | null>(null);
  const show = async (): Promise<void> => {
    if (text !== null) return setText(null);
    const reply = await callEngine('read-postmortem-version', { incident, version: version.version });
    if (reply.ok) setText(reply.value.text);
    else tellError(reply.error);
  };
  const restore = async (): Promise<void> => {
    const reply = await callEngine('restore-postmortem-version', { incident, version: version.version });
    if (!reply.ok) return tellError(reply.error);
    tellDone(reply.value.isChanged ? 'Restored; what stood there is a version now' : 'The text is that of this version already');
  };
  const name = revealLine(version.name) || exactTime(version.at);
  return (
    <li>
      <span className={styles.line}>
        <b>{name}</b>
        <span className={styles.quiet}>
          {version.name !== '' && `${exactTime(version.at)} · `}
          {revealLine(version.by)} · {KEPT[version.kept]} · {version.chars.toLocaleString('en')} characters
        </span>
        <span className={styles.acts}>
          <Button
            size="compact-xs"
            variant="subtle"
            aria-expanded={text !== null}
            aria-label={`${text === null ? 'Show' : 'Hide'} ${name}`}
            onClick={() => void show()}
          >
            {text === null ? 'Show' : 'Hide'}
          </Button>
          {canRestore && (
            <Button size="compact-xs" variant="default" aria-label={`Restore ${name}`} onClick={() => void restore()}>
              Restore
            </Button>
          )}
        </span>
      </span>
      {text !== null && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <pre className={styles.text} tabIndex={0}>
          {text}
        </pre>
      )}
    </li>
  );
}
