// Every way by which text of others enters, tried with the whole hostile corpus: it is read as data or refused in words, in time, and
// changes nothing but what it is read into. A new kind of feed, a new parser and a new way to choose a file fail here until they are named.
import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { parseConfig } from '../../electron/engine/config-file';
import { importCalls } from '../../electron/engine/import-calls';
import { readPreset } from '../../electron/feeds/http-json/read-preset';
import { parseBody, readMessage } from '../../electron/feeds/push-message';
import { loadKinds } from '../../electron/feeds/registry';
import { parsePage } from '../../electron/feeds/rss/parse';
import { readEdits } from '../../electron/postmortem/edits-file';
import { readTemplate } from '../../electron/postmortem/read-template';
import { readEntries } from '../../electron/profile/entries';
import { SealedFailure } from '../../electron/profile/sealed-stream';
import { importMarkdown } from '../../electron/publish/import-markdown';
import { htmlToMarkdown } from '../../electron/runbooks/html-markdown';
import { parseRunbook } from '../../electron/runbooks/parse';
import { readCalendar } from '../../electron/schedules/calendar';
import { parseDeepLink } from '../../electron/shell/deep-link';
import { UpdateRefused } from '../../electron/shell/update/refusal';
import { readSignedRelease } from '../../electron/shell/update/signed-release';
import { checkedBatch } from '../../electron/team/checked-batch';
import { shellCalls } from '../../shared/contract';
import { bridgeLink } from '../../shared/domain/bridge-link';
import { fileType, PICTURE_TYPES } from '../../shared/domain/file-type';
import type { MapResult } from '../../shared/feed';
import { mergePlan } from '../../shared/import/merge';
import { planPagerDuty } from '../../shared/import/pagerduty';
import { createLinter } from '../../shared/lint/linter';
import { summaryOf } from '../../shared/postmortem/export/summary';
import { readReportLine } from '../../shared/rules/report-line';
import { parseTemplate } from '../../shared/rules/template';
import { defaultSettings, settingsSchema } from '../../shared/settings';
import { shiftBundle } from '../../shared/shift-bundle';
import { EACH_HOSTILE, FAMILIES, HOSTILE } from '../corpus/hostile/texts';
import { signatureOf } from '../fakes/update-server';
import { problemsOf } from '../harness/map-problems';

const folder = mkdtempSync(join(tmpdir(), 'dogwatch-ways-in-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
});

const kinds = await loadKinds();
const SPAN = { from: Date.UTC(2026, 10, 1), to: Date.UTC(2026, 11, 1) };
const importing = importCalls({ book: { settings: defaultSettings(), dictatedBy: null } } as never);
const taken = (from: 'nagstamon' | 'alertmanager', files: readonly { name: string; text: string }[]) =>
  importing['preview-import']({ from, files: [...files] });
const event = (text: string) => ({ sharing: 'x', events: [{ kind: 'incident.noted', v: 1, data: { text, by: text } }] }) as never;

/** No file and no message that is read may be larger. */
const MOST = 5_000_000;

