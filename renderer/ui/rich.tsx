// A text with pieces of the page in it, in the user's language.
import { Fragment, type ReactNode } from 'react';
import { pattern } from '../../shared/words/words';

/** As `msg`, for what stands in the page: what is null or false is left out, and pieces stay pieces. */
export function rich(parts: TemplateStringsArray, ...values: readonly ReactNode[]): ReactNode {
  const pieces = pattern(parts)
    .split(/\{(\d+)\}/)
    .map((piece, i) => (i % 2 === 0 ? piece : values[Number(piece)]));
  if (pieces.every((piece) => piece === null || typeof piece !== 'object')) return pieces.map(textOf).join('');
  // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text keep their places
  return pieces.map((piece, i) => <Fragment key={i}>{piece}</Fragment>);
}

function textOf(piece: ReactNode): string {
  return piece === null || piece === undefined || typeof piece === 'boolean' ? '' : String(piece);
}
