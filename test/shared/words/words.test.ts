import { afterEach, expect, test } from 'vitest';
import { counted, locale, msg, speak } from '../../../shared/words/words';

afterEach(() => speak('en', {}));

test('[L21] English is said as it stands, without what tells meanings apart', () => {
  expect(msg`Held until ${'03:10'} by ${2} rules`).toBe('Held until 03:10 by 2 rules');
  expect(msg`Open##state`).toBe('Open');
  expect(msg`{{number}} is ${'open'}`).toBe('{{number}} is open');
  expect(counted(1_234, msg`alert`, msg`alerts`)).toBe('1,234 alerts');
});

test('[L21] another language may put the pieces in another order; what it lacks is said in English', () => {
  speak('de', { '{0} of {1} firing': '{1} Alerts, davon feuern {0}', 'Open##state': 'Offen' });
  expect(msg`${3} of ${5} firing`).toBe('5 Alerts, davon feuern 3');
  expect(msg`Open##state`).toBe('Offen');
  expect(msg`Open`).toBe('Open');
  expect(counted(1_234, 'Alert', 'Alerts')).toBe('1.234 Alerts');
  expect(locale()).toBe('de-DE');
});

test('[L21] what is put in is never looked at again, whatever it holds', () => {
  expect(msg`${'{1}'} and ${'$&'}`).toBe('{1} and $&');
});
