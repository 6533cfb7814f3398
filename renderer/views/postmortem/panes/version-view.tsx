// One version by itself: as it would be read, or its plain text. Loaded only when somebody looks at one.

import { Text } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { Button } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { msg } from '../../../../shared/words/words';
import { exactTime } from '../../../ui/time-words';
import editorStyles from '../postmortem.module.css';
import { BlockList, useBlockList } from '../preview/block-list';
import { blocksOf } from '../preview/blocks';
import previewStyles from '../preview/preview.module.css';
import type { PreviewSeams } from '../preview/preview-block';
import type { Version } from '../seams';
import { readOnlyText } from '../text/read-only';
import styles from './panes.module.css';

interface Props {
  readonly version: Version;
  readonly text: string;
  readonly canEdit: boolean;
  readonly seams: PreviewSeams;
  onCompare(): void;
  onRestore(): void;
  onClose(): void;
}

const LOOKS = [
  ['text', msg`Text`],
  ['read', msg`As read`],
] as const;

export function VersionView({ version, text, canEdit, seams, onCompare, onRestore, onClose }: Props) {
  const [look, setLook] = useState<'text' | 'read'>('text');
  return (
    <div
      className={styles.diff}
      role="group"
      aria-label={msg`Version`}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <div className={styles.versionBar}>
        <span className={styles.versionName}>
          {exactTime(version.at)}, {version.by} <span className={styles.quiet}>{version.note}</span>
        </span>
        <div className={editorStyles.showing} role="group" aria-label={msg`Show the version as`}>
          {LOOKS.map(([id, label]) => (
            <button key={id} type="button" className={editorStyles.show} aria-pressed={look === id} onClick={() => setLook(id)}>
              {label}
            </button>
          ))}
        </div>
        <Button variant="default" onClick={onCompare}>{msg`Compare with now`}</Button>
        {canEdit && <Button variant="default" onClick={onRestore}>{msg`Restore`}</Button>}
        <Button variant="default" onClick={onClose}>{msg`Close (Esc)`}</Button>
      </div>
      {look === 'text' ? <PlainText text={text} /> : <AsRead text={text} seams={seams} />}
    </div>
  );
}

function PlainText({ text }: { readonly text: string }) {
  const parent = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!parent.current) return undefined;
    const view = new EditorView({ parent: parent.current, doc: text, extensions: readOnlyText(msg`Text of the version`) });
    view.focus();
    return () => view.destroy();
  }, [text]);
  return <div ref={parent} className={styles.versionText} />;
}

function AsRead({ text, seams }: { readonly text: string; readonly seams: PreviewSeams }) {
  const scroller = useRef<HTMLElement>(null);
  const blocks = useMemo(() => blocksOf(Text.of(text.split('\n'))), [text]);
  const list = useBlockList(blocks, scroller);
  useEffect(() => scroller.current?.focus(), []);
  return (
    <div className={styles.versionText}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section ref={scroller} className={previewStyles.preview} aria-label={msg`Version as read`} tabIndex={0}>
        <BlockList list={list} blocks={blocks} seams={seams} />
      </section>
    </div>
  );
}
