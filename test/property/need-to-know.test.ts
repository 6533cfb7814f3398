// Whatever a restricted incident is called: outside the window only its number and severity are told.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { narrate } from '../../electron/engine/narrate';
import { pageText } from '../../electron/shell/notifier/page-text';
import { decideRestrict } from '../../shared/log/decide/evidence';
import { decidePages } from '../../shared/log/decide/pages';
import type { LogEvent, OfKind } from '../../shared/log/event';
import { mayKnow, openTitle } from '../../shared/rules/need-to-know';
import { Bench, context, sighting, T0 } from '../shared/make';

/** Told apart from every word of our own. */
const secret = fc.string({ minLength: 4, maxLength: 20, unit: fc.constantFrom('ж', 'щ', 'ю', 'я', 'ф') });
const isPage = (e: LogEvent): e is OfKind<LogEvent, 'page.requested'> => e.kind === 'page.requested';

describe('need-to-know', () => {
  it('[H8] pages, single and in a storm, the title for the tray and the terminal hold nothing of it', () => {
    fc.assert(
      fc.property(secret, secret, fc.integer({ min: 1, max: 9 }), fc.boolean(), (name, service, count, isFlagged) => {
        const bench = new Bench();
        const labels = (i: number) => ({
          alertname: name,
          service: `${service}${i}`,
          severity: 'critical',
          ...(isFlagged ? { category: 'security' } : {}),
        });
        const quiet = context({ now: T0 });
        const sights = Array.from({ length: count }, (_, i) => sighting(labels(i), { summary: `${name} ${service}` }));
        const paused = { ...quiet, settings: { ...quiet.settings, paging: { ...quiet.settings.paging, minSeverity: 1 as const } } };
        bench.see(sights, isFlagged ? quiet : paused);
        const ids = [...bench.state.incidents.keys()];
        if (!isFlagged)
          bench.commit(
            decideRestrict(bench.state, ids, { isRestricted: true, members: ['ana'], desks: undefined }, 'me').drafts,
            T0 + 1_000,
          );
        bench.commit(decidePages(bench.state, context({ now: T0 + 2_000 })), T0 + 2_000);
        const pages = bench.events.filter(isPage).filter((e) => isFlagged || e.at > T0 + 1_000);
        expect(pages.length).toBeGreaterThan(0);
        const words = pages.flatMap(({ data }) => {
          const { title, body } = pageText(data, false);
          return [data.title, data.body, title, body];
        });
        const rows = [...bench.state.incidents.values()].map(({ row }) => row);
        const told = narrate(
          bench.events.filter((e) => e.incident !== null || isPage(e)).filter((e) => isFlagged || e.at > T0),
          () => true,
        );
        for (const text of [...words, ...told, ...rows.map(openTitle)]) {
          expect(text).not.toContain(name);
          expect(text).not.toContain(service);
        }
        for (const row of rows) expect([mayKnow(row, null), mayKnow(row, 'bob'), mayKnow(row, 'ana')]).toEqual([false, false, !isFlagged]);
      }),
      { numRuns: 60 },
    );
  });
});
