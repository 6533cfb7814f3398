// What the PDF of a long postmortem costs: the page is made, printed by the shell's own printer, and counted.
import { pageHtml } from '../../electron/publish/page';
import { drawSampleChart, pictureOf, sampleDocument } from '../electron/publish/sample-document';
import { pagesOf, startPrintApp } from '../harness/print-app';
import { median } from './measure/quantile';
import { atMost, type BenchRow, rowOf } from './row';

/** Makes a little over twenty pages. */
const SIZE = 24;
const TURNS = 3;

export async function benchPrint(): Promise<BenchRow[]> {
  const app = await startPrintApp();
  const document = sampleDocument(SIZE);
  const times: number[] = [];
  let pages = 0;
  for (let turn = 0; turn < TURNS; turn++) {
    const from = performance.now();
    const html = pageHtml(document, { pictureOf, drawChart: drawSampleChart, language: 'en' });
    const made = performance.now() - from;
    const { pdf, ms } = await app.print({ html, paper: 'A4', head: { left: 'INC-1042', right: '' }, foot: 'Dogwatch' });
    times.push(made + ms);
    pages = pagesOf(pdf);
  }
  await app.close();
  const note = `${pages} pages on A4; first ${Math.round(times[0] ?? 0)}, median ${Math.round(median(times))}`;
  return [rowOf({ what: 'PDF of 20 pages', measured: times[0] ?? Number.NaN, unit: 'ms', reach: [atMost(3000)], note })];
}
