// Sources of the library of runbooks: folders and git repositories. Added, changed and removed in place.
import { Button, CloseButton, NumberInput, TextInput } from '@mantine/core';
import type { RunbookSource } from '../../../shared/settings/runbooks';
import { msg } from '../../../shared/words/words';
import styles from './settings.module.css';

interface Props {
  readonly value: unknown;
  readonly labelledBy: string;
  onChange(value: readonly RunbookSource[]): void;
}

function freeId(sources: readonly RunbookSource[], word: string): string {
  for (let n = 1; ; n++) {
    const id = n === 1 ? word : `${word}-${n}`;
    if (!sources.some((s) => s.id === id)) return id;
  }
}

export function RunbookSourcesControl({ value, labelledBy, onChange }: Props) {
  const sources = value as readonly RunbookSource[];
  const put = (at: number, source: RunbookSource): void => onChange(sources.map((s, i) => (i === at ? source : s)));
  return (
    <fieldset aria-labelledby={labelledBy} className={styles.rules}>
      {sources.length === 0 && <p className={styles.quiet}>{msg`No source: only links of alerts are kept.`}</p>}
      {sources.map((source, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the id is edited here, the place is not
        <div className={styles.runbookSource} key={at}>
          <TextInput
            size="xs"
            aria-label={msg`Source ${at + 1}: short name`}
            value={source.id}
            onChange={(e) => put(at, { ...source, id: e.currentTarget.value.trim() })}
          />
          {source.kind === 'folder' ? (
            <TextInput
              size="xs"
              className={styles.grow}
              aria-label={msg`Source ${at + 1}: folder`}
              placeholder="/home/me/runbooks"
              value={source.path}
              onChange={(e) => put(at, { ...source, path: e.currentTarget.value })}
            />
          ) : (
            <GitFields source={source} name={msg`Source ${at + 1}`} onChange={(next) => put(at, next)} />
          )}
          <CloseButton aria-label={msg`Remove source ${at + 1}`} onClick={() => onChange(sources.filter((_, i) => i !== at))} />
        </div>
      ))}
      <span className={styles.unit}>
        <Button
          size="xs"
          variant="default"
          onClick={() => onChange([...sources, { kind: 'folder', id: freeId(sources, 'runbooks'), path: '' }])}
        >{msg`Add a folder`}</Button>
        <Button
          size="xs"
          variant="default"
          onClick={() =>
            onChange([...sources, { kind: 'git', id: freeId(sources, 'repository'), url: '', branch: '', folder: '', everyMinutes: 60 }])
          }
        >{msg`Add a repository`}</Button>
      </span>
    </fieldset>
  );
}

type GitSource = Extract<RunbookSource, { kind: 'git' }>;

function GitFields({ source, name, onChange }: { readonly source: GitSource; readonly name: string; onChange(next: GitSource): void }) {
  const text = (key: 'url' | 'branch' | 'folder', words: string, placeholder: string, isWide = false) => (
    <TextInput
      size="xs"
      {...(isWide && { className: styles.grow ?? '' })}
      aria-label={`${name}: ${words}`}
      placeholder={placeholder}
      value={source[key]}
      onChange={(e) => onChange({ ...source, [key]: e.currentTarget.value.trim() })}
    />
  );
  return (
    <>
      {text('url', 'address', 'git@host:team/runbooks.git', true)}
      {text('branch', 'branch', msg`branch: its own`)}
      {text('folder', msg`folder inside`, msg`folder: all`)}
      <NumberInput
        size="xs"
        className={styles.short ?? ''}
        aria-label={msg`${name}: looked at every, minutes`}
        suffix={msg` min`}
        min={1}
        max={10_080}
        hideControls
        value={source.everyMinutes}
        onChange={(minutes) => onChange({ ...source, everyMinutes: Number(minutes) })}
      />
    </>
  );
}
