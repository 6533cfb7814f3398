// Two engines in one space on a real NATS server: ana founded it, bo was let in.
import { eventually } from '../../harness/eventually';
import { type DeskEngine, startDeskEngine } from '../engine/desk-engine';

export interface TeamPair {
  readonly ana: DeskEngine;
  readonly bo: DeskEngine;
  stop(): Promise<void>;
}

export async function letIn(founder: DeskEngine, joiner: DeskEngine): Promise<void> {
  const { desk } = await founder.must('get-sharing', {});
  await eventually('the space answers', async () => (await joiner.must('get-sharing', {})).status.state === 'outside');
  await joiner.must('join-space', { founder: desk });
  const { desk: name } = await joiner.must('get-sharing', {});
  await eventually('the request is seen', async () =>
    (await founder.must('get-sharing', {})).requests.some((request) => request.desk === name),
  );
  await founder.must('admit-desk', { desk: name });
  await eventually('it is in', async () => (await joiner.must('get-sharing', {})).status.state === 'ok');
}

export async function foundSpace(desk: DeskEngine): Promise<void> {
  await eventually('the servers answer', async () => (await desk.must('get-sharing', {})).status.state === 'outside');
  await desk.must('found-space', {});
}

export async function startPair(nats: string, more: Record<string, unknown> = {}): Promise<TeamPair> {
  const configOf = (person: string) => ({
    person: { name: person, id: person },
    sharing: { isOn: true, space: 'ops', servers: [nats], deskName: `${person}'s desk` },
    ...more,
  });
  const ana = await startDeskEngine({ config: configOf('ana') });
  const bo = await startDeskEngine({ config: configOf('bo') });
  await foundSpace(ana);
  await letIn(ana, bo);
  return { ana, bo, stop: async () => void (await Promise.all([ana.stop(), bo.stop()])) };
}
