// Builds the page of the dialog of sharing as the renderer is built.
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import type { InlineConfig } from 'vite';

export function pageConfig(outDir: string): InlineConfig {
  return {
    root: import.meta.dirname,
    configFile: false,
    plugins: [react()],
    logLevel: 'warn',
    build: {
      outDir,
      target: 'chrome130',
      minify: true,
      emptyOutDir: true,
      rolldownOptions: { input: resolve(import.meta.dirname, 'index.html') },
    },
  };
}
