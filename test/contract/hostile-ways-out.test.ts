// Every way by which text leaves the console, tried with the whole hostile corpus. The tables are keyed by the registries: a new route,
// place or format that is not in them does not compile or fails here. Channels and trackers have contract tests of their own.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Parser } from 'htmlparser2';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { narrate } from '../../electron/engine/narrate';
import { settingsAsYaml } from '../../electron/engine/settings-yaml';
import { jsonLine, talk } from '../../electron/engine/terminal-lines';
import { connectionOf } from '../../electron/feeds/connection';
import { createHttpClient } from '../../electron/feeds/http';
import { markdownFiles, writeTar } from '../../electron/publish/markdown-files';
import { pageHtml } from '../../electron/publish/page';
import { placeKinds } from '../../electron/publish/place-kinds';
import { publishers } from '../../electron/publish/publishers';
import { note } from '../../electron/shell/journal';
import { ElectronRoute } from '../../electron/shell/notifier/electron-notification';
import { DbusRoute } from '../../electron/shell/notifier/linux-dbus';
import { NodeNotifierRoute } from '../../electron/shell/notifier/node-notifier';
import { notifySendArguments } from '../../electron/shell/notifier/notify-send';
import { pageText } from '../../electron/shell/notifier/page-text';
import type { PageListener, PageText, Route } from '../../electron/shell/notifier/route';
import type { BusCall, SessionBus } from '../../electron/shell/session-bus';
import { trayMenu } from '../../electron/shell/tray-menu';
import { EXPORT_FORMATS, type ExportFormat } from '../../shared/contract/publish';
import { safeFileName } from '../../shared/domain/safe-file-name';
import type { HttpRequest } from '../../shared/feed';
import { csvOf } from '../../shared/insights/csv';
import type { LogEvent, PageRequest } from '../../shared/log/event';
import { type ExportDocument, fileStem } from '../../shared/postmortem/export/document';
import { settingsSchema } from '../../shared/settings';
import { HIDDEN_CHARACTER } from '../corpus/hostile/runbooks';
import { EACH_HOSTILE, FAMILIES, HOSTILE } from '../corpus/hostile/texts';
import { CONFLUENCE_LOGIN, startFakeConfluence } from '../fakes/confluence';
import { NOTION_PARENT, NOTION_TOKEN, startFakeNotion } from '../fakes/notion';

const told = vi.hoisted(() => ({ notified: [] as { title: string; body: string }[] }));
vi.mock('node-notifier', () => ({
  default: {
    notify: ({ title, message }: { title: string; message: string }, done: (error: null) => void) => {
      told.notified.push({ title, body: message });
      done(null);
    },
  },
}));
vi.mock('electron', () => ({
  Notification: class {
    static readonly isSupported = () => true;
    private readonly page: { title: string; body: string };
    private onShow: () => void = () => undefined;
    constructor(page: { title: string; body: string }) {
      this.page = page;
    }
    on(name: string, listener: () => void): this {
      if (name === 'show') this.onShow = listener;
      return this;
    }
    once(name: string, listener: () => void): this {
      return this.on(name, listener);
    }
    show(): void {
      told.notified.push(this.page);
      this.onShow();
    }
    close(): void {}
  },
}));

