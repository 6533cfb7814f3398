// The place "Postmortems": those that are due, those that are being written, those that are published.
import { Button, TextInput } from '@mantine/core';
import { NotebookPen } from 'lucide-react';
import { useState } from 'react';
import type { PostmortemRow } from '../../../shared/domain/postmortem';
import { locale, msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import { useUi } from '../../store/ui';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { Toolbar } from '../../ui/toolbar';
import { PostmortemList } from './postmortem-list';
import { arranged, countsOf, FILTER_WORDS, POSTMORTEM_FILTERS, type PostmortemFilter } from './postmortem-rows';
import styles from './postmortems.module.css';
import { usePostmortems } from './use-postmortems';

export function PostmortemsView() {
  const [text, setText] = useState('');
  const [filter, setFilter] = useState<PostmortemFilter>('all');
  const { rows, error, refresh } = usePostmortems();
  const isDown = useDesk((s) => s.connection === 'engine-down');
  const shown = rows === null ? [] : arranged(rows, filter, text);
  const showAll = (): void => {
    setFilter('all');
    setText('');
  };
  const counts = countsOf(rows ?? []);
  return (
    <div className={styles.view}>
      <Toolbar label={msg`Postmortems`}>
        <h2 className={styles.title}>{msg`Postmortems`}</h2>
        <TextInput
          size="xs"
          className={styles.search}
          aria-label={msg`Search in the list of postmortems`}
          placeholder={msg`Title, service, INC-…, author`}
          value={text}
          onChange={(e) => setText(e.currentTarget.value)}
        />
        <fieldset className={styles.filters}>
          <legend className="visually-hidden">{msg`Which`}</legend>
          {POSTMORTEM_FILTERS.map((name) => (
            <button key={name} type="button" className="chip" aria-pressed={filter === name} onClick={() => setFilter(name)}>
              {FILTER_WORDS[name]} {counts[name] > 0 && <span className={styles.count}>{counts[name].toLocaleString(locale())}</span>}
            </button>
          ))}
        </fieldset>
      </Toolbar>
      {isDown && <p role="alert" className={styles.stale}>{msg`▲ The engine is down: what stands here is what was last known.`}</p>}
      {rows === null ? (
        error ? (
          <ErrorState error={error} onRetry={refresh} />
        ) : (
          <SkeletonRows count={8} label={msg`Loading the postmortems`} />
        )
      ) : (
        <Found rows={rows} shown={shown} onAll={showAll} />
      )}
    </div>
  );
}

function Found({
  rows,
  shown,
  onAll,
}: {
  readonly rows: readonly PostmortemRow[];
  readonly shown: readonly PostmortemRow[];
  onAll(): void;
}) {
  if (shown.length > 0) return <PostmortemList rows={shown} />;
  if (rows.length > 0)
    return (
      <EmptyState
        title={msg`None of them fits`}
        action={<Button size="xs" variant="default" onClick={onAll}>{msg`Show all`}</Button>}
      >{msg`Fewer words, or another state, find more.`}</EmptyState>
    );
  return (
    <EmptyState
      icon={<NotebookPen size={22} aria-hidden />}
      title={msg`No postmortem yet`}
      action={<Button size="xs" variant="default" onClick={() => useUi.getState().go('queue')}>{msg`Go to the queue`}</Button>}
    >{msg`Start one from the tab “Postmortem” of an incident. When an incident that needs one is resolved, it stands here with the day by which it is to be published.`}</EmptyState>
  );
}
