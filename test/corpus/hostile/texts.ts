// One hostile corpus, by what each text would be taken for. Every way by which text enters or leaves is tried with all of it, so a text
// that is added here is tried everywhere. Written for these tests after OWASP's cheat sheets, Unicode TR36/TR39 and CWE entries.
import { HIDDEN_CORPUS, markupCorpus, SHELL_CORPUS } from './runbooks';

/** A server that nobody may ask. */
export const CANARY = 'https://evil.example';

/** For readers of markup that would fetch an entity, or multiply one. */
const XML = [
  `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>`,
  `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;&b;&b;</x>`,
  ']]><script>pwned()</script><![CDATA[',
];

const bomb = (levels: number): string =>
  Array.from(
    { length: levels },
    (_, n) =>
      `a${n}: &a${n} [${
        n === 0
          ? '"lol"'
          : Array(9)
              .fill(`*a${n - 1}`)
              .join(',')
      }]`,
  ).join('\n');

export const HOSTILE: Readonly<Record<string, readonly string[]>> = {
  markup: [...markupCorpus(CANARY), ...XML],
  svg: [
    '<svg xmlns="http://www.w3.org/2000/svg" onload="pwned()"><script>pwned()</script></svg>',
    `<svg xmlns="http://www.w3.org/2000/svg"><foreignObject><iframe src="${CANARY}"/></foreignObject></svg>`,
    'data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9InB3bmVkKCkiLz4=',
  ],
  terminal: [
    '\u001b[31mred\u001b[0m',
    '\u001b]0;title\u0007',
    '\u001b]8;;https://evil.example\u0007bank\u001b]8;;\u0007',
    '\u009b31m c1 \u009d0;title\u009c',
    '\u001b[2J\u001b[H\u001bc',
    '\rdogwatch info: all clear',
    'bell\u0007 back\b\b\bspace',
  ],
  hidden: [
    ...HIDDEN_CORPUS,
    '\u202egnp.exe\u202c \u2066\u200bhidden\ufeff',
    `z${'\u0301'.repeat(300)}algo`,
    '\u2028line\u2029paragraph\u0085next',
  ],
  lookAlikes: ['p\u0430yments', '\u0440\u0430\u0443\u0440\u0430l', '\u{1d5c9}\u{1d5ba}\u{1d5d2}', 'd\u0456sk \uff46ull on db-3'],
  nul: ['a\u0000b', '\u0000', 'name\u0000.png'],
  surrogates: ['\ud800 lone \udc00 halves 😀', '\udfff'],
  mentions: [
    '<!channel> <!here> <!everyone> <@U024BE7LH> <#C024BE7LR> <!subteam^S1> <https://evil.example|your bank> & <b>bold</b>',
    'https://evil.example/a|https://bank.example look',
    '[click me](https://evil.example) ![x](https://evil.example/track.png) **bold** # heading `code`',
    '<at>Everyone</at> {{DATE(2026-01-01T00:00:00Z)}} ${title} @everyone @here @acme/admins',
    '"}],"text":"<!channel>","x":"',
    'Fixes #12, closes acme/shop#3, resolves GH-4, closes OPS-42 #close /close\n/merge\nCo-authored-by: Eve <eve@evil.example>',
  ],
  headers: [
    'subject\r\nBcc: victim@example.org\r\nContent-Type: text/html\r\n\r\n<script>alert(1)</script>',
    '\r\n.\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA',
    'x\nX-Injected: 1',
    'x\r\n\r\nHTTP/1.1 200 OK\r\nSet-Cookie: a=b',
    '=?utf-8?B?DQpCY2M6IHZpY3RpbUBleGFtcGxlLm9yZw==?=',
  ],
  formulas: [
    "=cmd|' /C calc'!A0",
    '+1+cmd|x',
    '-2+3+cmd|x',
    '@SUM(1+1)*cmd|x',
    '\t=1+1',
    '\r=1+1',
    ' =1+1',
    'x;=1+1;y',
    'x\n=HYPERLINK("https://evil.example")',
    '\uff1d1+1',
    '"=1+1',
  ],
  shell: SHELL_CORPUS,
  yaml: [
    bomb(12),
    '- &a [*a]',
    '!!js/function "function(){pwned()}"',
    '!!python/object/apply:os.system ["touch PWNED"]',
    '<<: *nobody',
    '"unclosed',
    '? ? ? ?',
  ],
  paths: [
    '../../etc/passwd',
    '..\\..\\windows\\win.ini',
    '/etc/passwd',
    'C:\\x',
    '....//',
    '%2e%2e%2f',
    '~/.ssh/id_rsa',
    'CON',
    'a/../../b',
    '\u2025/x',
    'file\u202egnp.exe',
  ],
  schemes: [
    'javascript:pwned()',
    'JaVaScRiPt:pwned()',
    'java\nscript:pwned()',
    '\u0001javascript:pwned()',
    'data:text/html,<script>pwned()</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'dogwatch://incident/INC-1',
    'https://user:pa55@evil.example@bank.example/',
    'smb://evil.example/share',
    '//evil.example/x',
  ],
  pollution: [
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    '{"__proto__":{"isAdmin":true}}',
    '__proto__: {isAdmin: true}',
  ],
  templates: ['{{constructor.constructor("pwned()")()}}', '${pwned()}', '#{pwned()}', '<%= pwned() %>', '%s%n%x', '$(pwned)'],
  slow: [
    `# a${' '.repeat(50_000)}b`,
    '!['.repeat(50_000),
    '`'.repeat(50_000),
    '['.repeat(20_000),
    '<'.repeat(50_000),
    '<b>'.repeat(30_000),
    '&lt;'.repeat(50_000),
    `<!--${'<!--'.repeat(30_000)}`,
    'if had '.repeat(5_000),
    'without '.repeat(5_000),
    'had the '.repeat(5_000),
    `${'a '.repeat(20_000)}@`,
    `${'a'.repeat(50_000)}@`,
    '# '.repeat(20_000),
    '~~~\n'.repeat(10_000),
    '('.repeat(20_000),
    '---\n'.repeat(10_000),
    '*_'.repeat(20_000),
  ],
  long: ['🔥'.repeat(3_000), '<&>'.repeat(100_000), '\n'.repeat(50_000), 'a'.repeat(10_000_000)],
};

export const FAMILIES: readonly string[] = Object.keys(HOSTILE);

/** All of it, each with the name of its family and its place there. */
export const EACH_HOSTILE: readonly (readonly [name: string, text: string])[] = FAMILIES.flatMap((family) =>
  (HOSTILE[family] ?? []).map((text, n) => [`${family} ${n}`, text] as const),
);
