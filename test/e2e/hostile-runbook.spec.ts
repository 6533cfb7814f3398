// A runbook and an alert written by an attacker, in the real window: nothing of them is run, loaded, made markup or hidden.

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { HIDDEN_CHARACTER, HIDDEN_CORPUS, markupCorpus, SHELL_CORPUS } from '../corpus/hostile/runbooks';
import { startAlertmanager } from '../harness/alertmanager';
import { looksRight } from '../harness/looks';
import { expect, test } from './parts/stage';
import { watchConfig } from './parts/watch-config';
import { incident, incidentTab, rowOf, watches } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Alertmanager and a private session bus');

/** All that the window is made of; what a text could bring along is not among it. */
const OURS = new Set(
  'div span p section small b i em strong code pre br button h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table thead tbody tr th td'
    .concat(
      ' header label input svg path line rect circle polyline polygon g details summary figure figcaption article kbd hr fieldset legend time text',
    )
    .split(' '),
);

async function startCanary() {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    ...{ asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

/** Tags, attributes and text of everything inside, as the page has it. */
const insideOf = (panel: Locator) =>
  panel.evaluate((root) =>
    [...root.querySelectorAll('*')].map((e) => ({
      tag: e.tagName.toLowerCase(),
      risky: [...e.attributes].filter((a) => /^on|^(src|srcdoc|href|action|formaction|data|xlink:href)$/i.test(a.name)).map((a) => a.name),
      text: [...e.childNodes].map((n) => (n.nodeType === 3 ? (n.nodeValue ?? '') : '')).join(''),
    })),
  );

/** Texts and names of everything in the window that hide something, or pass for something else. */
const hiddenIn = (window: Page): Promise<string[]> =>
  window.evaluate(
    ([source, flags]) => {
      const bad = new RegExp(`${source}|p\u0430y`, flags);
      const said = (e: Element): string[] => [
        ...[...e.childNodes].map((n) => (n.nodeType === Node.TEXT_NODE ? (n.nodeValue ?? '') : '')),
        ...['title', 'aria-label', 'alt', 'placeholder', 'value'].map((name) => e.getAttribute(name) ?? ''),
      ];
      return [document.title, ...[...document.querySelectorAll('*')].flatMap(said)].filter((text) => bad.test(text));
    },
    [HIDDEN_CHARACTER.source, HIDDEN_CHARACTER.flags] as const,
  );

test('[R10][R39] hostile runbooks and labels do nothing', async ({ stage }) => {
  const canary = stage.keep(await startCanary());
  const folder = join(stage.profile, 'my-runbooks');
  mkdirSync(folder);
  const corpus = markupCorpus(canary.url);
  const parts = [...corpus, ...HIDDEN_CORPUS].map((text, i) => `## Part ${i}\n\n${text}\n`);
  const script = '```sh\ncd "$(mktemp -d)"; printf %s "$ALERT_LABEL_hostile" {{hostile}} > out; ls -A; wc -c < out\n```\n';
  writeFileSync(join(folder, 'Hostile.md'), `---\nalerts: [Hostile]\n---\n# <img src=x onerror=pwned()>\n\n${script}\n${parts.join('\n')}`);
  const server = stage.keep(await startAlertmanager());
  const runbooks = { sources: [{ kind: 'folder', id: 'ops', path: folder }] };
  const { app, window } = await stage.open({ config: watchConfig({ urls: [server.url], settings: { runbooks } }) });
  await watches(window);
  const opened = await app.evaluate(({ shell }) => {
    const seen: string[] = [];
    (globalThis as typeof globalThis & { opened?: string[] }).opened = seen;
    shell.openExternal = (url: string) => Promise.resolve(void seen.push(url));
    return seen.length;
  });
  expect(opened).toBe(0);
  await window.evaluate(() => {
    const page = globalThis as typeof globalThis & { calls?: number; pwned?: () => void };
    page.calls = 0;
    page.pwned = () => {
      page.calls = (page.calls ?? 0) + 1;
    };
  });
  const hostile = SHELL_CORPUS.join(' ').replace(/\p{Cc}/gu, ' ');
  const labels = { alertname: 'Hostile', severity: 'critical', service: corpus[2] ?? '', hostile, team: HIDDEN_CORPUS[0] ?? '' };
  const annotations = { summary: corpus.slice(0, 12).join(' '), description: HIDDEN_CORPUS.join(' '), runbook: 'javascript:pwned()' };
  await server.post([{ labels, annotations }]);
  await expect(rowOf(window, 1)).toBeVisible();
  const disguised = { alertname: 'p\u0430yments\u202e txt.exe', severity: 'warning', service: 'p\u0430yments' };
  await server.post([{ labels: disguised, annotations: { summary: '\u2066p\u0430yments\u2069 is down\u200b' } }]);
  await expect(rowOf(window, 2)).toContainText('p‹U+0430›yments‹U+202E› txt.exe');
  expect(await hiddenIn(window)).toEqual([]);
  await rowOf(window, 2).click();
  await expect(incident(window, 2).getByRole('heading').first()).toContainText('‹U+0430›');
  expect(await hiddenIn(window)).toEqual([]);
  await looksRight(window, 'hostile-runbook/disguised');
  await window.keyboard.press('Control+k');
  await expect(window.getByRole('option').filter({ hasText: 'p‹U+0430›yments' }).first()).toBeVisible();
  expect(await hiddenIn(window)).toEqual([]);
  await window.keyboard.press('Escape');
  await rowOf(window, 1).click();
  const panel = incident(window, 1);

  const seen: string[] = [];
  const look = async (): Promise<void> => {
    const inside = await insideOf(panel);
    expect(inside.filter((e) => !OURS.has(e.tag)).map((e) => e.tag)).toEqual([]);
    expect(inside.filter((e) => e.risky.length > 0)).toEqual([]);
    expect(inside.filter((e) => HIDDEN_CHARACTER.test(e.text)).map((e) => e.text)).toEqual([]);
    seen.push(...inside.map((e) => e.text));
  };
  await expect(panel.getByRole('definition').filter({ hasText: 'onerror' }).first()).toBeVisible();
  await look();
  await incidentTab(window, 'Runbook').click();
  const text = panel.getByRole('region', { name: /^Text of/ });
  await expect(text.getByText('Part 0', { exact: true })).toBeVisible();
  let isEnd = false;
  while (!isEnd) {
    await look();
    isEnd = await text.evaluate((box) => {
      const before = box.scrollTop;
      box.scrollTop += box.clientHeight / 2;
      return box.scrollTop === before;
    });
    await window.waitForTimeout(40);
  }
  // It was all there, as words.
  for (let i = 0; i < parts.length; i++) expect(seen).toContain(`Part ${i}`);

  await text.evaluate((box) => box.scrollTo(0, 0));
  await panel.getByRole('button', { name: /^Run… cd/ }).click();
  const plan = panel.getByRole('dialog', { name: /^What would run/ });
  await expect(plan).toContainText('touch PWNED');
  await look();
  await plan.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(panel).toContainText('exit code 0');
  await expect(panel.getByRole('region', { name: /^Output of/ })).toHaveText(`out${2 * Buffer.byteLength(hostile)}`);

  expect(await window.evaluate(() => (globalThis as typeof globalThis & { calls?: number }).calls)).toBe(0);
  expect(await app.evaluate(() => (globalThis as typeof globalThis & { opened?: string[] }).opened)).toEqual([]);
  expect(canary.asked).toEqual([]);
  expect(existsSync('PWNED')).toBe(false);
});
