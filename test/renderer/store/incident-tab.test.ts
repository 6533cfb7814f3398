// Which tab an incident opens on: its own, never the one that another was left on.
import { beforeEach, describe, expect, it } from 'vitest';
import { openIncidentTab, useIncidentTab } from '../../../renderer/store/incident-tab';
import { useUi } from '../../../renderer/store/ui';

const { select } = useUi.getState();
const tab = (): string => useIncidentTab.getState().tab;

describe('the tab of an incident', () => {
  beforeEach(() => select(null));

  it('is Now for one that was never looked at, and the one it was left on for another', () => {
    select('first');
    openIncidentTab('runbook');
    select('second');
    expect(tab()).toBe('now');
    openIncidentTab('response');
    select('first');
    expect(tab()).toBe('runbook');
    select(null);
    select('second');
    expect(tab()).toBe('response');
  });

  it('stays while its incident stays selected', () => {
    select('third');
    openIncidentTab('timeline');
    useUi.getState().showIncident('third');
    expect(tab()).toBe('timeline');
  });
});
