// The form and the schema must not drift apart: every setting has its field, every field its setting.
import { describe, expect, it } from 'vitest';
import { checkSettings } from '../../../renderer/views/settings/settings-check';
import { changeWords, diffSettings } from '../../../renderer/views/settings/settings-diff';
import { ALL_SECTIONS, fieldAt, OWN_SECTIONS, SETTINGS_SECTIONS } from '../../../renderer/views/settings/settings-fields';
import { valueAt, withValueAt } from '../../../renderer/views/settings/settings-path';
import { SECTIONS_IN_ORDER } from '../../../renderer/views/settings/settings-places';
import { defaultSettings } from '../../../shared/settings';

function leaves(node: unknown, path = ''): string[] {
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return [path];
  return Object.entries(node).flatMap(([key, value]) => leaves(value, path === '' ? key : `${path}.${key}`));
}

const settings = defaultSettings();

describe('one schema', () => {
  it('has a field or a section of its own for every setting but feeds, which have their own view', () => {
    const own = OWN_SECTIONS.flatMap((section) => section.paths);
    const isOwn = (path: string): boolean => own.some((place) => path === place || path.startsWith(`${place}.`));
    const bare = leaves(settings).filter((path) => path !== 'version' && path !== 'feeds' && !isOwn(path) && fieldAt(path) === undefined);
    expect(bare).toEqual([]);
  });

  it('shows every section once', () => {
    expect(SECTIONS_IN_ORDER.map((section) => section.id).sort()).toEqual(ALL_SECTIONS.map((section) => section.id).sort());
  });

  it('has a setting for every field', () => {
    const fields = SETTINGS_SECTIONS.flatMap((section) => section.groups.flatMap((group) => group.fields));
    expect(fields.filter((field) => valueAt(settings, field.path) === undefined)).toEqual([]);
    expect(fields.filter((field) => field.onlyIf !== undefined && typeof valueAt(settings, field.onlyIf) !== 'boolean')).toEqual([]);
  });
});

describe('a change', () => {
  it('touches its path only and leaves the original alone', () => {
    const changed = withValueAt(settings, 'paging.quietHours.from', '23:00');
    expect(settings.paging.quietHours.from).toBe('22:00');
    expect(changed.severity).toBe(settings.severity);
    expect(diffSettings(settings, changed)).toEqual([{ path: 'paging.quietHours.from', before: '22:00', after: '23:00' }]);
  });

  it('is confirmed in words', () => {
    expect(changeWords(diffSettings(settings, withValueAt(settings, 'paging.isSoundOn', false)))).toBe('Sound: off.');
    expect(changeWords(diffSettings(settings, withValueAt(settings, 'grouping.labels', ['pod'])))).toBe('Labels: pod.');
    const people = [{ id: 'ana', name: 'Ana' }];
    expect(changeWords(diffSettings(settings, withValueAt(settings, 'people', people)))).toMatch(/: 1 entry\.$/);
    expect(changeWords(diffSettings(settings, withValueAt(settings, 'people', [...people, { id: 'raj', name: 'Raj' }])))).toMatch(
      /: 2 entries\.$/,
    );
    expect(changeWords([])).toBe('Nothing changed.');
    const two = withValueAt(withValueAt(settings, 'paging.isSoundOn', false), 'person.name', 'Ana');
    expect(changeWords(diffSettings(settings, two))).toBe('2 settings changed.');
  });

  it('never counts feeds', () => {
    expect(
      diffSettings(settings, {
        ...settings,
        feeds: [
          {
            id: 'a',
            kind: 'b',
            name: 'c',
            isEnabled: true,
            intervalSeconds: 1,
            failAfterSeconds: 1,
            clearAfterSeconds: 1,
            heartbeat: '',
            heartbeatMinutes: 0,
            canaryMinutes: 0,
            config: {},
          },
        ],
      }),
    ).toEqual([]);
  });
});

describe('a complaint', () => {
  const complain = (path: string, value: unknown) => {
    const read = checkSettings(withValueAt(settings, path, value));
    return read.ok ? null : read.errors;
  };

  it('stands at its field, in words', () => {
    expect(complain('paging.quietHours.from', '25:00')).toEqual({
      'paging.quietHours.from': '“25:00” does not fit: a time such as 22:00.',
    });
    expect(complain('person.name', '')).toEqual({ 'person.name': 'This cannot be empty.' });
    expect(complain('closing.closeResolvedAfterHours', 9999)).toEqual({ 'closing.closeResolvedAfterHours': 'At most 8760.' });
    expect(complain('closing.closeResolvedAfterHours', Number.NaN)).toEqual({ 'closing.closeResolvedAfterHours': 'A number is needed.' });
  });

  it('inside a list or a rule stands at the field that shows it', () => {
    expect(complain('severity.security', ['team=security'])).toEqual({
      'severity.security': '“team=security” does not fit: a matcher such as team="security".',
    });
    expect(Object.keys(complain('severity.rules', [{ name: 'x', when: [], set: 1 }]) ?? {})).toEqual(['severity.rules']);
    expect(Object.keys(complain('paging.repeat.sev1.times', 101) ?? {})).toEqual(['paging.repeat.sev1']);
  });
});
