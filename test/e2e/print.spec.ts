// The PDF of a postmortem, printed in the real Electron; its pages as pictures, where poppler is installed, to be looked at.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { metaOf, pageHtml } from '../../electron/publish/page';
import { titleOf } from '../../shared/postmortem/export/document';
import { drawSampleChart, pictureOf, sampleDocument } from '../electron/publish/sample-document';
import { type PrintApp, pagesOf, startPrintApp } from '../harness/print-app';

const FOLDER = resolve(process.env.PICTURES ?? 'test-results/pictures/print');
const hasPoppler = spawnSync('pdftoppm', ['-v']).status === 0;
let app: PrintApp;

test.beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true });
  app = await startPrintApp();
});
test.afterAll(() => app.close());

const cases = [
  { name: 'a4', paper: 'A4', width: 595, isRestricted: false },
  { name: 'letter-restricted', paper: 'Letter', width: 612, isRestricted: true },
] as const;

for (const { name, paper, width, isRestricted } of cases) {
  test(`[X5] a postmortem on ${paper}: pages, head and foot, pictures inside`, async () => {
    const document = { ...sampleDocument(3), isRestricted };
    const html = pageHtml(document, { pictureOf, drawChart: drawSampleChart, language: 'en' });
    const head = { left: `${metaOf(document)} · ${titleOf(document)}`, right: isRestricted ? 'Restricted' : '' };
    const { pdf } = await app.print({ html, paper, head, foot: 'Dogwatch · as of 2026-11-23 15:02 UTC' });
    expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    expect(pagesOf(pdf)).toBeGreaterThanOrEqual(3);
    expect(pdf.toString('latin1')).toMatch(new RegExp(`/MediaBox ?\\[0 0 ${width}`));
    expect(pdf.toString('latin1')).toContain('/Subtype /Image');
    const file = join(FOLDER, `${name}.pdf`);
    writeFileSync(file, pdf);
    if (!hasPoppler) return;
    execFileSync('pdftoppm', ['-png', '-r', '70', file, join(FOLDER, name)]);
    const words = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
    expect(words).toMatch(new RegExp(`1 ?/ ?${pagesOf(pdf)}\\n`));
    expect(words.match(/INC-1042 · SEV1 · checkout · Approved · Checkout errors/g)?.length).toBe(pagesOf(pdf));
    expect(words.includes('Restricted: only for who needs to know')).toBe(isRestricted);
  });
}
