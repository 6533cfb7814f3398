import { describe, expect, test } from 'vitest';
import { BODY_MAX, escapeMarkup, pageText, TITLE_MAX } from '../../../electron/shell/notifier/page-text';
import type { PageRequest } from '../../../shared/log/event';

const request = (change: Partial<PageRequest> = {}): PageRequest => ({
  page: 'p1',
  pageKind: 'incident',
  thread: 'inc-1',
  rule: 'first page',
  step: 1,
  urgency: 'critical',
  sound: 'critical',
  title: 'SEV2 db: DiskFull',
  body: 'INC-42 since 03:04',
  incidents: ['inc-1'],
  count: 1,
  worst: 2,
  trace: [],
  nextAt: null,
  ...change,
});

describe('text of pages', () => {
  test('hidden, bidi and terminal characters are gone', () => {
    const text = pageText(request({ title: 'a\u202Eb\u0000c\u001b[31md', body: 'x\u200b\ny\r\nz' }), false);
    expect(text.title).toBe('abcd');
    expect(text.body).toBe('x\ny\nz');
  });

  test('[D50] look-alikes are marked, and what was cut stays short', () => {
    expect(pageText(request({ title: 'SEV2 p\u0430yments', body: 'p\u0430yments\nis down' }), false)).toMatchObject({
      title: 'SEV2 p‹U+0430›yments',
      body: 'p‹U+0430›yments\nis down',
    });
    const long = pageText(request({ title: 'p\u0430y '.repeat(500), body: 'p\u0430y '.repeat(500) }), false);
    expect([long.title.length <= TITLE_MAX, long.body.length <= BODY_MAX]).toEqual([true, true]);
  });

  test('long text is cut and never in the middle of a character', () => {
    const text = pageText(request({ title: '🐶'.repeat(5000), body: '🐶'.repeat(5000) }), false);
    expect(text.title.length).toBeLessThanOrEqual(TITLE_MAX);
    expect(text.body.length).toBeLessThanOrEqual(BODY_MAX);
    for (const part of [text.title, text.body]) expect(part).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
  });

  test('at most four lines; an empty title becomes the product’s name', () => {
    const text = pageText(request({ title: ' \n ', body: '1\n\n2\n3\n4\n5' }), false);
    expect(text).toMatchObject({ title: 'Dogwatch', body: '1\n2\n3\n4' });
  });

  test('hidden details leave severity and number only', () => {
    expect(pageText(request(), true)).toMatchObject({ title: 'SEV2 · INC-42', body: 'Details are hidden. Open Dogwatch to read them.' });
    expect(pageText(request({ title: 'secret', body: 'secret', worst: null }), true).title).not.toContain('secret');
  });

  test('only a page about one incident can be acted on', () => {
    expect(pageText(request({ incidents: ['a', 'b'] }), false).isActionable).toBe(false);
    expect(pageText(request({ incidents: [], count: 0 }), false).isActionable).toBe(false);
    expect(pageText(request({ count: 40 }), false).isActionable).toBe(false);
  });

  test('markup is escaped', () => {
    expect(escapeMarkup('<b>&amp;</b>')).toBe('&lt;b&gt;&amp;amp;&lt;/b&gt;');
  });
});
