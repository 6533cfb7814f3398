// What leaves the console as a page, a folder or a tar: whole, self-contained, and harmless whatever stands in the text.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { hashOf } from '../../../electron/log/attachments';
import { importMarkdown } from '../../../electron/publish/import-markdown';
import { markdownFiles, writeFolder, writeTar } from '../../../electron/publish/markdown-files';
import { pageHtml } from '../../../electron/publish/page';
import { chartSvg } from '../../../shared/postmortem/export/chart-svg';
import { picture, pictureOf, sampleDocument } from './sample-document';

const folder = mkdtempSync(join(tmpdir(), 'dogwatch-publish-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const options = { pictureOf, drawChart: () => null, language: 'en' };
const page = (text: string): string => pageHtml({ ...sampleDocument(), text }, options);

describe('the page', () => {
  test('[X1] is one file: pictures are inside, nothing is loaded, nothing runs', () => {
    const html = pageHtml(sampleDocument(), options);
    expect(html).toContain(`<img src="data:image/png;base64,${Buffer.from(picture.bytes).toString('base64')}" alt="Error rate of checkout`);
    expect(html).not.toMatch(/<script|javascript:|src="(?!data:)|@import|url\(/i);
    expect(html).toContain('A picture that nobody has: the picture is missing');
    expect(html).toContain('elsewhere: a picture at https://tracker.example/x.png');
    expect(html).toContain('<a href="https://example.com/?a=1&amp;b=%222%22">real one</a>');
  });

  test('[X1] markup, handlers and titles of a hostile text stay text', () => {
    const html = page(
      '# </title><script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n[x](data:text/html,<b>) ![a" onload="x](attachment:zz)',
    );
    expect(html).not.toMatch(/<script|<img|href="data:/);
    expect(html.match(/<\/title>/g)).toHaveLength(1);
  });

  test('[X1] actions have boxes and facts, without ids; sources inside the console are words', () => {
    const html = pageHtml(sampleDocument(), options);
    expect(html).toContain('in CI<span class="facts">owner: @raj, due: 2026-12-04, kind: prevent</span>');
    expect(html).toContain('☑');
    expect(html).not.toContain('act-01JABC');
    expect(html).toContain('<span class="source">Alertmanager</span>');
    expect(html).not.toContain('dogwatch://');
  });

  test('[X2] a restricted one says so on the page', () => {
    expect(pageHtml({ ...sampleDocument(), isRestricted: true }, options)).toContain('Restricted: only for who needs to know');
  });

  test('[X1] charts are drawn where somebody can draw them', () => {
    const drawn = pageHtml({ ...sampleDocument(), text: '```chart\nchart: alerts\n```\n' }, { ...options, drawChart: () => '<svg></svg>' });
    expect(drawn).toContain('<figure><svg></svg></figure>');
    expect(page('```chart\nchart: alerts\n```\n')).toContain('<code>chart: alerts');
  });
});

describe('charts', () => {
  const from = Date.UTC(2026, 10, 22, 2);
  const base = { incident: 'inc-1042', number: 1042, from, to: from + 3_600_000, caption: 'When <each> alert fired' };
  const lanes = [
    {
      label: '<b>db-3',
      alerts: 1,
      spans: [
        [from + 60_000, from + 600_000],
        [from + 900_000, null],
      ] as const,
    },
  ];

  test('[X1] lanes and stages are drawn to scale, with hostile names as text', () => {
    const alerts = chartSvg({ ...base, chart: 'alerts', marks: [] }, { lanes, timeZone: 'Europe/Berlin' });
    expect(alerts?.match(/<rect/g)).toHaveLength(2);
    expect(alerts).toContain('&lt;b&gt;db-3');
    expect(alerts).toContain('03:00');
    expect(alerts).not.toContain('<each>');
    const marks = [
      { name: 'detected', at: from },
      { name: 'resolving', at: from + 900_000 },
    ];
    const stages = chartSvg({ ...base, chart: 'stages', marks }, { lanes: null, timeZone: 'UTC' });
    expect(stages).toContain('detected 15 min');
    expect(chartSvg({ ...base, chart: 'alerts', marks }, { lanes: null, timeZone: 'UTC' })).toBeNull();
  });
});

describe('Markdown', () => {
  const { files, missing } = markdownFiles(sampleDocument(), pictureOf);

  test('[X3] goes with front matter and with the pictures beside it', () => {
    const [first, second] = files;
    expect(first?.path).toBe('INC-1042-error-rate-above-objective.md');
    expect(second?.path).toBe(`pictures/${picture.sha256.slice(0, 12)}.png`);
    const text = Buffer.from(first?.bytes ?? []).toString('utf8');
    expect(text).toMatch(/^---\ntitle: "Checkout errors after deploy 4.18.0"\nincident: "INC-1042"\n/);
    expect(text).toContain(`![Error rate of checkout, eu-west-1](${second?.path})`);
    expect(text).toContain('*A picture that nobody has (the file is missing)*');
    expect(missing).toEqual(['0'.repeat(64)]);
  });

  test('[X3] a folder and a tar hold the same files', () => {
    const out = join(folder, 'out');
    writeFolder(out, files);
    writeTar(join(folder, 'out.tar'), files, Date.UTC(2026, 10, 23));
    const unpacked = join(folder, 'unpacked');
    mkdirSync(unpacked);
    execFileSync('tar', ['-xf', join(folder, 'out.tar'), '-C', unpacked]);
    for (const { path, bytes } of files) {
      expect(readFileSync(join(out, path)).equals(bytes)).toBe(true);
      expect(readFileSync(join(unpacked, path)).equals(bytes)).toBe(true);
    }
  });

  test('[X8] what was exported comes back by an import, pictures too', () => {
    const out = join(folder, 'again');
    writeFolder(out, files);
    const kept: string[] = [];
    const keep = (bytes: Uint8Array): string => {
      kept.push(hashOf(bytes));
      return hashOf(bytes);
    };
    const result = importMarkdown(join(out, files[0]?.path ?? ''), keep);
    if (!result.ok) throw new Error(result.what);
    expect(kept).toEqual([picture.sha256]);
    expect(result.imported.title).toBe('Checkout errors after deploy 4.18.0');
    expect(result.imported.text).toContain(`(attachment:${picture.sha256})`);
    expect(result.imported.text.trimStart()).toMatch(/^# Checkout errors/);
    expect(result.imported.left).toEqual(['https://tracker.example/x.png: it is elsewhere and is not fetched']);
  });

  test('[X8] an import takes no file from outside of its folder and none that is no picture', () => {
    const inside = join(folder, 'in');
    mkdirSync(inside);
    writeFileSync(join(folder, 'secret.png'), picture.bytes);
    writeFileSync(join(inside, 'notes.png'), 'only words');
    writeFileSync(join(inside, 'a.md'), '![a](../secret.png) ![b](notes.png) ![c](/etc/hostname) ![d](%2e%2e/secret.png)\n');
    const result = importMarkdown(join(inside, 'a.md'), () => {
      throw new Error('nothing is kept');
    });
    expect(result.ok && result.imported.left).toEqual([
      '../secret.png: it is outside of the folder',
      'notes.png: it is no picture',
      '/etc/hostname: it is outside of the folder',
      '%2e%2e/secret.png: it is outside of the folder',
    ]);
  });
});
