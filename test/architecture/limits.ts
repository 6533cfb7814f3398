// What the architecture test allows, in one place. The lists of exceptions may only shrink.

/** Lines of a file, also of a stylesheet, that nobody may pass without an entry below. */
export const hardLimit = 400;
export const medianLimit = 80;
export const p90Limit = 250;

/** Files over the hard limit, each with its reason. An entry that is no longer needed fails the test. */
export const longFiles: Readonly<Record<string, string>> = {};

/** What may lie at the top of the checkout. */
export const topLevel = [
  ...['.ci', '.git', '.github', '.gitignore', '.npmrc', '.gitattributes', '.editorconfig', '.nvmrc'],
  ...[
    'LICENSE',
    'README.md',
    'SECURITY.md',
    'CONTRIBUTING.md',
    'CHANGELOG.md',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'biome.json',
  ],
  ...['electron.vite.config.ts', 'vitest.config.ts', 'playwright.config.ts', 'electron-builder.yml', 'exec.cmd'],
  ...['shared', 'electron', 'renderer', 'assets', 'scripts', 'test', 'docs', 'build'],
  ...['node_modules', 'out', 'release', 'coverage', 'test-results', 'playwright-report'],
] as const;

/** Packages that each room may import besides its own files. `*` at the end stands for what is below. */
export const packagesOf = {
  shared: ['zod'],
  renderer: [
    'react',
    'react/*',
    'react-dom',
    'react-dom/*',
    '@mantine/*',
    '@tanstack/react-virtual',
    'lucide-react',
    'markdown-it',
    '@codemirror/*',
    '@lezer/highlight',
    '@replit/codemirror-vim',
    'nspell',
    // Data without an export of its own: fetched by its address.
    'node_modules/dictionary-en/*',
    'y-codemirror.next',
    'yjs',
    'zustand',
    'zustand/*',
    'zod',
    'zod/*',
    'recharts',
  ],
  /** `node:crypto` checks signatures; it touches nothing. */
  feedKind: ['zod', 'yaml', 'assets/presets/*', 'jsonata', 'htmlparser2', 'node:crypto', 'mqtt', '@nats-io/*'],
  /** `createHmac` signs; it touches nothing. */
  channelKind: ['zod', 'node:crypto'],
} as const;

/** Kinds whose source speaks the API of another kind, and which build on its folder. */
export const builtOn: Readonly<Record<string, string>> = { grafana: 'alertmanager', loki: 'prometheus' };

/** Globals that would make shared code depend on where or when it runs. */
export const impureGlobals: readonly RegExp[] = [
  /\bDate\.now\b/,
  /\bnew Date\(\s*\)/,
  /\bMath\.random\b/,
  /\bperformance\b/,
  /\bprocess\./,
  /\bglobalThis\b/,
  /\b(?:window|document|navigator|localStorage)\./,
  /\b(?:setTimeout|setInterval|setImmediate|queueMicrotask|requestAnimationFrame|fetch|require)\(/,
  /\bconsole\./,
  /\bcrypto\.(?:getRandomValues|randomUUID|subtle)\b/,
];
