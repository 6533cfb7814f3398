import { describe, expect, test } from 'vitest';
import { readArguments } from '../../../electron/shell/args';
import { findDeepLink, parseDeepLink } from '../../../electron/shell/deep-link';

describe('the command line', () => {
  test('reads its own words and leaves Chromium’s alone', () => {
    const options = readArguments(
      ['electron', '--no-sandbox', '.', '--profile', 'p', '--config=/c.yml', '--seconds', '30', '--hidden', 'dogwatch://incident/INC-7'],
      '/work',
    );
    expect(options).toEqual({
      profile: '/work/p',
      configFile: '/c.yml',
      seconds: 30,
      isHidden: true,
      deepLink: { incidentNumber: 7 },
      problems: [],
    });
  });

  test.each([['--seconds', 'soon'], ['--seconds', '0'], ['--profile'], ['--config', '--hidden']])(
    'tells what it can’t understand: %s %s',
    (...words) => {
      expect(readArguments(['electron', ...words], '/').problems).toHaveLength(1);
    },
  );
});

describe('deep links', () => {
  test('exactly one form is understood', () => {
    expect(parseDeepLink('dogwatch://incident/INC-42')).toEqual({ incidentNumber: 42 });
    expect(parseDeepLink('dogwatch://incident/INC-42/')).toEqual({ incidentNumber: 42 });
    const event = '01JDC3Y4QZ8R5T6V7W8X9Y0ZAB';
    expect(parseDeepLink(`dogwatch://incident/INC-42#event-${event}`)).toEqual({ incidentNumber: 42, event });
  });

  test.each([
    'dogwatch://incident/INC-0',
    'dogwatch://incident/INC-1x',
    'dogwatch://incident/INC-1#event-',
    'dogwatch://incident/INC-1#event-01JDC3Y4QZ8R5T6V7W8X9Y0ZAB x',
    'dogwatch://incident/INC-1#x',
    'dogwatch://incident/../INC-1',
    'DOGWATCH://incident/INC-1?x=1',
    'http://incident/INC-1',
    'dogwatch://incident/INC-9999999999',
    ' dogwatch://incident/INC-1',
    'dogwatch://incident/INC-1\n--no-sandbox',
  ])('refuses %j', (text) => {
    expect(parseDeepLink(text)).toBeNull();
  });

  test('is found among arguments', () => {
    expect(findDeepLink(['--x', 'dogwatch://incident/INC-3'])).toEqual({ incidentNumber: 3 });
    expect(findDeepLink(['--x'])).toBeNull();
  });
});
