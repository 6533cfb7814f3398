// The toolbar over the text. Each button shows its key on hover; arrows move along the bar, which is one Tab stop.
import { Tooltip } from '@mantine/core';
import {
  Bold,
  BookOpenText,
  Code,
  Columns3,
  Heading1,
  Heading2,
  Heading3,
  ImagePlus,
  Italic,
  Link,
  List,
  ListChecks,
  ListOrdered,
  type LucideIcon,
  MessageSquarePlus,
  Rows3,
  Search,
  Table,
  TextQuote,
} from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { msg } from '../../../shared/words/words';
import styles from './postmortem.module.css';
import { keyWords, TEXT_ACTS, type TextAct } from './text/text-keys';

/** Acts that are not of the text alone. */
export type OtherAct = 'image' | 'find' | 'comment' | 'read';

interface Props {
  readonly canEdit: boolean;
  onText(act: TextAct): void;
  readonly onOther: Readonly<Record<Exclude<OtherAct, 'image'>, () => void>>;
  onPictures(files: readonly File[]): void;
  /** What stands at the right end. */
  readonly children: ReactNode;
}

const ICONS: Readonly<Record<TextAct, LucideIcon>> = {
  h1: Heading1,
  h2: Heading2,
  h3: Heading3,
  bold: Bold,
  italic: Italic,
  bullets: List,
  numbers: ListOrdered,
  checks: ListChecks,
  quote: TextQuote,
  code: Code,
  link: Link,
  table: Table,
  row: Rows3,
  column: Columns3,
};

const OTHERS: readonly { act: OtherAct; label: string; key: string; icon: LucideIcon; isReading: boolean }[] = [
  { act: 'image', label: msg`Picture`, key: '', icon: ImagePlus, isReading: false },
  { act: 'comment', label: msg`Comment`, key: 'Mod-Alt-m', icon: MessageSquarePlus, isReading: true },
  { act: 'find', label: msg`Find and replace`, key: 'Mod-f', icon: Search, isReading: true },
  { act: 'read', label: msg`Reading view`, key: 'Mod-Alt-r', icon: BookOpenText, isReading: true },
];

export function TextToolbar({ canEdit, onText, onOther, onPictures, children }: Props) {
  const bar = useRef<HTMLDivElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const [roved, setRoved] = useState('h1');
  const buttons = (): HTMLButtonElement[] => [...(bar.current?.querySelectorAll<HTMLButtonElement>('[data-act]:not(:disabled)') ?? [])];
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const all = buttons();
    const at = all.indexOf(event.target as HTMLButtonElement);
    if (step === undefined || at < 0) return;
    event.preventDefault();
    const next = all[(at + step + all.length) % all.length];
    setRoved(next?.dataset.act ?? 'h1');
    next?.focus();
  };
  const first = canEdit ? roved : OTHERS.some(({ act, isReading }) => isReading && act === roved) ? roved : 'comment';
  const button = (act: string, label: string, key: string, Icon: LucideIcon, isOff: boolean, run: () => void) => (
    <Tooltip key={act} label={key === '' ? label : `${label} (${keyWords(key)})`}>
      <button
        type="button"
        data-act={act}
        className={styles.tool}
        aria-label={label}
        aria-keyshortcuts={key === '' ? undefined : keyWords(key).replace('Ctrl', 'Control')}
        disabled={isOff}
        tabIndex={act === first ? 0 : -1}
        onMouseDown={(event) => event.preventDefault()}
        onClick={run}
      >
        <Icon size={15} aria-hidden />
      </button>
    </Tooltip>
  );
  return (
    <div ref={bar} className={styles.tools} role="toolbar" aria-label={msg`Text`} onKeyDown={onKeyDown}>
      {(Object.keys(TEXT_ACTS) as TextAct[]).map((act) => {
        const { label, key } = TEXT_ACTS[act];
        return button(act, label, key, ICONS[act], !canEdit, () => onText(act));
      })}
      {OTHERS.map(({ act, label, key, icon, isReading }) =>
        button(act, label, key, icon, !canEdit && !isReading, () => (act === 'image' ? files.current?.click() : onOther[act]())),
      )}
      <input
        ref={files}
        type="file"
        hidden
        multiple
        accept="image/png,image/jpeg,image/gif,image/webp"
        aria-label={msg`Pictures to add`}
        onChange={(event) => {
          onPictures([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
      <span className={styles.space} />
      {children}
    </div>
  );
}
