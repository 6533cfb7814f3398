// When a postmortem is due and when it is spoken of, over any histories, days and zones.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IncidentRow } from '../../shared/domain/incident';
import { decidePostmortemDue, reminderDue, remindOfPostmortems } from '../../shared/log/decide/postmortem-due';
import type { Draft, LogEvent } from '../../shared/log/event';
import { foldPostmortem, isPostmortemEvent, type PostmortemRecord } from '../../shared/log/views/postmortem';
import { foldRow } from '../../shared/log/views/queue';
import { businessDaysAfter, businessDaysBefore } from '../../shared/rules/business-days';
import { wallAt } from '../../shared/rules/wall-clock';
import { settingsSchema } from '../../shared/settings';
import { NOW, opened } from '../electron/log/a-log';

const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia');
const instant = fc.integer({ min: Date.UTC(2023, 0, 1), max: Date.UTC(2028, 0, 1) }).map((at) => Math.floor(at / 60_000) * 60_000);
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

function weekday(at: number, zone: string): number {
  const { year, month, day } = wallAt(at, zone);
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}

describe('business days', () => {
  it('[M9] never end on a weekend, keep the wall time, and never come sooner than that many days', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 30 }), zones, (at, days, zone) => {
        const due = businessDaysAfter(at, days, zone);
        expect([1, 2, 3, 4, 5]).toContain(weekday(due, zone));
        expect(due - at).toBeGreaterThanOrEqual(days * DAY_MS - 25 * HOUR_MS);
        expect(due - at).toBeLessThanOrEqual((days + 2 * Math.ceil(days / 5) + 2) * DAY_MS);
        expect(businessDaysAfter(businessDaysAfter(at, 1, zone), days - 1, zone) - due).toBeLessThan(2 * HOUR_MS);
        expect(businessDaysBefore(due, 1, zone)).toBeLessThan(due);
      }),
    );
  });

  it('[M9] five of them are a week, from whatever day of it', () => {
    const friday = Date.UTC(2026, 10, 20, 16, 30);
    expect(businessDaysAfter(friday, 5, 'UTC')).toBe(Date.UTC(2026, 10, 27, 16, 30));
    expect(businessDaysAfter(friday + DAY_MS, 5, 'UTC')).toBe(Date.UTC(2026, 10, 27, 16, 30));
    expect(businessDaysAfter(friday, 1, 'UTC')).toBe(Date.UTC(2026, 10, 23, 16, 30));
  });
});

const settings = settingsSchema.parse({});
const happens = fc.constantFrom<'resolve' | 'reopen' | 'close' | 'worse' | 'better' | 'publish' | 'merge'>(
  ...(['resolve', 'reopen', 'close', 'worse', 'better', 'publish', 'merge'] as const),
);

/** One incident, folded as desk and table fold it. */
class Life {
  row: IncidentRow | undefined;
  record: PostmortemRecord | undefined;
  pages = 0;
  private seq = 0;
  private readonly zone: string;

  constructor(zone: string, severity: 1 | 2 | 3) {
    this.zone = zone;
    this.take(opened('i', 1, { severity }), NOW);
  }

  take(draft: Draft, at: number): void {
    const event = { ...draft, seq: ++this.seq, id: '', hlc: '', device: '', v: 1, prev: '', at } as LogEvent;
    const before = this.row;
    this.row = foldRow(this.row, event);
    if (isPostmortemEvent(event)) this.record = foldPostmortem(this.record, event);
    else if (this.row) for (const d of decidePostmortemDue(before, this.row, this.context(at))) this.take(d, at);
  }

  pass(at: number): void {
    if (!this.row || !this.record) return;
    for (const d of remindOfPostmortems([{ row: this.row, record: this.record }], at, this.zone)) {
      if (d.kind === 'page.requested') this.pages += 1;
      else this.take(d, at);
    }
  }

  context(now: number) {
    return { now, settings, timeZone: this.zone };
  }
}

