// What Markdown of a document may hold beyond that of a note: pictures that are kept here, boxes of a checklist, links to incidents.
import type { Token } from 'markdown-it';
import { Fragment, type ReactNode, useEffect, useState } from 'react';
import { parseActionLine } from '../../../shared/postmortem/action-line';
import { msg } from '../../../shared/words/words';
import { rich } from '../rich';
import styles from './markdown.module.css';

export interface DocumentParts {
  /** Level that a `#` heading has among the headings around the document. */
  readonly topLevel: number;
  /** A `data:` address of a picture that is kept here; null for any other. */
  readImage(reference: string): Promise<string | null>;
  /** `event`: ULID of the entry of its timeline that is meant. */
  onIncident(number: number, event?: string | null): void;
  /** Draws a fence of this kind; null or left out: it stays text. */
  drawFence?(kind: string, text: string): ReactNode | null;
}

const INCIDENT = /\b(INC-\d{1,9})\b/;

/** The leaf of a document, or null where a note's does. */
export function documentLeaf(token: Token, key: number, parts: DocumentParts): ReactNode {
  if (token.type === 'fence') {
    const drawn = parts.drawFence?.(token.info.trim(), token.content) ?? null;
    return drawn && <div key={key}>{drawn}</div>;
  }
  if (token.type === 'image') {
    const reference = String(token.attrGet('src') ?? '');
    return <Picture key={key} reference={reference} name={token.content} read={parts.readImage} />;
  }
  if (token.type === 'text' && INCIDENT.test(token.content)) return <Fragment key={key}>{withIncidents(token.content, parts)}</Fragment>;
  return null;
}

function withIncidents(text: string, { onIncident }: DocumentParts): ReactNode[] {
  return text.split(INCIDENT).map((part, i) =>
    i % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity but their place
      <button key={i} type="button" className={styles.link} onClick={() => onIncident(Number(part.slice(4)))}>
        {part}
      </button>
    ),
  );
}

/** An item of a list; `[ ]` and `[x]` at its beginning are drawn as boxes, the fields of an action at its end in quiet words. */
export function itemOf(token: Token, children: readonly ReactNode[], key: number): ReactNode {
  const box = token.meta as Box | null;
  if (!box) return <li key={key}>{children}</li>;
  return (
    <li key={key} className={styles.check}>
      <span role="img" aria-label={box.isDone ? 'done' : 'open'} className={styles.box} data-done={box.isDone || undefined}>
        {box.isDone ? '✓' : ''}
      </span>
      {children}
      {box.facts !== '' && <span className={styles.facts}>{box.facts}</span>}
    </li>
  );
}

interface Box {
  readonly isDone: boolean;
  readonly facts: string;
}

const BOX = /^\[([ xX])\](?: |$)/;

/** Takes the boxes, and the fields of actions, out of the words of items and notes them at the items. */
export function findBoxes(tokens: readonly Token[]): void {
  tokens.forEach((token, i) => {
    const item = tokens[i - 2];
    const first = token.children?.[0];
    const match = token.type === 'inline' && item?.type === 'list_item_open' && first?.type === 'text' ? BOX.exec(first.content) : null;
    if (!match || !first || !item) return;
    first.content = first.content.slice(match[0].length);
    const facts = tokens[i + 2]?.type === 'list_item_close' ? takeFacts(token.children?.at(-1)) : '';
    item.meta = { isDone: match[1] !== ' ', facts } satisfies Box;
  });
}

/** `(owner: @raj, due: 2026-12-24, id: act-1)` at the end is taken away and told as "@raj · due 2026-12-24". */
function takeFacts(last: Token | undefined): string {
  const action = last?.type === 'text' ? parseActionLine(`- [ ] ${last.content}`) : null;
  if (!last || !action || action.unread.length > 0 || action.text === last.content.trim()) return '';
  last.content = `${/^\s*/.exec(last.content)?.[0] ?? ''}${action.text}`;
  const { owner, due, kind, state } = action;
  return [owner, due && msg`due ${due}`, kind, state !== 'open' && state].filter(Boolean).join(' · ');
}

function Picture({
  reference,
  name,
  read,
}: {
  readonly reference: string;
  readonly name: string;
  readonly read: DocumentParts['readImage'];
}) {
  const [url, setUrl] = useState<string | null | undefined>(undefined);
  useEffect(() => {
    let isGone = false;
    void read(reference).then((found) => {
      if (!isGone) setUrl(found);
    });
    return () => {
      isGone = true;
    };
  }, [reference, read]);
  if (url?.startsWith('data:image/')) return <img className={styles.picture} src={url} alt={name || msg`picture without a name`} />;
  const words = url === undefined ? 'loading' : msg`not kept here: ${reference}`;
  return <span className={styles.noPicture}>{rich`[picture: ${name || msg`without a name`}, ${words}]`}</span>;
}