/** Reads the text; resolves to what the console would hold of it. Throws only what its caller catches. */
const WAYS: Readonly<Record<string, (text: string) => unknown>> = {
  'a runbook': (text) => parseRunbook(text),
  'front matter of a runbook': (text) => parseRunbook(`---\nalerts: [${text}]\ntitle: ${text}\n---\n# x\n`),
  'a runbook at a link': (text) => htmlToMarkdown(`<h1>${text}</h1><p>${text}`, 'https://wiki.example/'),
  'a postmortem that is read in': (text) => {
    const file = join(folder, 'in.md');
    writeFileSync(file, `---\ntitle: ${text}\n---\n# ${text}\n\n![x](${text})`);
    return importMarkdown(file, () => expect.fail('a file was taken'));
  },
  'a template': (text) => [readTemplate('t', text, true), readTemplate('t', `---\nname: ${text}\n---\n# ${text}`, true)],
  'a preset': (text) => readPreset(text),
  'a settings file': (text) => {
    const sources = { env: {}, readFile: () => expect.fail('a file was read') };
    const name = JSON.stringify(text.slice(0, 50));
    return [
      parseConfig(text, kinds, sources),
      parseConfig(`person: { name: ${name} }\nfeeds: [{ id: a, kind: ${name}, name: ${name} }]`, kinds, sources),
    ];
  },
  'Nagstamon’s folder': (text) =>
    taken('nagstamon', [
      { name: 'servers/server_a.conf', text: `[server_a]\ntype = Nagios\nname = ${text}\nmonitor_url = ${text}\nusername = ${text}` },
      { name: `servers/server_${text.slice(0, 100)}.conf`, text },
      { name: 'nagstamon.conf', text: `[nagstamon]\nre_host_pattern = ${text}\nre_host_enabled = True` },
    ]),
  'an alertmanager.yml': async (text) => [
    await taken('alertmanager', [{ name: 'am.yml', text }]),
    await taken('alertmanager', [
      {
        name: 'am.yml',
        text: JSON.stringify({
          route: { receiver: text, matchers: [text] },
          receivers: [{ name: text, webhook_configs: [{ url: text }] }],
        }),
      },
    ]),
  ],
  'an account of PagerDuty': (text) => {
    const row = { id: text, type: text, name: text, summary: text, email: text, time_zone: text, status: text, num_loops: text };
    const level = { escalation_delay_in_minutes: text, targets: [row, { id: 'P1', type: 'user' }] };
    const policy = { ...row, id: 'P2', escalation_rules: [level, text] };
    const services = [{ ...row, id: 'P3', escalation_policy: { id: 'P2' } }, text];
    const account = { users: [row, { id: 'P1', name: text }, text], schedules: [row], policies: [row, policy], services, lacking: [] };
    const { plan, settings } = mergePlan(defaultSettings(), planPagerDuty(account, { region: 'US', other: '' }, defaultSettings()));
    expect(settingsSchema.safeParse(settings).error).toBeUndefined();
    return plan;
  },
  'what a release says of itself': (text) => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const read = (said: string): unknown => {
      try {
        return readSignedRelease({ publicKey: pem, fileName: 'l', text: said, signature: signatureOf(privateKey, 'l', said) });
      } catch (error) {
        expect(error).toBeInstanceOf(UpdateRefused);
        return null;
      }
    };
    return [
      read(text),
      read(`version: ${JSON.stringify(text)}\nfiles: [{ url: ${JSON.stringify(text.slice(0, 500))}, sha512: x, size: 1 }]`),
    ];
  },
  'a calendar': (text) => [
    readCalendar(text, SPAN, [], 'UTC'),
    readCalendar(
      `BEGIN:VCALENDAR\r\nX-WR-TIMEZONE:${text}\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20261105T000000Z\r\nDTEND:20261106T000000Z\r\nSUMMARY:${text}\r\nRRULE:${text}\r\nEND:VEVENT\r\nEND:VCALENDAR`,
      SPAN,
      [],
      'UTC',
    ),
  ],
  'a body for the webhook': (text) => [
    parseBody(Buffer.from(text)),
    readMessage({ title: text, message: text, status: text, url: text, severity: text, [text]: text }),
  ],
  'a page of news': (text) => [
    parsePage(text),
    parsePage(`<rss><channel><item><title>${text}</title><link>${text}</link></item></channel></rss>`),
  ],
  'a shift': (text) =>
    shiftBundle.safeParse({ version: 1, from: { name: text, person: text, device: text }, to: text, note: text, [text]: text }),
  'a message of another desk': (text) => checkedBatch(event(text)),
  'a deep link': (text) => [
    parseDeepLink(text),
    parseDeepLink(`dogwatch://incident/INC-1${text}`),
    parseDeepLink(`dogwatch://incident/${text}`),
  ],
  'a line that reports an incident': (text) => readReportLine(text),
  'an attachment': (text) => {
    expect(PICTURE_TYPES.has(fileType(Buffer.from(text)))).toBe(false);
  },
  'edits of a postmortem': (text) => [
    readEdits(Buffer.from(text)),
    readEdits(Buffer.from(`{"dogwatch":"postmortem-edits","version":1,"sha256":"x"}\n${text}`)),
  ],
  'a piece of a profile': (text) => {
    const ears = { begin: () => expect.fail('a file was begun'), write: () => undefined, end: () => undefined };
    for (const bytes of [`${text}\n`, `${JSON.stringify({ name: text.slice(0, 500), bytes: 1 })}\nx`])
      try {
        readEntries([Buffer.from(bytes)], ears);
      } catch (error) {
        expect(error).toBeInstanceOf(SealedFailure);
      }
  },
  'a message’s template': (text) => parseTemplate(text),
  'a text that is linted': (text) => createLinter({ people: [], today: '2026-11-23', services: [] } as never).lint(text.slice(0, 60_000)),
  'a text that is told in short': (text) =>
    summaryOf(
      {
        incident: 'i',
        number: 1,
        title: text,
        severity: 1,
        service: null,
        status: 'Draft',
        isRestricted: false,
        text: `# Summary\n\n${text.slice(0, 200_000)}`,
        editedAt: 0,
      } as never,
      null as never,
    ),
  'a link of a conference': (text) => {
    const link = bridgeLink(text, 1);
    if (link !== null) expect(link).toMatch(/^https?:\/\//);
  },
};

