// One whole page: text, pictures and look in one file that loads nothing and runs nothing. The PDF is printed from the same page.

import { revealLine, revealText } from '../../shared/domain/reveal-text';
import { type ExportDocument, type ExportPicture, titleOf } from '../../shared/postmortem/export/document';
import { pictureName } from '../../shared/postmortem/export/pictures';
import { withoutPrompts } from '../../shared/postmortem/prompts';
import { bodyHtml } from './markdown-html';
import { PAGE_STYLE } from './page-style';

export interface PageOptions {
  /** Null: the file is missing or damaged. */
  readonly pictureOf: (sha256: string) => ExportPicture | null;
  /** An SVG for a `chart` fence; null: it stays words. */
  readonly drawChart: (text: string) => string | null;
  /** BCP 47, for hyphenation. */
  readonly language: string;
}

const CSP = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

export function pageHtml(document: ExportDocument, { pictureOf, drawChart, language }: PageOptions): string {
  const title = escaped(titleOf(document));
  const body = bodyHtml(outgoingText(document.text), {
    picture: (sha256, words) => imageOf(dataAddress(pictureOf(sha256)), words),
    fence: (text, info) => figureOf(info === 'chart' ? drawChart(text) : null),
  });
  const hasTitle = /^\s*<h1>/.test(body);
  return `<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${CSP}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Dogwatch">
<title>${title}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<p class="meta">${escaped(metaOf(document))}</p>
${document.isRestricted ? '<p class="restricted">Restricted: only for who needs to know. Do not pass on.</p>\n' : ''}${hasTitle ? '' : `<h1>${title}</h1>\n`}${body}</body>
</html>
`;
}

/** 'INC-42 · SEV1 · checkout · Approved' */
export function metaOf({ number, severity, service, status }: ExportDocument): string {
  return [`INC-${number}`, `SEV${severity}`, revealLine(service ?? ''), status].filter(Boolean).join(' \u00b7 ');
}

export function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

/**
 * The text as readers elsewhere get it: without front matter of its own, without the template's questions to the author, and with signs
 * for what hides or passes for something else, which no format of theirs would show.
 */
export function outgoingText(text: string): string {
  return revealText(withoutPrompts(withoutFrontMatter(text)));
}

export function withoutFrontMatter(text: string): string {
  return text.replace(/^---[ \t]*\n[\s\S]*?\n(?:---|\.\.\.)[ \t]*(?:\n|$)/, '');
}

function imageOf(address: string | null, words: string): string | null {
  if (address === null) return null;
  return `<img src="${address}" alt="${words}">${words === '' ? '' : `<span class="caption">${words}</span>`}`;
}

function figureOf(svg: string | null): string | null {
  return svg === null ? null : `<figure>${svg}</figure>\n`;
}

function dataAddress(picture: ExportPicture | null): string | null {
  if (picture === null || pictureName(picture.sha256, picture.mime) === null) return null;
  return `data:${picture.mime};base64,${Buffer.from(picture.bytes).toString('base64')}`;
}
