// One block of the preview, drawn again only when its own text changed.
import { memo } from 'react';
import { revealText } from '../../../../shared/domain/reveal-text';
import { withoutComments } from '../../../../shared/postmortem/prompts';
import { type DocumentParts, Markdown } from '../../../ui/markdown/markdown';
import type { Block } from './blocks';

export interface PreviewSeams {
  readonly parts: DocumentParts;
  onLink(url: string): void;
}

export const PreviewBlock = memo(function PreviewBlock({ block, seams }: { readonly block: Block; readonly seams: PreviewSeams }) {
  const text = block.fence === null ? withoutHints(block.text) : `${block.fence}\n${block.text}`;
  // As its exports show it: what hides in the words of somebody else is not left to the reader's eye.
  return <Markdown text={revealText(text)} onLink={seams.onLink} parts={seams.parts} />;
});

/** Comments of the source, such as a template's hints, are for who writes. */
function withoutHints(text: string): string {
  return text.includes('<!--') && !/^ {0,3}(`{3}|~{3})/.test(text) ? withoutComments(text) : text;
}
