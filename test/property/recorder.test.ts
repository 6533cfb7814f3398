// The recorder's bounds hold for any history, and whatever row an alert was read from is found again.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rawRow } from '../../electron/feeds/raw-row';
import { RECORDED_BYTES } from '../../shared/domain/recording';
import { cutBytes, lately, roomFor } from '../../shared/rules/recorder';

it('[S4] never more than the bound is taken, and taken and left out are all that was wanted', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(500), { maxLength: 50 }), fc.integer({ min: 1, max: 200 }), (wants, most) => {
      let [taken, left] = [0, 0];
      for (const wanted of wants) {
        const room = roomFor(wanted, taken, most);
        taken += room;
        left += wanted - room;
      }
      expect(taken).toBeLessThanOrEqual(most);
      expect(taken + left).toBe(wants.reduce((sum, one) => sum + one, 0));
      if (left > 0) expect(taken).toBe(most);
    }),
  );
});

it('[S4] within a minute only what was begun in it counts', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(200_000), { maxLength: 100 }), fc.nat(200_000), (times, now) => {
      const sorted = [...times].sort((a, b) => a - b);
      expect(lately(sorted, now)).toEqual(sorted.filter((at) => at <= now && now - at < 60_000));
    }),
  );
});

it('[S3] what is cut is a beginning of the answer, as long as may be, and never ends within a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.integer({ min: 4, max: 200 }), (text, most) => {
      const bytes = new TextEncoder().encode(text);
      const { kept, isCut } = cutBytes(bytes, most);
      expect(isCut).toBe(bytes.length > most);
      expect(kept.length).toBeGreaterThan(Math.min(bytes.length, most) - 4);
      expect(kept.length).toBeLessThanOrEqual(most);
      expect(text.startsWith(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(kept))).toBe(true);
    }),
  );
  expect(RECORDED_BYTES).toBe(65_536);
});

it('[S1] the row is found in lists of any length, also in groups and beside other lists', () => {
  const keysOf = (answer: unknown): string[] =>
    (answer as { groups: { alerts: { key: string }[] }[] }).groups.flatMap((group) => group.alerts.map((one) => one.key));
  fc.assert(
    fc.property(fc.array(fc.nat(8), { minLength: 1, maxLength: 12 }), fc.nat(), (sizes, pick) => {
      const groups = sizes.map((size, g) => ({ alerts: Array.from({ length: size }, (_, i) => ({ key: `${g}-${i}`, value: i })) }));
      const all = groups.flatMap((group) => group.alerts);
      const wanted = all[pick % Math.max(1, all.length)];
      const answer = { receivers: [{ name: 'x' }], groups };
      const found = rawRow(answer, (one) => keysOf(one).includes(wanted?.key ?? 'none'));
      expect(found).toEqual(wanted);
    }),
  );
});
