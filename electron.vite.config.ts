// Builds the three rooms. Targets are set by hand: electron-vite's defaults follow the newest Electron and break on the fallback runtime.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const node = 'node20.18';
const chrome = 'chrome130';
const bundled = [
  '@homebridge/dbus-native',
  '@nats-io/jetstream',
  '@nats-io/nats-core',
  '@nats-io/transport-node',
  'chokidar',
  'electron-store',
  'electron-updater',
  'htmlparser2',
  'ical.js',
  'jsonata',
  'markdown-it',
  'mqtt',
  'rrule',
  'undici',
  'yaml',
  'zod',
];

/**
 * V8 keeps the text of all code that was read, two bytes a character when one of them is not Latin: without spaces and with such
 * characters escaped it is less than half. Names stay, for stack traces.
 */
const small = { removeWhitespace: true, asciiOnly: true };
const named = { compress: false, mangle: false, codegen: small };

/** Names the schema of the settings: what it made of stored settings counts until any text that it may be made of is different. */
function settingsShape(): string {
  const files = ['package-lock.json', ...readdirSync('shared', { recursive: true }).map((name) => `shared/${name}`)]
    .filter((name) => /\.(json|ts)$/.test(name))
    .sort();
  return files.reduce((hash, file) => hash.update(readFileSync(file)), createHash('sha256')).digest('hex');
}

export default defineConfig({
  main: {
    define: { 'process.env.SETTINGS_SHAPE': JSON.stringify(settingsShape()) },
    build: {
      target: node,
      outDir: 'out/main',
      // One file loads a third faster than hundreds: the start waits for it. What is native or brings programs along stays outside.
      externalizeDeps: { include: ['libsql', 'node-notifier', '@lydell/node-pty'], exclude: bundled },
      // CommonJS, because an ES import of electron loads each of its parts, whether used or not.
      lib: {
        formats: ['cjs'],
        entry: {
          main: resolve('electron/main.ts'),
          host: resolve('electron/engine/host.ts'),
          cli: resolve('electron/engine/cli.ts'),
          'prepare-thread': resolve('electron/log/prepare-thread.ts'),
          'replay-thread': resolve('electron/replay/replay-thread.ts'),
          'backup-thread': resolve('electron/log/backup-thread.ts'),
          'profile-thread': resolve('electron/profile/profile-thread.ts'),
        },
      },
      rolldownOptions: { output: { entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name]-[hash].cjs', minify: named } },
    },
  },
  preload: {
    build: {
      target: node,
      outDir: 'out/preload',
      externalizeDeps: false,
      lib: { entry: resolve('electron/preload.ts'), formats: ['cjs'] },
      rolldownOptions: { output: { entryFileNames: '[name].cjs', minify: named } },
    },
  },
  renderer: {
    root: resolve('renderer'),
    plugins: [react()],
    build: {
      target: chrome,
      outDir: resolve('out/renderer'),
      minify: true,
      rolldownOptions: {
        input: resolve('renderer/index.html'),
        output: {
          minify: { compress: true, mangle: true, codegen: small },
          // What the console needs at once in one file instead of thirty: the shell answers every request on the thread that opens the window.
          codeSplitting: {
            groups: [
              { name: 'inlet', test: /renderer\/port-inlet\.ts$|shared\/words\/words\.ts$|vite\/preload-helper/, priority: 1 },
              { name: 'console', test: /renderer\/console\.tsx$/ },
            ],
          },
        },
      },
    },
  },
});
