// Files of others as somebody could have spoilt them: honest ones with pieces taken out, doubled, moved and replaced by what an attacker
// would write. Whatever it is, the reader answers with what it holds or with words, and never by throwing.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../electron/engine/config-file';
import { importCalls } from '../../electron/engine/import-calls';
import { readPreset } from '../../electron/feeds/http-json/read-preset';
import { loadKinds } from '../../electron/feeds/registry';
import { parsePage } from '../../electron/feeds/rss/parse';
import { readTemplate } from '../../electron/postmortem/read-template';
import { htmlToMarkdown } from '../../electron/runbooks/html-markdown';
import { parseRunbook } from '../../electron/runbooks/parse';
import { readCalendar } from '../../electron/schedules/calendar';
import { defaultSettings } from '../../shared/settings';
import { EACH_HOSTILE } from '../corpus/hostile/texts';

const kinds = await loadKinds();
const importing = importCalls({ book: { settings: defaultSettings(), dictatedBy: null } } as never);
const SPAN = { from: Date.UTC(2026, 10, 1), to: Date.UTC(2026, 11, 1) };
const SOURCES = { env: {}, readFile: () => expect.fail('a file was read') };
const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const settings = /```yaml\n([\s\S]*?)```/.exec(read('docs/settings.md'))?.[1] ?? '';
const CALENDAR =
  'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Europe/Berlin:20261102T090000\r\nDTEND;TZID=Europe/Berlin:20261103T090000\r\nRRULE:FREQ=WEEKLY;COUNT=4\r\nSUMMARY:On call: Ana\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n';
const ALERTMANAGER =
  'route:\n  receiver: ops\n  routes:\n    - matchers: [severity="critical"]\n      receiver: pager\nreceivers:\n  - name: ops\n    slack_configs: [{ channel: "#ops" }]\n  - name: pager\n    pagerduty_configs: [{ routing_key: k }]\n';
const HTML =
  '<html><head><title>Disk</title></head><body><main><h1>Disk</h1><ul><li>look <a href="/x">here</a></li></ul><pre>df -h</pre></main></body></html>';
const RSS =
  '<rss version="2.0"><channel><title>Status</title><item><guid>1</guid><title>Down</title><link>https://x.example/1</link></item></channel></rss>';

interface Reader {
  readonly honest: string;
  /** Throws nothing. */
  readonly take: (text: string) => unknown;
  /** Is this what an honest file gives? */
  readonly isRead: (held: never) => boolean;
}

const READERS: Readonly<Record<string, Reader>> = {
  'a settings file': {
    honest: settings,
    take: (text) => parseConfig(text, kinds, SOURCES),
    isRead: (held: { errors?: unknown[] }) => held.errors?.length === 4,
  },
  'an alertmanager.yml': {
    honest: ALERTMANAGER,
    take: (text) => importing['preview-import']({ from: 'alertmanager', files: [{ name: 'am.yml', text }] }),
    isRead: (held: { ok: boolean }) => held.ok,
  },
  'a server of Nagstamon': {
    honest: '[server_a]\ntype = Nagios\nname = a\nenabled = True\nmonitor_url = https://nagios.example/nagios\nusername = \n',
    take: (text) => importing['preview-import']({ from: 'nagstamon', files: [{ name: 'servers/server_a.conf', text }] }),
    isRead: (held: { ok: boolean }) => held.ok,
  },
  'a preset': { honest: read('assets/presets/statuspage.yml'), take: readPreset, isRead: (held: { ok: boolean }) => held.ok },
  'a template': {
    honest: read('assets/templates/security.md'),
    take: (text) => readTemplate('t', text, true),
    isRead: (held: { ok: boolean }) => held.ok,
  },
  'a calendar': { honest: CALENDAR, take: (text) => readCalendar(text, SPAN, [], 'UTC'), isRead: (held: { ok: boolean }) => held.ok },
  'a runbook': {
    honest: '---\nalerts: [DiskFull]\n---\n# Disk\n\n- [ ] look\n\n```sh\ndf -h {{mount}}\n```\n\nApproval: the manager\n',
    take: parseRunbook,
    isRead: (held: { front: { alerts: readonly string[] } }) => held.front.alerts.length === 1,
  },
  'a wiki’s page': {
    honest: HTML,
    take: (text) => htmlToMarkdown(text, 'https://wiki.example/'),
    isRead: (held: { title: string }) => held.title === 'Disk',
  },
  'a page of news': { honest: RSS, take: parsePage, isRead: (held: { items: unknown[] }) => held.items.length === 1 },
};

const piece = fc.oneof(
  fc.constantFrom(...EACH_HOSTILE.map(([, text]) => text).filter((text) => text.length < 500)),
  fc.constantFrom(
    '&a',
    '*a',
    '<<: *a',
    '{',
    '}',
    '[',
    ']',
    ': ',
    '- ',
    '\n',
    '\t',
    '---\n',
    '"',
    "'",
    '\\',
    '%',
    '#',
    '|',
    '>',
    '!',
    '?',
    '@',
    '`',
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const cut = fc.tuple(fc.nat(10_000), fc.nat(40), piece);

function spoilt(honest: string, cuts: readonly (readonly [at: number, length: number, put: string])[]): string {
  return cuts.reduce((text, [at, length, put]) => {
    const from = at % (text.length + 1);
    return text.slice(0, from) + put + text.slice(from + length);
  }, honest);
}

describe.each(Object.entries(READERS))('%s', (_, { honest, take, isRead }) => {
  it('[D53] is read when it is honest', async () => {
    expect(isRead((await take(honest)) as never)).toBe(true);
  });

  it('[D53] is read or refused in words, however it was spoilt', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(cut, { minLength: 1, maxLength: 5 }), async (cuts) => {
        const held = (await take(spoilt(honest, cuts))) as { ok?: boolean } | null;
        if (held?.ok === false) expect(JSON.stringify(held)).toMatch(/"(what|why|message|faults)":\[?"[^"]{3}/);
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  }, 60_000);
});
