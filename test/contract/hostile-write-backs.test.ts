// What a person's acts write back to sources, for every kind that can: keys, authors and comments of the hostile corpus are values there.
// No request goes elsewhere, gets a header or a line of its own, or leaves the path below the source's address; what fails says why.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fillPlain, fillUrl } from '../../electron/feeds/http-json/template';
import { wordsFor } from '../../electron/feeds/nagios/effect';
import { loadKinds } from '../../electron/feeds/registry';
import { type ActionArgs, openSession } from '../../electron/feeds/session';
import { FAMILIES, HOSTILE } from '../corpus/hostile/texts';
import { type HttpSink, startHttpSink } from '../fakes/http-sink';

const NOW = Date.UTC(2026, 10, 23);
const kinds = await loadKinds();
const config = (kind: string, url: string): Record<string, unknown> =>
  JSON.parse(
    readFileSync(new URL(`../fixtures/${kind}/config.json`, import.meta.url), 'utf8')
      .replaceAll('{{url}}', `${url}/base`)
      .replaceAll('{{host}}', new URL(url).host),
  );
/** These speak HTTP to a source and change something there. */
const writing = kinds.filter(
  ({ manifest }) =>
    JSON.stringify(config(manifest.kind, 'http://h')).includes('http://h/base') &&
    manifest.capabilities.some((one) => one !== 'canary' && one !== 'list-silences'),
);

const ACTS = ['ack', 'silence', 'resolve', 'snooze', 'note', 'downtime', 'recheck'] as const;
/** Short texts tell all that there is to tell here, and 10 MB in an address are refused by any server. */
const texts = FAMILIES.flatMap((family) =>
  (HOSTILE[family] ?? []).filter((text) => text.length < 2_000).map((text) => [family, text] as const),
);

function argsOf(text: string): ActionArgs[(typeof ACTS)[number]] {
  const target = { key: text, startsAt: NOW, labels: { alertname: text, [text]: text, app: text } };
  const matcher = { name: 'alertname', value: text, isRegex: false, isEqual: true };
  return {
    ...{
      targets: [target],
      matchers: [matcher],
      author: text,
      comment: text,
      until: NOW + 9e5,
      ref: text,
      startsAt: NOW,
      endsAt: NOW + 9e5,
    },
  } as never;
}

const odd = (sink: HttpSink): string[] =>
  sink.got.flatMap(({ method, path, headers }) => [
    ...(/^(GET|POST|PUT|PATCH|DELETE)$/.test(method) ? [] : [`method ${method}`]),
    ...(/^\/base\/[!-~]*$/.test(path) && !/\/\.{1,2}(\/|$)/.test(path) ? [] : [`path ${path.slice(0, 200)}`]),
    ...(headers.host === new URL(sink.url).host ? [] : [`host ${headers.host}`]),
    ...Object.keys(headers).filter((name) => /injected|bcc|set-cookie/.test(name)),
  ]);

describe.each(writing.map((kind) => [kind.manifest.kind, kind] as const))('acts at %s', (kind, feed) => {
  test('[D52] texts of the hostile corpus go back to a source as values', async () => {
    const sink = await startHttpSink(() => ({ status: 200, body: '{}', headers: { 'content-type': 'application/json' } }));
    const opened = openSession(feed, config(kind, sink.url), { now: () => NOW, log: () => undefined });
    if (!opened.ok) throw new Error(opened.failure.what);
    for (const act of ACTS.filter((one) => one in feed.actions))
      for (const [family, text] of texts) {
        const result = await opened.session.act(act, argsOf(text) as never);
        if (!result.ok)
          expect([act, family, result.failure.what.length > 3, /stumbled|Cannot read/.test(result.failure.what)]).toEqual([
            act,
            family,
            true,
            false,
          ]);
      }
    expect(sink.got.length).toBeGreaterThan(0);
    expect(odd(sink)).toEqual([]);
    await opened.session.close();
    await sink.stop();
  }, 60_000);
});

test.each(FAMILIES)('[D52] a line of commands and the parts of a request hold no text as more than a value: %s', (family) => {
  for (const text of HOSTILE[family] ?? []) {
    for (const isAuthorLocked of [true, false])
      for (const words of Object.values(wordsFor({ isAuthorLocked } as never, { author: text, comment: text }, 'otherwise')))
        expect(String(words)).not.toMatch(/[;\r\n\0]/);
    expect(fillPlain('X: {{a}}', { a: text })).not.toMatch(/[\r\n\0]/);
    const url = fillUrl('https://source.example/api/{{a}}/act?b={{a}}', { a: text.slice(0, 10_000) });
    expect(new URL(url).origin).toBe('https://source.example');
    expect(new URL(url).pathname).toMatch(/^\/api\/[^/?#]*\/act$/);
  }
});