describe.each(Object.entries(WAYS))('%s', (_, read) => {
  test.each(FAMILIES)(
    '[D53] texts of the hostile corpus are read as data or refused: %s',
    async (family) => {
      for (const text of HOSTILE[family] ?? []) {
        const held = await read(text.slice(0, MOST));
        const refused = (Array.isArray(held) ? held : [held]).filter((one) => one?.ok === false);
        expect(JSON.stringify(refused), text.slice(0, 80)).not.toMatch(/Cannot read|is not a function|\[object/);
        expect((JSON.stringify(held ?? null) ?? '').length).toBeLessThan(Math.max(400_000, text.length * 40));
      }
    },
    60_000,
  );
});

/** The answer with the text in place of, or behind, each text in it that is words. */
function spoilt(value: unknown, text: string, isWhole: boolean): unknown {
  if (typeof value === 'string') return /\s/.test(value) || !isWhole ? (isWhole ? text : value + text) : value;
  if (Array.isArray(value)) return value.map((one) => spoilt(one, text, isWhole));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, spoilt(inner, text, isWhole)]));
}

describe.each(kinds.map((kind) => [kind.manifest.kind, kind.map as (raw: unknown) => MapResult] as const))('alerts of %s', (kind, map) => {
  const firing = JSON.parse(readFileSync(new URL(`../fixtures/${kind}/firing.json`, import.meta.url), 'utf8')) as unknown;

  test('[D53] texts of the hostile corpus make no alert odd', () => {
    let kept = 0;
    for (const [name, text] of EACH_HOSTILE)
      for (const isWhole of [true, false]) {
        const result = map(spoilt(firing, text.slice(0, 100_000), isWhole));
        expect([name, problemsOf(result)]).toEqual([name, []]);
        kept += result.sightings.length;
      }
    expect(kept).toBeGreaterThan(0);
  }, 30_000);
});

const inGit = (...args: string[]): string[] =>
  execFileSync('git', ['grep', '-lE', ...args], { encoding: 'utf8' })
    .trim()
    .split('\n');

test('[D53] whatever reads a format of others is behind one of these ways', () => {
  const readers = inGit("from '(yaml|ical\\.js|htmlparser2|markdown-it|jsonata|node:zlib)'", '--', 'electron', 'shared');
  expect(readers).toEqual([
    ...[
      'electron/demo/scenario.ts',
      'electron/engine/config-file.ts',
      'electron/engine/import-calls.ts',
      'electron/engine/settings-yaml.ts',
    ],
    ...['electron/feeds/files-packed.ts', 'electron/feeds/http-body.ts', 'electron/feeds/http-json/compile.ts'],
    ...['electron/feeds/http-json/expression.ts', 'electron/feeds/http-json/read-preset.ts', 'electron/feeds/logs/presets.ts'],
    ...['electron/feeds/loki/presets.ts', 'electron/feeds/prometheus/presets.ts', 'electron/feeds/rss/parse.ts'],
    ...['electron/log/event-body.ts', 'electron/postmortem/read-template.ts', 'electron/publish/import-markdown.ts'],
    ...['electron/publish/markdown-html.ts', 'electron/publish/notion-blocks.ts', 'electron/runbooks/front-matter.ts'],
    ...['electron/runbooks/html-markdown.ts', 'electron/runbooks/inlines.ts', 'electron/runbooks/parse.ts'],
    ...['electron/schedules/calendar-time.ts', 'electron/schedules/calendar.ts', 'electron/shell/update/signed-release.ts'],
    ...['electron/team/message-seal.ts'],
  ]);
});

test('[D53] a person chooses files for these calls of the shell alone', () => {
  expect(Object.keys(shellCalls).filter((call) => /^(open|take|import)/.test(call))).toEqual([
    ...['open-link', 'open-text-file', 'open-postmortem-file', 'take-in-postmortem-edits', 'import-profile'],
  ]);
});
