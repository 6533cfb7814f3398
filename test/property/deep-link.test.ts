// Links come from web pages and mails: whatever they hold, exactly the app's own form is understood.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDeepLink, parseDeepLink } from '../../electron/shell/deep-link';
import { printIncidentLink } from '../../shared/domain/incident-link';

const ULID_LETTERS = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'];
const ulid = fc.array(fc.constantFrom(...ULID_LETTERS), { minLength: 26, maxLength: 26 }).map((letters) => letters.join(''));
const number = fc.integer({ min: 1, max: 999_999_999 });
const link = fc.tuple(number, fc.option(ulid)).map(([n, event]) => printIncidentLink(n, event));
/** A link with a piece of it replaced. */
const spoilt = fc
  .tuple(
    link,
    fc.nat(70),
    fc.nat(6),
    fc.oneof(fc.string({ maxLength: 12, unit: 'binary' }), fc.constantFrom('#', '/', '..', '\n', '\0', ' --x', '%2e', '?a=1')),
  )
  .map(([text, at, remove, put]) => text.slice(0, at) + put + text.slice(at + remove));

describe('a link from outside', () => {
  it('is understood as what was printed', () => {
    fc.assert(
      fc.property(number, fc.option(ulid), (n, event) => {
        expect(parseDeepLink(printIncidentLink(n, event))).toEqual({ incidentNumber: n, ...(event !== null && { event }) });
      }),
    );
  });

  it('is nothing, or says what printing it anew says, whatever was done to it', () => {
    fc.assert(
      fc.property(fc.oneof(spoilt, fc.string({ unit: 'binary' })), (text) => {
        const meant = parseDeepLink(text);
        if (meant === null) return;
        const { incidentNumber, event = null } = meant;
        expect(text.replace('/#', '#').replace(/\/$/, '')).toBe(printIncidentLink(incidentNumber, event));
        expect(event ?? ULID_LETTERS[0]).toMatch(/^[0-9A-Z]+$/);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is found among other words of a command line, which are never taken for one', () => {
    fc.assert(
      fc.property(fc.array(spoilt), link, (words, good) => {
        const others = words.filter((word) => parseDeepLink(word) === null);
        expect(findDeepLink(others)).toBeNull();
        expect(findDeepLink([...others, good])).toEqual(parseDeepLink(good));
      }),
    );
  });
});
