// The library of runbooks: search in all of it, its sources and their health, what was used, and what people want better.
import { Button, TextInput } from '@mantine/core';
import { BookOpen } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { RunbookValues } from '../../../shared/contract/runbooks';
import { locale, msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { useDesk } from '../../store/desk';
import { takeWantedRunbook } from '../../store/library';
import { useUi } from '../../store/ui';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { Toolbar } from '../../ui/toolbar';
import { showSection } from '../settings/settings-place';
import { Remarks } from './evidence';
import styles from './library.module.css';
import { LibraryDetail } from './library-detail';
import { LibraryList } from './library-list';
import { SourceList } from './source-list';
import { useLibrary, useSources } from './use-library';

type Beside = 'runbook' | 'sources' | 'remarks';

export function RunbooksView() {
  const [text, setText] = useState('');
  const [wanted, setWanted] = useState<string | null>(takeWantedRunbook);
  const [beside, setBeside] = useState<Beside>('runbook');
  const isDown = useDesk((s) => s.connection === 'engine-down');
  const library = useLibrary(text);
  const sources = useSources();
  const selected = wanted ?? library.entries[0]?.info.id ?? null;
  const troubled = sources?.filter((s) => s.state === 'failed' || s.state === 'stale').length ?? 0;
  const open = (id: string): void => {
    setWanted(id);
    setBeside('runbook');
  };
  return (
    <div className={styles.view}>
      <Toolbar label={msg`Runbooks`}>
        <h2 className={styles.title}>{msg`Runbooks`}</h2>
        <TextInput
          size="xs"
          className={styles.search}
          aria-label={msg`Search in all runbooks`}
          placeholder={msg`Search in all runbooks`}
          value={text}
          onChange={(e) => {
            setText(e.currentTarget.value);
            setWanted(null);
            setBeside('runbook');
          }}
        />
        <span className={styles.quiet} role="status">
          {library.tookMs !== null &&
            (text.trim() === ''
              ? msg`${library.total.toLocaleString(locale())} in all`
              : library.total > 1_000
                ? msg`more than 1,000 fit`
                : msg`${library.total} fit`)}
        </span>
        <span className={styles.space} />
        <button
          type="button"
          className="chip"
          aria-pressed={beside === 'sources'}
          onClick={() => setBeside(beside === 'sources' ? 'runbook' : 'sources')}
        >
          {msg`Sources`}
          {troubled > 0 && <span className={styles.troubled}>▲ {troubled}</span>}
        </button>
        <button
          type="button"
          className="chip"
          aria-pressed={beside === 'remarks'}
          onClick={() => setBeside(beside === 'remarks' ? 'runbook' : 'remarks')}
        >{msg`To improve`}</button>
      </Toolbar>
      {isDown && <p role="alert" className={styles.stale}>{msg`▲ The engine is down: what stands here is what was last known.`}</p>}
      {library.error ? (
        <ErrorState error={library.error} onRetry={library.refresh} />
      ) : library.tookMs === null ? (
        <SkeletonRows count={8} label={msg`Loading the runbooks`} />
      ) : (
        <div className={styles.body} data-empty={(library.total === 0 && text === '') || undefined}>
          {library.total > 0 ? (
            <LibraryList
              entries={library.entries}
              total={library.total}
              selected={beside === 'runbook' ? selected : null}
              onSelect={open}
              onSight={library.want}
            />
          ) : text === '' ? (
            <NoRunbooks />
          ) : (
            <EmptyState title={msg`No runbook has all these words`}>{msg`Fewer words, or the beginning of one, find more.`}</EmptyState>
          )}
          <div className={styles.beside}>
            {beside === 'sources' && (sources ? <SourceList sources={sources} /> : <SkeletonRows count={3} />)}
            {beside === 'remarks' && <AllRemarks />}
            {beside === 'runbook' && selected !== null && <LibraryDetail key={selected} id={selected} onOpen={open} />}
          </div>
        </div>
      )}
    </div>
  );
}

function NoRunbooks() {
  return (
    <EmptyState
      icon={<BookOpen size={22} aria-hidden />}
      title={msg`No runbooks yet`}
      action={
        <Button
          size="xs"
          onClick={() => {
            showSection('runbooks');
            useUi.getState().go('settings');
          }}
        >{msg`Add a folder or a repository`}</Button>
      }
    >{msg`A folder or a git repository of Markdown files becomes the library; the links that alerts name are fetched by themselves and kept for when you are offline.`}</EmptyState>
  );
}

function AllRemarks() {
  const [remarks, setRemarks] = useState<RunbookValues['list-remarks']['remarks'] | null>(null);
  useEffect(() => {
    void callEngine('list-remarks', {}).then((reply) => reply.ok && setRemarks(reply.value.remarks));
  }, []);
  if (!remarks) return <SkeletonRows count={4} />;
  if (remarks.length === 0)
    return (
      <EmptyState title={msg`Nothing to improve yet`}>{msg`What people note with “Improve this runbook” is collected here.`}</EmptyState>
    );
  const titles = new Map(remarks.map((r) => [r.runbook, r.title]));
  return (
    <section aria-label={msg`To improve`} className={styles.evidence}>
      <Remarks remarks={remarks} titleOf={(r) => titles.get(r.runbook) ?? r.runbook} />
    </section>
  );
}
