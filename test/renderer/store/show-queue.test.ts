// The way to the queue leads to the queue, also from a postmortem that has the whole width.
import { beforeEach, expect, it } from 'vitest';
import { openIncidentTab } from '../../../renderer/store/incident-tab';
import { showQueue } from '../../../renderer/store/show-queue';
import { useUi } from '../../../renderer/store/ui';
import { useWide } from '../../../renderer/store/wide';

beforeEach(() => {
  useWide.setState({ isWide: true, writing: null });
  useUi.getState().showIncident('written');
});

it('lets go of the incident whose postmortem would stand over it', () => {
  openIncidentTab('postmortem');
  useWide.setState({ writing: 'written' });
  showQueue();
  expect(useUi.getState()).toMatchObject({ view: 'queue', selectedId: null });
});

it('keeps the selection where it hides nothing', () => {
  openIncidentTab('timeline');
  useUi.getState().go('feeds');
  showQueue();
  expect(useUi.getState()).toMatchObject({ view: 'queue', selectedId: 'written' });
  openIncidentTab('postmortem');
  useWide.setState({ isWide: false, writing: 'written' });
  showQueue();
  expect(useUi.getState().selectedId).toBe('written');
});
