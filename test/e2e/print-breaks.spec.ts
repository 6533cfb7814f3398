// Where the pages of a PDF end: never behind a heading, never within a row, and a table that goes on has its header again. A text of
// growing length is put before each of them, so that every place of a page comes to be its end.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { pageHtml } from '../../electron/publish/page';
import { drawSampleChart, picture, pictureOf, sampleDocument } from '../electron/publish/sample-document';
import { type PrintApp, startPrintApp } from '../harness/print-app';

test.skip(spawnSync('pdftotext', ['-v']).status !== 0, 'needs poppler');

const FOLDER = resolve(process.env.PICTURES ?? 'test-results/pictures/print');
const FOOT = 'Foot of the page';
/** So many lines before the end of the page a heading is first put. */
const BEFORE_END = 18;
const LONG = 'a long sentence that goes on and on until it needs a second and a third line of its cell, as what happened often does';

const row = (n: number): string => `| 03:${String(n).padStart(2, '0')}:10 | Row ${n} begins, ${LONG}, row ${n} ends | feed |`;
const table = (rows: number): string =>
  ['| When | What happened | Source |', '|---|---|---|', ...Array.from({ length: rows }, (_, n) => row(n + 10))].join('\n');
const FOLLOWERS: Readonly<Record<string, string>> = {
  paragraph: `${LONG}. ${LONG}. ${LONG}. ${LONG}.`,
  table: table(12),
  list: '- one\n- two\n- three',
  listing: '```\nselect 1\nselect 2\nselect 3\n```',
  heading: '### Under it\n\nWords under it.',
  quote: `> ${LONG}`,
};
const PICTURE = `![Queue depth](attachment:${picture.sha256})`;

let app: PrintApp;
let folder: string;

test.beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true });
  folder = mkdtempSync(join(tmpdir(), 'dogwatch-breaks-'));
  app = await startPrintApp();
});
test.afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The lines of each page without its foot. */
async function pagesWith(text: string, name: string): Promise<string[][]> {
  const html = pageHtml({ ...sampleDocument(1), text }, { pictureOf, drawChart: drawSampleChart, language: 'en' });
  const { pdf } = await app.print({ html, paper: 'A4', head: { left: '', right: '' }, foot: FOOT });
  const file = join(folder, `${name}.pdf`);
  writeFileSync(file, pdf);
  const words = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
  return words
    .split('\f')
    .map((page) =>
      page
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '' && !line.startsWith(FOOT)),
    )
    .filter((lines) => lines.length > 0);
}

/** Pages that hold a picture, from 0. */
function picturePages(name: string): number[] {
  const listed = execFileSync('pdfimages', ['-list', join(folder, `${name}.pdf`)], { encoding: 'utf8' });
  const rows = listed
    .split('\n')
    .slice(2)
    .filter((line) => line.includes(' image '));
  return [...new Set(rows.map((line) => Number(line.trim().split(/\s+/)[0]) - 1))];
}

const filler = (lines: number): string => Array.from({ length: lines }, (_, n) => `Line ${n}`).join('\\\n');

for (const [what, follower] of Object.entries(FOLLOWERS))
  test(`[X5] a heading before a ${what} is never the last line of a page`, async () => {
    test.setTimeout(120_000);
    const [first] = await pagesWith(`# Title\n\n${filler(100)}\n`, what);
    const most = (first ?? []).filter((line) => line.startsWith('Line ')).length;
    expect(most).toBeGreaterThan(30);
    const headedOn = new Set<number>();
    for (let lines = most - BEFORE_END; lines <= most; lines++) {
      const pages = await pagesWith(`# Title\n\n${filler(lines)}\n\n## The heading\n\n${follower}\n\nThe end.\n`, what);
      headedOn.add(pages.findIndex((page) => page.includes('The heading')));
      for (const page of pages) expect(page.at(-1), `${lines} lines before a ${what}`).not.toMatch(/^(The heading|Under it|When +What)/);
    }
    expect(headedOn).toEqual(new Set([0, 1]));
  });

test('[X5] a heading stands on the page of the picture that follows it', async () => {
  test.setTimeout(120_000);
  const [first] = await pagesWith(`# Title\n\n${filler(100)}\n`, 'picture');
  const most = (first ?? []).filter((line) => line.startsWith('Line ')).length;
  const headedOn = new Set<number>();
  for (let lines = most - BEFORE_END; lines <= most; lines++) {
    const pages = await pagesWith(`# Title\n\n${filler(lines)}\n\n## The heading\n\n${PICTURE}\n\nThe end.\n`, 'picture');
    const headed = pages.findIndex((page) => page.includes('The heading'));
    headedOn.add(headed);
    expect(picturePages('picture'), `${lines} lines before a picture`).toEqual([headed]);
  }
  expect(headedOn).toEqual(new Set([0, 1]));
});

test('[X5] a row stands on one page, and each page that a table goes on to begins with its header', async () => {
  const rows = 80;
  const pages = await pagesWith(`# Title\n\n## Timeline\n\n${table(rows)}\n\nThe end.\n`, 'rows');
  expect(pages.length).toBeGreaterThan(3);
  let shown = 0;
  for (const page of pages) {
    const words = page.join(' ');
    for (const [, n] of words.matchAll(/Row (\d+) begins/g)) {
      shown += 1;
      expect(words, `row ${n}`).toMatch(new RegExp(`row\\s+${n}\\s+ends`));
    }
    if (/Row \d+ begins/.test(words) && page !== pages[0]) expect(page[0]).toMatch(/^When +What happened +Source/);
  }
  expect(shown).toBe(rows);
  execFileSync('pdftoppm', ['-png', '-r', '60', join(folder, 'rows.pdf'), join(FOLDER, 'rows')]);
});

test('[X5] a table of long words stays within the page, and its head keeps its words whole', async () => {
  const cells = [`${LONG}, ${LONG}`, 'x'.repeat(300), `https://example.org/${'path/'.repeat(40)}`, 'feed'];
  const pages = await pagesWith(
    `| Alert | What it said | Link | Source |\n|---|---|---|---|\n| ${cells.join(' | ')} |\n\nThe end.\n`,
    'wide',
  );
  const words = pages.flat().join(' ');
  expect(words).toMatch(/Alert +What it said +Link +Source/);
  expect(words.match(/x{3,}/g)?.join('')).toHaveLength(300);
  expect(words).toContain('feed');
  execFileSync('pdftoppm', ['-png', '-r', '60', join(folder, 'wide.pdf'), join(FOLDER, 'wide')]);
});
