// An Electron that does nothing but print pages by the shell's own printer, so that PDFs can be made and looked at without the product.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron } from '@playwright/test';
import { build } from 'vite';
import type { PrintOptions, printPage } from '../../electron/shell/print-page';

export interface PrintApp {
  /** The PDF, and how long it took inside, ms. */
  print(options: PrintOptions): Promise<{ readonly pdf: Buffer; readonly ms: number }>;
  close(): Promise<void>;
}

declare global {
  var dogwatchPrint: typeof printPage;
}

const main = `const { app } = require('electron');
app.on('window-all-closed', () => {});
app.whenReady().then(() => { globalThis.dogwatchPrint = require('./print.cjs').printPage; });
`;

export async function startPrintApp(): Promise<PrintApp> {
  const dir = mkdtempSync(join(tmpdir(), 'dogwatch-print-'));
  writeFileSync(join(dir, 'package.json'), JSON.stringify({ name: 'print', version: '1.0.0', main: 'main.cjs' }));
  writeFileSync(join(dir, 'main.cjs'), main);
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      outDir: dir,
      emptyOutDir: false,
      target: 'node20.18',
      lib: { entry: resolve(import.meta.dirname, '../../electron/shell/print-page.ts'), formats: ['cjs'], fileName: () => 'print.cjs' },
      rolldownOptions: { external: ['electron', /^node:/] },
    },
  });
  const app = await _electron.launch({ chromiumSandbox: process.getuid?.() !== 0, args: [dir] });
  await app.evaluate(async () => {
    while (typeof globalThis.dogwatchPrint !== 'function') await new Promise((done) => setTimeout(done, 20));
  });
  return {
    async print(options) {
      const { base64, ms } = await app.evaluate(async (_electronModule, asked) => {
        const from = performance.now();
        const pdf = await globalThis.dogwatchPrint(asked);
        return { base64: pdf.toString('base64'), ms: performance.now() - from };
      }, options);
      return { pdf: Buffer.from(base64, 'base64'), ms };
    },
    async close() {
      await app.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Pages of a PDF, counted in its text. */
export function pagesOf(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page(?!s)\b/g)?.length ?? 0;
}
