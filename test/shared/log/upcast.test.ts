import { describe, expect, it } from 'vitest';
import type { LogEvent } from '../../../shared/log/event';
import { EVENT_VERSION } from '../../../shared/log/event';
import { UPCASTS, upcast } from '../../../shared/log/upcast';

const event = { kind: 'incident.noted', v: 1, data: { words: 'old' }, seq: 1 } as unknown as LogEvent;
const steps = {
  'incident.noted@1': (data: unknown) => ({ text: (data as { words: string }).words }),
  'incident.noted@2': (data: unknown) => ({ ...(data as object), by: 'unknown' }),
};

describe('upcast', () => {
  it('[L5] leaves an event of today as it is', () => {
    expect(upcast(event)).toBe(event);
  });

  it('[L5] lifts an old version step by step', () => {
    expect(upcast(event, steps, { 'incident.noted': 3 })).toEqual({ ...event, v: 3, data: { text: 'old', by: 'unknown' } });
    expect(upcast({ ...event, v: 2, data: { text: 'x' } } as unknown as LogEvent, steps, { 'incident.noted': 3 }).data).toEqual({
      text: 'x',
      by: 'unknown',
    });
  });

  it('[L5] carries what a newer version wrote, and throws for a step that is missing', () => {
    const newer = { ...event, v: 2 };
    expect(upcast(newer)).toBe(newer);
    expect(() => upcast(event, {}, { 'incident.noted': 2 })).toThrow(/no upcast/);
  });

  it('[L5] has a step for every version below the current ones', () => {
    for (const [kind, version] of Object.entries(EVENT_VERSION)) {
      for (let v = 1; v < version; v++) expect(Object.keys(UPCASTS)).toContain(`${kind}@${v}`);
    }
  });
});
