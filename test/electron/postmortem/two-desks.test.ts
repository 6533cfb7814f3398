// Two installations, each with its own profile and engine, write in the same postmortem without a way to each other, and meet later.
import { expect, it } from 'vitest';
import { anEngine, aProfile, aWriter, INCIDENT, textOf } from './a-postmortem';

const incident = INCIDENT;
const FIRST = '# Checkout\n\n## Summary\n\n## Actions\n';

it('[M1] what two installations wrote offline becomes one text at both, also after a restart, and nothing is doubled', async () => {
  const profiles = [aProfile(), aProfile()] as const;
  const anna = await anEngine(profiles[0]);
  const raj = await anEngine(profiles[1], { person: { name: 'Raj' } });
  for (const desk of [anna, raj]) await desk.must('start-postmortem', { incident, text: FIRST });
  const [hers, his] = [await aWriter(anna), await aWriter(raj)];
  const summary = FIRST.indexOf('## Actions');
  await anna.must('edit-postmortem', { incident, update: hers.change((t) => t.insert(summary, 'The queue was full.\n\n')) });
  await anna.must('edit-postmortem', { incident, update: hers.change((t) => t.insert(2, 'Slow ')) });
  await raj.must('edit-postmortem', { incident, update: his.change((t) => t.insert(FIRST.length, '- [ ] Watch the queue\n')) });
  await raj.must('edit-postmortem', { incident, update: his.change((t) => t.insert(summary, 'It lasted an hour.\n\n')) });

  const ofAnna = (await anna.must('export-postmortem-updates', { incident, known: his.known })).update;
  const ofRaj = (await raj.must('export-postmortem-updates', { incident, known: hers.known })).update;
  expect((await raj.must('import-postmortem-updates', { incident, updates: [ofAnna, ofAnna] })).taken).toBe(1);
  expect((await anna.must('import-postmortem-updates', { incident, updates: [ofRaj] })).taken).toBe(1);

  const text = await textOf(anna);
  expect(await textOf(raj)).toBe(text);
  expect(text).toMatch(/^# Slow Checkout\n\n## Summary\n\n/);
  for (const sentence of ['The queue was full.', 'It lasted an hour.', '- [ ] Watch the queue', '## Actions'])
    expect(text.split(sentence)).toHaveLength(2);
  await raj.stop(true);
  expect(await textOf(await anEngine(profiles[1]))).toBe(text);
});
