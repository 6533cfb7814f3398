// Prints a page to PDF in a window that nobody sees: sandboxed, without scripts, without a network, and without a file on the disk.
import { randomUUID } from 'node:crypto';
import { BrowserWindow, session } from 'electron';

export type Paper = 'A4' | 'Letter';

export interface PrintOptions {
  readonly html: string;
  readonly paper: Paper;
  /** Above each page, left and right; plain text. */
  readonly head: { readonly left: string; readonly right: string };
  /** At the foot, left; the page's number stands right. */
  readonly foot: string;
}

const ADDRESS = 'dogwatch-print://page/';
const MARGINS_INCHES = { top: 0.95, bottom: 0.85, left: 0.85, right: 0.85 };
const TIMEOUT_MS = 60_000;

/** The PDF's bytes. Throws when Chromium does not print in time. */
export async function printPage({ html, paper, head, foot }: PrintOptions): Promise<Buffer> {
  const own = session.fromPartition(`print-${randomUUID()}`);
  own.protocol.handle('dogwatch-print', () => new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8' } }));
  own.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !/^(?:dogwatch-print|data):/.test(url) }));
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  const window = new BrowserWindow({
    show: false,
    width: 800,
    height: 1100,
    webPreferences: { session: own, sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false, spellcheck: false },
  });
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  try {
    return await inTime(print(window, paper, headLine(head.left, head.right), footLine(foot)));
  } finally {
    window.destroy();
    own.protocol.unhandle('dogwatch-print');
  }
}

async function print(window: BrowserWindow, paper: Paper, headerTemplate: string, footerTemplate: string): Promise<Buffer> {
  await window.loadURL(ADDRESS);
  return window.webContents.printToPDF({
    pageSize: paper,
    margins: MARGINS_INCHES,
    printBackground: true,
    displayHeaderFooter: true,
    headerTemplate,
    footerTemplate,
    generateTaggedPDF: true,
    generateDocumentOutline: true,
  });
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`printing took longer than ${TIMEOUT_MS / 1000} s`)), TIMEOUT_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Chromium gives these lines a page of their own: all of the look has to stand here. */
const LINE =
  'width:100%;margin:0 0.85in;display:flex;justify-content:space-between;gap:2em;font:7.5pt Inter,system-ui,DejaVu Sans,sans-serif;color:#546072';

function headLine(left: string, right: string): string {
  return `<div style="${LINE};padding-top:0.1in"><span>${plain(left)}</span><span style="color:#8a1c1c">${plain(right)}</span></div>`;
}

function footLine(left: string): string {
  return `<div style="${LINE}"><span>${plain(left)}</span><span><span class="pageNumber"></span> / <span class="totalPages"></span></span></div>`;
}

function plain(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
