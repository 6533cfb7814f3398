// An incident that a person reports: opened without a source, paged or taken, and ended by hand.
import { afterEach, describe, expect, it } from 'vitest';
import { eventually } from '../../harness/eventually';
import { type DeskEngine, startDeskEngine } from './desk-engine';

let desk: DeskEngine;
afterEach(() => desk?.stop());

const report = { title: 'checkout is \u202edown\nnow', severity: 2, service: 'payments', isSecurity: false, isTaken: false } as const;

describe('an incident reported by hand', () => {
  it('[I10] opens in the name of the person, without any feed, pages by the rules and is ended by hand', async () => {
    desk = await startDeskEngine({ config: { version: 1, person: { id: 'ann', name: 'Ann' }, feeds: [] } });
    const { incident, number } = await desk.must('report-incident', report);
    const { rows } = await desk.snapshot();
    expect(rows.find(({ id }) => id === incident)).toMatchObject({
      ...{ number, title: 'checkout is down now', severity: 2, service: 'payments', status: 'open', alertCount: 0 },
      groupWhy: expect.stringMatching(/^hand: reported by /),
    });
    await eventually('paged', () => desk.pages.some((page) => page.incidents.includes(incident)));
    await desk.must('resolve-incident', { incidents: [incident], why: 'rolled back' });
    expect(await desk.must('close-incident', { incidents: [incident], why: '' })).toMatchObject({ done: 1 });
  });

  it('[I10] who has it in hand is not paged for it', async () => {
    desk = await startDeskEngine({ config: { version: 1, person: { name: 'Ann' }, feeds: [] } });
    const { incident } = await desk.must('report-incident', { ...report, isSecurity: true, isTaken: true });
    const { rows } = await desk.snapshot();
    expect(rows.find(({ id }) => id === incident)).toMatchObject({ status: 'acknowledged', isSecurity: true, isRestricted: true });
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(desk.pages).toEqual([]);
    expect((await desk.call('report-incident', { ...report, title: ' \u200b ' })).ok).toBe(false);
  });
});
