import { expect, test } from 'vitest';
import { partsOf } from '../../../electron/channels/secrets-of';

test('[C4] of a secret header its value counts by itself: a server that repeats headers leaves the name and the space out', () => {
  expect(partsOf('X-Api-Key: k3y-of-the-target')).toContain('k3y-of-the-target');
  expect(partsOf('Authorization: Bearer abc.def')).toEqual(['Bearer abc.def', 'abc.def']);
});

test('[C4] of a secret address its path counts by itself, and each long word in it', () => {
  expect(partsOf('https://hooks.example.org/services/T0AB/s3cr3tW0rd?sig=s1gnatureOfIt')).toEqual([
    'https://hooks.example.org/services/T0AB/s3cr3tW0rd?sig=s1gnatureOfIt',
    '/services/T0AB/s3cr3tW0rd?sig=s1gnatureOfIt',
    's3cr3tW0rd',
    's1gnatureOfIt',
  ]);
});