function event(what: 'resolve' | 'reopen' | 'close' | 'worse' | 'better' | 'publish' | 'merge'): Draft {
  const base = { incident: 'i', actor: 'person:Anna' };
  switch (what) {
    case 'resolve':
      return { ...base, kind: 'incident.resolved', data: { why: '', isAutomatic: true } };
    case 'reopen':
      return { ...base, kind: 'incident.reopened', data: { why: '', isAutomatic: true, isFlapping: false } };
    case 'close':
      return { ...base, kind: 'incident.closed', data: { why: '', isAutomatic: true } };
    case 'worse':
      return { ...base, kind: 'incident.severity-changed', data: { to: 1, why: '', isByHand: true } };
    case 'better':
      return { ...base, kind: 'incident.severity-changed', data: { to: 4, why: '', isByHand: true } };
    case 'merge':
      return { ...base, kind: 'incident.merged', data: { into: 'j', intoNumber: 2, by: 'Anna' } };
    case 'publish':
      return { ...base, kind: 'postmortem.moved', data: { postmortem: 'pm-i', from: 'approved', to: 'published', why: '', by: 'Anna' } };
  }
}

const STARTED: Draft = {
  ...{ kind: 'postmortem.started', incident: 'i', actor: 'person:Anna' },
  data: { postmortem: 'pm-i', title: '', template: '', by: 'Anna' },
};

describe('a due postmortem', () => {
  it('[M9] [M10] is due only while its incident is over and needs one, and is spoken of at most twice for one due time', () => {
    const step = fc.tuple(happens, fc.integer({ min: 0, max: 4 * DAY_MS }));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 14 }), zones, fc.constantFrom<1 | 2 | 3>(1, 2, 3), (steps, zone, severity) => {
        const life = new Life(zone, severity);
        let now = NOW;
        for (const [what, after] of steps) {
          now += after;
          if (what === 'publish' && !life.record?.postmortem) life.take(STARTED, now);
          life.take(event(what), now);
          const { row, record } = life;
          const dueAt = row?.postmortem?.dueAt ?? null;
          expect(record?.dueAt ?? null).toBe(dueAt);
          if (dueAt !== null) expect(['resolved', 'closed']).toContain(row?.status);
          if (what === 'publish' || what === 'merge') expect(dueAt).toBeNull();
          const before = life.pages;
          for (let at = now; at <= Math.max(now, dueAt ?? now) + 10 * DAY_MS; at += 7 * HOUR_MS) life.pass(at);
          expect(life.pages - before).toBeLessThanOrEqual(2);
          if (dueAt !== null) expect(reminderDue(life.record as PostmortemRecord, dueAt + DAY_MS, zone)).toBeNull();
        }
      }),
      {
        numRuns: 200,
        // Due again by a close long after the resolution: the time is past before anybody looks.
        examples: [
          [
            [
              ['resolve', 0],
              ['close', 287736861],
              ['better', 293522508],
              ['worse', 345600000],
              ['merge', 310042124],
              ['close', 59058508],
            ],
            'UTC',
            1,
          ],
        ],
      },
    );
  });

  it('[M9] comes with the resolution of a SEV2, not of a SEV3, and with a security incident always', () => {
    const dueOf = (severity: 1 | 2 | 3, isSecurity = false): number | null => {
      const life = new Life('UTC', severity);
      if (isSecurity)
        life.take({ kind: 'incident.security-flagged', incident: 'i', actor: 'person:Anna', data: { isSecurity, by: 'Anna' } }, NOW);
      life.take(event('resolve'), NOW);
      return life.row?.postmortem?.dueAt ?? null;
    };
    expect(dueOf(2)).toBe(businessDaysAfter(NOW, 5, 'UTC'));
    expect(dueOf(3)).toBeNull();
    expect(dueOf(3, true)).toBe(businessDaysAfter(NOW, 5, 'UTC'));
  });

  it('[M10] tells numbers only of a restricted incident', () => {
    const life = new Life('UTC', 1);
    life.take(
      { kind: 'incident.restricted', incident: 'i', actor: 'person:Anna', data: { isRestricted: true, members: [], by: 'Anna' } },
      NOW,
    );
    life.take(event('resolve'), NOW);
    const due = [{ row: life.row as IncidentRow, record: life.record as PostmortemRecord }];
    const drafts = remindOfPostmortems(due, NOW + 30 * DAY_MS, 'UTC');
    expect(drafts.map((d) => d.kind)).toEqual(['postmortem.reminded', 'page.requested']);
    expect(JSON.stringify(drafts)).not.toContain('Incident 1');
    expect(JSON.stringify(drafts)).toContain('Postmortem of INC-1 due');
  });
});
