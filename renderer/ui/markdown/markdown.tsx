// Markdown as React elements. HTML in it stays text, pictures from elsewhere are named and never fetched, and a link is a button that
// asks first: nothing that somebody wrote becomes markup of ours.
import MarkdownIt, { type Token } from 'markdown-it';
import { isValidElement, memo, type ReactNode, useMemo } from 'react';
import { type IncidentLink, parseIncidentLink } from '../../../shared/domain/incident-link';
import { msg } from '../../../shared/words/words';
import { rich } from '../rich';
import { type DocumentParts, documentLeaf, findBoxes, itemOf } from './document-parts';
import styles from './markdown.module.css';

export type { DocumentParts } from './document-parts';

const parser = new MarkdownIt({ html: false, linkify: false, typographer: false, breaks: true, maxNesting: 20 });
/** Addresses are judged here, when a person follows them; a refused one would fall back to its source text. */
parser.validateLink = () => true;

const HTTP = /^https?:\/\//i;

interface Props {
  readonly text: string;
  onLink(url: string): void;
  /** What a document has and a note has not: headings in their order, pictures of ours, boxes, links to incidents. */
  readonly parts?: DocumentParts;
}

type Seams = Pick<Props, 'onLink' | 'parts'>;

export const Markdown = memo(function Markdown({ text, onLink, parts }: Props) {
  const tokens = useMemo(() => tokensOf(text, parts !== undefined), [text, parts]);
  return <div className={parts ? styles.document : styles.markdown}>{draw(tokens, parts ? { onLink, parts } : { onLink })}</div>;
});

function tokensOf(text: string, isDocument: boolean): Token[] {
  const tokens = parser.parse(text, {});
  if (isDocument) findBoxes(tokens);
  return tokens;
}

interface Open {
  readonly token: Token | null;
  readonly children: ReactNode[];
}

/** Tokens come flat, in pairs of open and close. */
function draw(tokens: readonly Token[], seams: Seams): ReactNode[] {
  const stack: Open[] = [{ token: null, children: [] }];
  tokens.forEach((token, key) => {
    if (token.nesting === 1) stack.push({ token, children: [] });
    else if (token.nesting === -1) {
      const done = stack.length > 1 ? stack.pop() : undefined;
      if (done?.token) stack.at(-1)?.children.push(element(done.token, done.children, key, seams));
    } else stack.at(-1)?.children.push(leaf(token, key, seams));
  });
  return stack[0]?.children ?? [];
}

const TAGS = new Set(['p', 'ul', 'ol', 'li', 'blockquote', 'strong', 'em', 's', 'table', 'thead', 'tbody', 'tr', 'th', 'td']);

function element(token: Token, children: ReactNode[], key: number, seams: Seams): ReactNode {
  const { tag } = token;
  if (token.type === 'link_open') {
    const url = String(token.attrGet('href') ?? '');
    const incident = seams.parts && parseIncidentLink(url);
    return incident && seams.parts
      ? incidentLink(incident, String(token.attrGet('title') ?? ''), children, key, seams.parts)
      : link(url, children, key, seams);
  }
  if (/^h[1-6]$/.test(tag) && seams.parts)
    return (
      <div key={key} role="heading" aria-level={seams.parts.topLevel - 1 + Number(tag[1])} className={styles.title} data-depth={tag[1]}>
        {children}
      </div>
    );
  if (/^h[1-6]$/.test(tag))
    return (
      <p key={key} className={styles.heading}>
        {children}
      </p>
    );
  if (!TAGS.has(tag)) return children;
  if (tag === 'li' && seams.parts) return itemOf(token, children, key);
  const Tag = tag as 'p';
  // A paragraph of a tight list stands in its item without a box of its own.
  return token.hidden ? <span key={key}>{children}</span> : <Tag key={key}>{children}</Tag>;
}

/** `title` is the exact time of an entry. Words that name an incident are a link of their own already. */
function incidentLink(to: IncidentLink, title: string, children: ReactNode[], key: number, { onIncident }: DocumentParts): ReactNode {
  if (/INC-\d/.test(plainText(children))) return <span key={key}>{children}</span>;
  return (
    <button key={key} type="button" className={styles.link} title={title} onClick={() => onIncident(to.number, to.event)}>
      {children}
    </button>
  );
}

function plainText(node: ReactNode): string {
  if (typeof node === 'string') return node;
  if (Array.isArray(node)) return node.map(plainText).join('');
  return isValidElement<{ children?: ReactNode }>(node) ? plainText(node.props.children) : '';
}

function link(url: string, children: ReactNode[], key: number, seams: Seams): ReactNode {
  if (!HTTP.test(url) || !URL.canParse(url))
    return (
      <span key={key}>
        {children} ({url})
      </span>
    );
  return (
    <button key={key} type="button" className={styles.link} title={url} onClick={() => seams.onLink(new URL(url).href)}>
      {children}
    </button>
  );
}

function leaf(token: Token, key: number, seams: Seams): ReactNode {
  const ofDocument = seams.parts && documentLeaf(token, key, seams.parts);
  if (ofDocument) return ofDocument;
  switch (token.type) {
    case 'inline':
      return <span key={key}>{draw(token.children ?? [], seams)}</span>;
    case 'softbreak':
      return seams.parts ? ' ' : <br key={key} />;
    case 'hardbreak':
      return <br key={key} />;
    case 'code_inline':
      return <code key={key}>{token.content}</code>;
    case 'fence':
    case 'code_block':
      return <pre key={key}>{token.content}</pre>;
    case 'hr':
      return <hr key={key} />;
    case 'image':
      return <span key={key}>{rich`[picture: ${token.content || msg`without a name`}, ${String(token.attrGet('src') ?? '')}]`}</span>;
    default:
      return token.content;
  }
}
