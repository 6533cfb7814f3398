// Hostile text in a document stays text: whatever an alert says, what a reader of Markdown shows is what was said.
import fc from 'fast-check';
import MarkdownIt, { type Token } from 'markdown-it';
import { expect, it } from 'vitest';
import { revealLine } from '../../shared/domain/reveal-text';
import { escapeCut, escapeMarkdown } from '../../shared/postmortem/draft/escape';
import { webLink } from '../../shared/postmortem/draft/links';

const readers = [
  new MarkdownIt({ html: true, linkify: true, typographer: false }),
  new MarkdownIt({ html: false, linkify: false, typographer: false, breaks: true }),
];

// As GFM does: addresses with their scheme and of mail, but no bare names of hosts.
readers[0]?.linkify.set({ fuzzyLink: false });

const MARKUP = [
  ...[
    '`',
    '``',
    '```',
    '*',
    '**',
    '_',
    '__',
    '~~',
    '#',
    '# ',
    '> ',
    '- ',
    '+ ',
    '1. ',
    '2) ',
    '---',
    '===',
    '|',
    '\\',
    '[',
    ']',
    '](',
    '![',
    '<',
    '>',
  ],
  ...[
    '&amp;',
    '&#35;',
    '<!--',
    '-->',
    '<script>',
    '<http://a>',
    'http://a.example',
    'www.a.example',
    'a@b.com',
    '(',
    ')',
    ':',
    '"',
    "'",
    '$',
    '{{title}}',
  ],
  ...[
    '[x]: http://a',
    '- [ ] do',
    '| --- |',
    '\t',
    '    ',
    '\n',
    '\r\n',
    '\u2028',
    '\u202e',
    'dogwatch://incident/INC-1',
    'word',
    'ö',
    '😀',
    '\ud800',
    ' ',
  ],
];
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...MARKUP), fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 14 })
  .map((parts) => parts.join(''));

function flat(tokens: readonly Token[]): Token[] {
  return tokens.flatMap((token) => [token, ...flat(token.children ?? [])]);
}

const isText = (token: Token): boolean => token.type === 'text' || token.type === 'text_special';

it('[G3] text that was escaped renders as itself, wherever it stands', () => {
  const places: readonly [string, (text: string) => string, readonly string[]][] = [
    ['paragraph', (text) => text, ['paragraph_open', 'inline', 'paragraph_close']],
    ['sentence', (text) => `x ${text} y`, ['paragraph_open', 'inline', 'paragraph_close']],
    ['quoted', (text) => `“${text}”`, ['paragraph_open', 'inline', 'paragraph_close']],
    ['item', (text) => `- ${text}`, []],
    ['cell', (text) => `| a | b |\n| --- | --- |\n| x | ${text} |`, []],
  ];
  fc.assert(
    fc.property(hostile, (text) => {
      const expected = revealLine(text);
      fc.pre(expected !== '');
      const escaped = escapeMarkdown(text);
      expect(escaped).not.toContain('\n');
      for (const reader of readers)
        for (const [place, put, kinds] of places) {
          const tokens = reader.parse(put(escaped), {});
          if (kinds.length > 0) expect(tokens.map((token) => token.type)).toEqual(kinds);
          const inner = tokens.filter((token) => token.type === 'inline').flatMap((token) => token.children ?? []);
          expect(inner.filter((token) => !isText(token)).map((token) => token.type)).toEqual([]);
          const shown = inner.map((token) => token.content).join('');
          if (place === 'paragraph' || place === 'item') expect(shown).toBe(expected);
          else if (place === 'cell') expect(tokens.filter((t) => t.type === 'inline').map((t) => t.content.trim())).toHaveLength(4);
          else expect(shown).toContain(expected);
        }
    }),
    { numRuns: 1500 },
  );
});

it('[G3] a cell holds the whole text and nothing runs into the next one', () => {
  fc.assert(
    fc.property(hostile, hostile, (left, right) => {
      const [a, b] = [revealLine(left), revealLine(right)];
      fc.pre(a !== '' && b !== '');
      for (const reader of readers) {
        const tokens = reader.parse(`| a | b |\n| --- | --- |\n| ${escapeMarkdown(left)} | ${escapeMarkdown(right)} |\n\nafter`, {});
        const inline = tokens
          .filter((token) => token.type === 'inline')
          .map((token) => (token.children ?? []).map((c) => c.content).join(''));
        expect(inline).toEqual(['a', 'b', a, b, 'after']);
      }
    }),
    { numRuns: 500 },
  );
});

it('[G3] a cut text is as long as was said at most, and still itself', () => {
  fc.assert(
    fc.property(hostile, fc.integer({ min: 2, max: 40 }), (text, max) => {
      const shown = flat(readers[0]?.parse(`x${escapeCut(text, max)}`, {}) ?? [])
        .filter(isText)
        .map((token) => token.content)
        .join('');
      // A hidden character that is no control becomes a sign of some length: the limit is of the text before.
      expect(shown.length).toBeLessThanOrEqual(1 + max * 8);
    }),
  );
});

it('[G3] an address leads nowhere but to itself, and only over http and https', () => {
  const tail = fc.string({ unit: 'binary', maxLength: 30 });
  fc.assert(
    fc.property(hostile, tail, (label, rest) => {
      for (const reader of readers) {
        const tokens = flat(reader.parse(webLink(label || 'x', `https://a.example/${rest}`), {}));
        const links = tokens.filter((token) => token.type === 'link_open');
        expect(links.length).toBeLessThanOrEqual(1);
        for (const link of links) expect(String(link.attrGet('href'))).toMatch(/^https:\/\/a\.example\//);
        expect(tokens.filter((t) => /html|image|code/.test(t.type))).toEqual([]);
      }
    }),
  );
  for (const address of [
    'javascript:alert(1)',
    'https://me:pw@a.example/',
    'file:///etc/passwd',
    'data:text/html,x',
    'https://',
    ' https://a',
  ])
    expect(webLink('x', address)).toBe('x');
});

it.each([
  ['www.evil.example', 'www\\.evil.example'],
  ['ask a@b.example', 'ask a\\@b.example'],
  ['snake_case and _edge_', 'snake_case and \\_edge\\_'],
  ['14.2 % of 4.18.0', '14.2 % of 4.18.0'],
  ['1. first', '1\\. first'],
  ['-1', '\\-1'],
  ['R&D', 'R\\&D'],
])('[G3] %s is written as %s: no more signs than needed', (text, written) => expect(escapeMarkdown(text)).toBe(written));
