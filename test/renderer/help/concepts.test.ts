// The help of each view has something to say, briefly and once.
import { expect, test } from 'vitest';
import { pressedKey } from '../../../renderer/key-handler';
import { KEY_BINDINGS } from '../../../renderer/keys';
import type { View } from '../../../renderer/store/ui';
import { CONCEPTS } from '../../../renderer/views/help/concepts';

const VIEWS: Readonly<Record<View, true>> = {
  ...{ queue: true, runbooks: true, 'on-call': true, shift: true, postmortems: true, actions: true },
  ...{ insights: true, readiness: true, feeds: true, outbox: true, settings: true },
};

test('[O33] each view has its words, each word stands once, and none takes long to read', () => {
  const views = new Set(CONCEPTS.flatMap((concept) => concept.views));
  expect([...views].sort()).toEqual(Object.keys(VIEWS).sort());
  expect(new Set(CONCEPTS.map(({ term }) => term)).size).toBe(CONCEPTS.length);
  expect(CONCEPTS.filter(({ says }) => says.length < 40 || says.length > 260).map(({ term }) => term)).toEqual([]);
});

test('[O33] F1 is its key', () => {
  const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
  const key = pressedKey({ ...plain, key: 'F1' });
  expect(KEY_BINDINGS.find(({ keys }) => key !== null && keys.includes(key))?.id).toBe('concepts');
});
