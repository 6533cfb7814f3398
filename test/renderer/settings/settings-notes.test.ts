// What stands beside a control is true: it is held against the rules themselves.
import { describe, expect, it } from 'vitest';
import { noteOn } from '../../../renderer/views/settings/settings-notes';
import { valueAt, withValueAt } from '../../../renderer/views/settings/settings-path';
import { nextPageAt } from '../../../shared/rules/notify';
import { quietAt } from '../../../shared/rules/quiet-hours';
import { defaultSettings, type Settings } from '../../../shared/settings';

const severities = [1, 2, 3, 4, 5] as const;
const changed = (path: string, value: unknown): Settings => withValueAt(defaultSettings(), path, value) as Settings;
const note = (path: string, settings: Settings = defaultSettings()): string | null => noteOn(path, (at) => valueAt(settings, at));

describe('[N1] a severity below the least that pages', () => {
  it.each(severities)('with pages from SEV%i', (least) => {
    const settings = changed('paging.minSeverity', least);
    for (const sev of severities) {
      const words = note(`paging.repeat.sev${sev}`, settings);
      if (sev > least) expect(words).toBe(`never pages: pages start at SEV${least}`);
      else expect(words).toBe(nextPageAt(sev, 1, 0, settings) === null ? 'pages once' : null);
    }
  });

  it('is told wherever a severity is chosen', () => {
    expect(note('severity.byAlert.info')).toBe('never pages: pages start at SEV4');
    expect(note('severity.byAlert.critical')).toBeNull();
    expect(note('paging.breakThrough.severity', changed('paging.breakThrough.severity', 5))).toBe('never pages: pages start at SEV4');
    expect(note('paging.breakThrough.severity')).toBeNull();
  });
});

describe('quiet hours', () => {
  it('that begin when they end are never quiet', () => {
    const settings = withValueAt(changed('paging.quietHours.isOn', true), 'paging.quietHours.to', '22:00') as Settings;
    expect(quietAt(settings.paging.quietHours, 'UTC', Date.UTC(2026, 0, 1, 22, 30)).isQuiet).toBe(false);
    expect(note('paging.quietHours.to', settings)).toContain('never quiet');
    expect(note('paging.quietHours.to')).toBeNull();
  });
});

it('says nothing where the control does what it says', () => {
  expect(note('person.name')).toBeNull();
  expect(note('paging.minSeverity')).toBeNull();
});
