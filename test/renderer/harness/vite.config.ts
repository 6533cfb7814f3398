// Builds the harness page as the renderer is built, so that what is measured is what runs.
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  logLevel: 'warn',
  build: { target: 'chrome130', minify: true, emptyOutDir: true, rolldownOptions: { input: resolve(import.meta.dirname, 'index.html') } },
});