const folder = mkdtempSync(join(tmpdir(), 'dogwatch-ways-out-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What may reach no reader: hidden and control characters, halves of characters, letters in disguise. */
function expectPlain(text: string): void {
  const bad = HIDDEN_CHARACTER.exec(text) ?? /\p{Cs}|p\u0430y|\u0440\u0430\u0443/u.exec(text);
  expect(bad && text.slice(Math.max(0, bad.index - 20), bad.index + 20)).toBeNull();
}

const request = (text: string): PageRequest => ({
  ...{ page: 'p', pageKind: 'incident', thread: 'i', rule: 'r', step: 0, urgency: 'critical', sound: 'critical' },
  ...{ title: text, body: text, incidents: ['i'], count: 1, worst: 1, trace: [], nextAt: null },
});
const quiet: PageListener = { clicked: () => undefined, dismissed: () => undefined, acted: () => undefined };
const byRoute = (route: Route) => async (page: PageText) => {
  told.notified.length = 0;
  expect(await route.present(page, quiet)).toMatchObject({ ok: true });
  return told.notified[0] ?? { title: '', body: '' };
};

/** What each route hands to the desktop; `isMarkup`: its body may be read as markup there. */
const ROUTES: Record<Route['name'], { isMarkup: boolean; show: (page: PageText) => Promise<{ title: string; body: string }> }> = {
  dbus: {
    isMarkup: true,
    async show(page) {
      const calls: BusCall[] = [];
      const call = async (one: BusCall) => {
        calls.push(one);
        return { ok: true, body: [one.member === 'GetCapabilities' ? ['actions', 'body-markup'] : 7] };
      };
      const route = new DbusRoute({ call, listen: async () => () => undefined } as unknown as SessionBus);
      await route.probe();
      await route.present(page, quiet);
      const [, , , title = '', body = ''] = (calls.find(({ member }) => member === 'Notify')?.body ?? []) as string[];
      return { title, body };
    },
  },
  'notify-send': {
    isMarkup: true,
    async show(page) {
      const words = notifySendArguments(page, undefined);
      const [title = '', body = '', ...more] = words.slice(words.indexOf('--') + 1);
      expect(more).toEqual([]);
      return { title, body };
    },
  },
  'node-notifier': { isMarkup: true, show: byRoute(new NodeNotifierRoute('linux')) },
  electron: { isMarkup: false, show: byRoute(new ElectronRoute()) },
};

describe.each(Object.entries(ROUTES))('notification by %s', (_, { isMarkup, show }) => {
  test.each(FAMILIES)('[D52] a notification is plain text: %s', async (family) => {
    for (const text of HOSTILE[family] ?? []) {
      const { title, body } = await show(pageText(request(text), false));
      expectPlain(title);
      expectPlain(body);
      expect(title).not.toMatch(/\n/);
      expect(title.length + body.length).toBeLessThan(2_000);
      if (isMarkup) expect(body).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
    }
  });
});

test.each(FAMILIES)('[D52] tray menu: %s', (family) => {
  for (const text of HOSTILE[family] ?? []) {
    const top = [{ id: 'i', number: 1, title: text, severity: 1, status: 'open', isRestricted: false }];
    const status = {
      state: 'problems',
      openCount: 1,
      worst: 1,
      feedCount: 1,
      blindWhy: [],
      onCall: [],
      drill: { title: text, openCount: 1 },
    };
    const desk = { status, top, feeds: [{ feed: 'f', name: text, state: 'failing', why: text }] } as never;
    const facts = { engine: { state: 'up' as const, why: '' as const }, desk, notifierWhy: '', isPresenting: false, isLocked: false };
    const menu = JSON.stringify(trayMenu(facts, () => '03:10', { now: 0, timeZone: 'UTC' }));
    const labels = [...menu.matchAll(/"label":("(?:\\.|[^"\\])*")/g)].map(([, label = '""']) => JSON.parse(label) as string);
    expect(labels.length).toBeGreaterThan(5);
    for (const label of labels) {
      expectPlain(label);
      expect(label.length).toBeLessThan(200);
    }
  }
});

test.each(FAMILIES)('[D52] terminal, journal and lines for programs: %s', (family) => {
  for (const text of HOSTILE[family] ?? []) {
    const opened = { kind: 'incident.opened', incident: 'i', data: { number: 1, title: text, severity: 1 } } as unknown as LogEvent;
    const written: string[] = [];
    const stderr = vi.spyOn(process.stderr, 'write').mockImplementation((line) => written.push(String(line)) > 0);
    note('info', text);
    stderr.mockRestore();
    for (const line of [...narrate([opened], () => false), ...written.map((line) => line.replace(/\n$/, ''))]) {
      expectPlain(line);
      expect(line).not.toContain('\n');
      expect(line.length).toBeLessThan(20_000);
    }
    expectPlain(talk(text));
    const json = jsonLine({ text });
    expect(json.slice(0, -1)).not.toMatch(/[\n\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    expect(JSON.parse(json)).toEqual({ text });
  }
});

const document = (text: string, title: string): ExportDocument => ({
  ...{ incident: 'inc-1', number: 1, title, severity: 1, service: title, status: 'Draft', isRestricted: false },
  ...{ text, editedAt: Date.UTC(2026, 10, 23) },
});
const NOBODY = () => null;
const ALLOWED = new Set(
  'html head meta title style body p h1 h2 h3 h4 h5 h6 ul ol li a em strong s code pre blockquote table thead tbody tr th td hr br span'.split(
    ' ',
  ),
);
const MACROS = new Set(['ac:structured-macro', 'ac:parameter', 'ac:plain-text-body', 'ac:image', 'ri:attachment']);

/** Reads a page as a browser or, strictly, an XML reader would: nothing in it runs, loads or leads anywhere but by http(s) and mail. */
function expectHarmless(html: string, isXml: boolean): void {
  expectPlain(html);
  const wrong: string[] = [];
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (!ALLOWED.has(name) && !(isXml && MACROS.has(name))) wrong.push(`<${name}>`);
        for (const [attribute, value] of Object.entries(attributes)) {
          if (/^on|^(src|style|action|formaction|data|srcset|xlink:href)$/.test(attribute)) wrong.push(`${attribute}=${value}`);
          if (attribute === 'href' && !/^(https?:\/\/|mailto:)/i.test(value)) wrong.push(`href=${value}`);
        }
      },
      onclosetag(name, isImplied) {
        if (isXml && isImplied && !['br', 'hr', 'ri:attachment'].includes(name)) wrong.push(`unclosed ${name}`);
      },
    },
    isXml ? { xmlMode: true, recognizeCDATA: true } : {},
  );
  parser.end(html);
  expect(wrong).toEqual([]);
}

/** What a person has afterwards, by the format they chose. A PDF is printed from the page. */
const FORMATS: Record<ExportFormat, (given: ExportDocument) => void> = {
  html: (given) => expectHarmless(pageHtml(given, { pictureOf: NOBODY, drawChart: NOBODY, language: 'en' }), false),
  pdf: (given) => FORMATS.html(given),
  markdown(given) {
    const [file, ...more] = markdownFiles(given, NOBODY).files;
    expect([basename(file?.path ?? '/'), more]).toEqual([file?.path, []]);
    const text = Buffer.from(file?.bytes ?? []).toString('utf8');
    expectPlain(text);
    const front: unknown = parse(/^---\n([\s\S]*?)\n---\n/.exec(text)?.[1] ?? '');
    expect(Object.keys(front as object)).toEqual(['title', 'incident', 'severity', 'service', 'status', 'restricted', 'updated']);
  },
  'markdown-tar'(given) {
    const file = join(folder, 'out.tar');
    writeTar(file, markdownFiles(given, NOBODY).files, 0);
    const names = execFileSync('tar', ['-tf', file], { encoding: 'utf8' }).trim().split('\n');
    expect(names.filter((name) => !/^INC-1[a-z0-9-]*\.md$/.test(name))).toEqual([]);
    rmSync(file);
  },
};

describe.each(EXPORT_FORMATS)('a postmortem as %s', (format) => {
  // A PDF is printed from the page, which is tried by itself.
  const families = format === 'pdf' ? ['markup', 'hidden'] : FAMILIES;
  test.each(families)(
    '[D52] a page, file or folder is harmless: %s',
    (family) => {
      for (const text of (HOSTILE[family] ?? []).map((one) => one.slice(0, 500_000)))
        FORMATS[format](document(`# ${text}\n\n${text}\n\n- [ ] ${text}\n\n| a |\n|---|\n| ${text} |`, text));
    },
    60_000,
  );
});

interface Place {
  readonly config: Readonly<Record<string, unknown>>;
  /** Looks at what arrived last. */
  check(): void;
  stop(): Promise<void>;
}

/** By kind. A kind of place that is not in here fails. */
const PLACES: Readonly<Record<string, () => Promise<Place>>> = {
  async git() {
    const repository = join(folder, 'server.git');
    execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', repository]);
    const git = (...args: string[]): string => execFileSync('git', args, { cwd: repository, encoding: 'utf8' });
    return {
      config: { repository, branch: 'main', folder: '../../escape', mail: 'a@example.org' },
      check() {
        expect(git('log', '-1', '--format=%B', 'main').trimEnd()).toMatch(/^Postmortem of INC-1:[\p{L}\p{M}\p{N} ]*$/u);
        const names = git('ls-tree', '-r', '--name-only', 'main').trim().split('\n');
        expect(names.filter((name) => !/^escape\/INC-1[a-z0-9-]*\.md$/.test(name))).toEqual([]);
      },
      stop: async () => undefined,
    };
  },
  async confluence() {
    const wiki = await startFakeConfluence();
    return {
      config: { baseUrl: wiki.url, ...CONFLUENCE_LOGIN, space: 'OPS' },
      check() {
        const page = wiki.pages.splice(0).at(-1);
        expectPlain(page?.title ?? '');
        expect(page?.title.length).toBeLessThanOrEqual(255);
        expectHarmless(page?.storage ?? '', true);
      },
      stop: wiki.stop,
    };
  },
  async notion() {
    const fake = await startFakeNotion();
    return {
      config: { baseUrl: fake.url, token: NOTION_TOKEN, parentPage: NOTION_PARENT },
      check() {
        const page = fake.pages.splice(0).at(-1);
        expectPlain(page?.title ?? '');
        const blocks = JSON.stringify(page?.blocks);
        expectPlain(blocks);
        expect([...blocks.matchAll(/"url":"(.*?)"/g)].map(([, url]) => url).filter((url) => !/^https?:\/\//i.test(url ?? ''))).toEqual([]);
        expect(blocks).not.toMatch(/"type":"(mention|embed|bookmark|equation)"/);
      },
      stop: fake.stop,
    };
  },
};

describe.each([...placeKinds.keys()])('published to %s', (kind) => {
  test('[D52] what is published is harmless, all of the corpus', async () => {
    const place = await PLACES[kind]?.();
    const publisher = publishers.get(kind);
    const parsed = place && placeKinds.get(kind)?.parseConfig(place.config);
    if (!place || !publisher || !parsed?.ok) throw new Error(`${kind} has no place to be tried at in PLACES`);
    const client = createHttpClient(connectionOf({}));
    const { signal } = new AbortController();
    const context = {
      ask: (asked: HttpRequest) => client.request(asked, signal),
      signal,
      workDir: join(folder, `copy-${kind}`),
      author: 'Ana',
      now: () => 0,
    };
    for (const family of FAMILIES.filter((one) => one !== 'long')) {
      const texts = HOSTILE[family] ?? [];
      const given = document(`# ${texts[0]}\n\n${texts.join('\n\n').slice(0, 100_000)}`, texts[0] ?? '');
      const outcome = await publisher.publish(context, parsed.config, {
        document: given,
        pictureOf: NOBODY,
        knownRef: null,
        triedSince: null,
      });
      expect([family, outcome]).toMatchObject([family, { ok: true }]);
      place.check();
    }
    await client.close();
    await place.stop();
  }, 60_000);
});

/** Cells as a spreadsheet reads them that separates by `separator`; quotes count at the start of a cell only. */
function cellsOf(csv: string, separator: string): string[] {
  const cell = new RegExp(`(?:^|[\\n${separator}])(?:"((?:[^"]|"")*)"|([^\\n${separator}]*))`, 'g');
  return [...csv.slice(1).replaceAll('\r\n', '\n').matchAll(cell)].map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '');
}

test.each(EACH_HOSTILE.filter(([, text]) => text.length < 1_000_000))('[D52] tables as CSV: %s', (_, text) => {
  const csv = csvOf(
    ['a', 'b'],
    [
      [text, text],
      ['end', text],
    ],
  );
  for (const separator of [',', ';', '\t']) {
    const formulas = cellsOf(csv, separator).filter((cell) => /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(cell));
    expect([separator, formulas]).toEqual([separator, []]);
  }
  expect(cellsOf(csv, ',').at(-3) === 'end' || cellsOf(csv, ',').includes('end')).toBe(true);
});

test.each(FAMILIES)('[D52] names of files: %s', (family) => {
  for (const text of HOSTILE[family] ?? []) {
    for (const name of [safeFileName(text), safeFileName(`${text}.png`), `${fileStem({ number: 1, title: text })}.md`]) {
      expectPlain(name);
      expect(name).toMatch(/^[^./\\:*?"<>|\s][^/\\:*?"<>|\n]{0,160}$/u);
      expect(name).not.toMatch(/^(con|nul|aux|prn)(\.|$)/i);
    }
  }
});

test.each(FAMILIES)('[D52] settings as YAML: %s', (family) => {
  for (const text of HOSTILE[family] ?? []) {
    const name = [...text].slice(0, 20).join('') || 'x';
    const settings = settingsSchema.parse({ feeds: [{ id: 'a', kind: 'alertmanager', name, config: { urls: [text.slice(0, 2_000)] } }] });
    expect(settingsSchema.parse(parse(settingsAsYaml(settings)))).toEqual(settings);
  }
});

test('[D52] the clipboard is written by these files, each with text of its own making or with signs for what hides', () => {
  const files = execFileSync('git', ['grep', '-l', 'clipboard.writeText', '--', 'renderer'], { encoding: 'utf8' }).trim().split('\n');
  expect(files).toEqual([
    'renderer/views/incident/copy-link.ts',
    'renderer/views/recorder/recording-body.tsx',
    'renderer/views/response/bridge-line.tsx',
    'renderer/views/troubleshoot/troubleshoot-dialog.tsx',
  ]);
  expect(readFileSync('renderer/views/recorder/recording-body.tsx', 'utf8')).toContain('writeText(revealText(');
});
