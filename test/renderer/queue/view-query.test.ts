import { expect, it } from 'vitest';
import { decodeView, encodeView } from '../../../renderer/views/queue/view-query';

it('a saved view comes back as it was', () => {
  const view = { filter: { tab: 'snoozed', text: 'team=core & "x"' }, groupBy: 'cluster', sortBy: 'age' } as const;
  expect(decodeView(encodeView(view))).toEqual(view);
});

it('what a newer version wrote falls back to the plain queue', () => {
  expect(decodeView('tab=starred&sort=moon')).toEqual({ filter: { tab: 'open', text: '' }, groupBy: 'service', sortBy: 'urgency' });
});
