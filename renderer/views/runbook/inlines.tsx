// A line of a runbook as React elements. Text stays text; a link is a button that asks the shell, or opens the runbook beside this one.
import type { Inlines } from '../../../shared/domain/runbook-text';
import { openLink } from '../../store/commands';
import styles from './runbook.module.css';

interface Props {
  readonly inlines: Inlines;
  /** Opens a runbook by its path in the same source. */
  onRunbook?: ((path: string) => void) | undefined;
}

export function InlineText({ inlines, onRunbook }: Props) {
  return inlines.map((piece, i) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity but their place
    return <Piece key={i} piece={piece} onRunbook={onRunbook} />;
  });
}

function Piece({ piece, onRunbook }: { readonly piece: Inlines[number]; readonly onRunbook: Props['onRunbook'] }) {
  if (piece.kind === 'break') return <br />;
  if (piece.kind === 'code') return <code className={styles.inlineCode}>{piece.text}</code>;
  if (piece.kind === 'link') {
    const { to, target, text } = piece;
    if (to === 'runbook' && !onRunbook) return <span>{text}</span>;
    const open = (): void => (to === 'url' ? void openLink(target) : onRunbook?.(target));
    return (
      <button type="button" className={styles.link} title={target} tabIndex={-1} onClick={open}>
        {text}
      </button>
    );
  }
  const form = [piece.isStrong && styles.strong, piece.isEmphasis && styles.emphasis, piece.isStruck && styles.struck].filter(Boolean);
  return form.length === 0 ? piece.text : <span className={form.join(' ')}>{piece.text}</span>;
}
