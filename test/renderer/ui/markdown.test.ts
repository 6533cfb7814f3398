import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Markdown } from '../../../renderer/ui/markdown/markdown';

const html = (text: string): string => renderToStaticMarkup(createElement(Markdown, { text, onLink: () => undefined }));

describe('Markdown', () => {
  it('[H10] forms text', () => {
    const shown = html(
      '# Head\n\n**bold** _soft_ `code`\n\n1. one\n2. two\n\n> said\n\n```sh\nrm -rf /tmp/x\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |',
    );
    for (const part of [
      '<strong>bold</strong>',
      '<em>soft</em>',
      '<code>code</code>',
      '<ol>',
      '<blockquote>',
      '<pre>rm -rf /tmp/x',
      '<td>',
    ])
      expect(shown).toContain(part);
  });

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[click](javascript:alert(1))',
    '[click](data:text/html,<script>alert(1)</script>)',
    '![x](https://evil.example/pixel.png)',
    '<https://evil.example/"onmouseover=alert(1)>',
    '[a](https://x.example ""><script>alert(1)</script>")',
    '<svg/onload=alert(1)>',
    '<iframe src="https://evil.example"></iframe>',
    '[x]: javascript:alert(1)\n\n[x]',
    '&lt;script&gt;alert(1)&lt;/script&gt;',
    '`<b>`\n\n    <style>*{display:none}</style>',
  ])('[H10] nothing that somebody wrote becomes markup: %s', (text) => {
    const shown = html(text);
    const tags = [...shown.matchAll(/<([a-z0-9]+)([^>]*)>/g)];
    expect(tags.map(([, tag]) => tag).filter((tag) => !['div', 'p', 'span', 'button', 'code', 'pre', 'br'].includes(tag ?? ''))).toEqual(
      [],
    );
    for (const [, , attributes = ''] of tags) expect(attributes).toMatch(/^( (class|type|title)="[^"]*")*$/);
  });

  it('[H10] only http and https links can be followed', () => {
    expect(html('[a](https://x.example/)')).toContain('<button');
    for (const url of ['javascript:alert(1)', 'file:///etc/passwd', 'dogwatch://incident/1', 'https://', '//evil.example'])
      expect(html(`[a](${url})`)).not.toContain('<button');
  });
});

describe('Markdown of a document', () => {
  const parts = { topLevel: 3, readImage: async () => null, onIncident: () => undefined };
  const shown = (text: string): string => renderToStaticMarkup(createElement(Markdown, { text, onLink: () => undefined, parts }));

  it('[M40] links to incidents and their entries are links without their address', () => {
    const entry = shown('[03:04:50](dogwatch://incident/INC-42#event-01JD5WZXQ8F3V7KJ2M9N4P6R8S "2026-11-22T02:04:50.000Z")');
    expect(entry).toMatch(/<button[^>]*title="2026-11-22T02:04:50.000Z"[^>]*>03:04:50<\/button>/);
    expect(entry).not.toContain('dogwatch:');
    const named = shown('[INC-1](dogwatch://incident/INC-1)');
    expect(named.match(/<button/g)).toHaveLength(1);
    expect(named).not.toContain('dogwatch:');
    expect(shown('[here](dogwatch://elsewhere/1)')).toContain('(dogwatch://elsewhere/1)');
  });
});
