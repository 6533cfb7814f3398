import { describe, expect, test } from 'vitest';
import type { ActionRecord } from '../../../shared/domain/action';
import { isActionOpen, isOverdue, standingOf } from '../../../shared/domain/action';
import { dayAt, remindOfActions } from '../../../shared/log/decide/action-reminders';
import { followTicket } from '../../../shared/log/decide/actions';
import { publishGate } from '../../../shared/rules/publish-gate';
import { quotedLines, ticketWords } from '../../../shared/rules/ticket-text';
import { Bench, context, sighting } from '../make';

const action = (change: Partial<ActionRecord> = {}): ActionRecord => ({
  ...{ id: 'act-1', incident: 'i1', text: 'Alert on lag', owner: '@anna', due: '2026-01-31', kind: 'detect', state: 'open', reason: '' },
  ...{
    isInText: true,
    isRemoved: false,
    ticket: null,
    guard: null,
    recordedAt: 1,
    recordedBy: 'Ana',
    stateAt: 1,
    stateBy: 'Ana',
    changedAt: 1,
  },
  ...change,
});
const guard = (state: 'green' | 'red' | 'unknown') => ({
  url: 'u',
  tracker: null,
  path: '',
  wants: '',
  state,
  runUrl: 'u',
  why: '',
  seenAt: 1,
});

describe('[J4] what counts as done', () => {
  test.each([
    ['open', null, 'open'],
    ['done', null, 'done'],
    ['done', 'green', 'done'],
    ['done', 'red', 'unproved'],
    ['done', 'unknown', 'unproved'],
    ['open', 'green', 'open'],
    ['dropped', 'red', 'dropped'],
  ] as const)('%s with guard %s is %s', (state, check, standing) => {
    expect(standingOf(action({ state, guard: check && guard(check) }))).toBe(standing);
  });

  test('its own day is not over yet; what is not proved is late too; what left the text is not', () => {
    expect(isOverdue(action(), '2026-01-31')).toBe(false);
    expect(isOverdue(action(), '2026-02-01')).toBe(true);
    expect(isOverdue(action({ state: 'done', guard: guard('red') }), '2026-02-01')).toBe(true);
    expect(isOverdue(action({ isRemoved: true }), '2026-02-01')).toBe(false);
    expect(isActionOpen(action({ state: 'dropped' }))).toBe(false);
  });
});

describe('[J6] following a ticket', () => {
  const ticket = { tracker: 'gh', url: 'u', key: '7', state: 'open' as const, seenAt: 1 };
  const seen = (state: 'open' | 'in-progress' | 'done' | 'dropped', key = '7') => ({ key, url: 'u', state, by: 'Dana', at: 5 });
  const kinds = (a: ActionRecord, s: ReturnType<typeof seen>) => followTicket(a, s, 'GitHub').map((d) => d.kind);

  test('a change is followed, what repeats is not, another ticket is nobody’s', () => {
    expect(followTicket(action({ ticket }), seen('done'), 'GitHub')[1]?.data).toMatchObject({
      state: 'done',
      by: 'Dana',
      happenedAt: 5,
      reason: 'closed in GitHub (7)',
    });
    expect(kinds(action({ ticket }), seen('open'))).toEqual([]);
    expect(kinds(action({ ticket }), seen('done', '8'))).toEqual([]);
    expect(kinds(action(), seen('done'))).toEqual([]);
  });

  test('what a person did here meanwhile stands as long as the ticket does not contradict it anew', () => {
    expect(kinds(action({ ticket, state: 'done' }), seen('open'))).toEqual([]);
    expect(kinds(action({ ticket, state: 'done' }), seen('done'))).toEqual(['action.ticket-seen']);
    expect(kinds(action({ ticket: { ...ticket, state: 'done' }, state: 'done' }), seen('open'))).toEqual([
      'action.ticket-seen',
      'action.state',
    ]);
    expect(kinds(action({ ticket: { ...ticket, state: 'in-progress' }, state: 'dropped' }), seen('open'))).toEqual(['action.ticket-seen']);
  });
});

describe('[J9] publishing', () => {
  test('without an action asks why; with dropped ones only too; never otherwise', () => {
    expect(publishGate([])).toMatchObject({ asksWhy: true, question: 'This postmortem has no action. Why is nothing to be done?' });
    expect(publishGate([action({ isRemoved: true })])).toMatchObject({ asksWhy: true });
    expect(publishGate([action({ state: 'dropped' })])).toMatchObject({ asksWhy: true, question: expect.stringContaining('was dropped') });
    expect(publishGate([action()])).toEqual({ asksWhy: false, notes: [] });
    expect(publishGate([action({ owner: null, due: null }), action({ owner: null })])).toEqual({
      asksWhy: false,
      notes: ['2 actions without an owner', '1 action without a date'],
    });
  });
});

describe('[J7] [J12] the words of a ticket', () => {
  const bench = new Bench();
  bench.see([sighting({ alertname: 'Leak', service: 'db' })], context());
  const { row } = bench.only();

  test('say what the action says, and of a restricted incident its number only', () => {
    expect(ticketWords(action(), row)).toMatchObject({ title: 'Alert on lag', body: expect.stringContaining('Incident: INC-1 Leak') });
    const hidden = ticketWords(action(), { ...row, isRestricted: true });
    expect(hidden.title).toBe('Action of INC-1');
    expect(JSON.stringify(hidden)).not.toMatch(/Leak|lag|anna|db/);
  });

  test('become Markdown in which nothing of them is markup, whatever it says', () => {
    const said = quotedLines('Action: `@all` /close ``` <!-- x -->\nplain @all');
    expect(said).toBe('**Action:** ```` `@all` /close ``` <!-- x --> ````  \n`plain @all`');
  });
});

describe('[J8] reminders', () => {
  const at = (hour: number) => Date.UTC(2026, 1, 1, hour);
  const input = { actions: [action()], rowOf: () => undefined, now: at(10), timeZone: 'UTC', lastDay: '', fromHour: 9, isPaused: false };

  test('once a day, from the hour on, not while paused, not without anything late', () => {
    expect(remindOfActions(input)).toMatchObject({ day: '2026-02-01' });
    expect(remindOfActions({ ...input, lastDay: '2026-02-01' })).toBeNull();
    expect(remindOfActions({ ...input, now: at(8) })).toBeNull();
    expect(remindOfActions({ ...input, isPaused: true })).toBeNull();
    expect(remindOfActions({ ...input, actions: [action({ due: '2026-02-01' })] })).toBeNull();
  });

  test('the day is that of the person’s zone', () => {
    expect(dayAt(Date.UTC(2026, 1, 1, 23, 30), 'Europe/Berlin')).toEqual({ day: '2026-02-02', hour: 0 });
    expect(dayAt(Date.UTC(2026, 1, 1, 23, 30), 'America/New_York')).toEqual({ day: '2026-02-01', hour: 18 });
  });

  test('an incident that is not known to be open to all is not named', () => {
    expect(JSON.stringify(remindOfActions(input)?.draft)).not.toContain('Alert on lag');
  });
});
