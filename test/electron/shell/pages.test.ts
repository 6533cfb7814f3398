import { describe, expect, test } from 'vitest';
import type { Notifier } from '../../../electron/shell/notifier/notifier';
import { pageText } from '../../../electron/shell/notifier/page-text';
import { LivePages, type PageMessage, showPage } from '../../../electron/shell/pages';
import type { PageOutcome, ShellToEngine } from '../../../shared/contract';

const message: PageMessage = {
  type: 'page',
  areDetailsHidden: false,
  request: {
    ...{ page: 'p1', thread: 'inc:1', incidents: ['01A'], pageKind: 'incident', title: 'SEV2 INC-1 DiskFilling', body: 'payments is full' },
    ...{ urgency: 'critical', sound: 'critical', worst: 2, count: 1 },
    ...{ rule: 'severity', step: 0, trace: [], nextAt: null },
  } as PageMessage['request'],
};

function desk() {
  const reports: ((outcome: PageOutcome) => void)[] = [];
  const seen = { texts: [] as ReturnType<typeof pageText>[], sent: [] as ShellToEngine[], sounds: 0, opened: [] as (string | null)[] };
  const state = { isLocked: false };
  const live = new LivePages();
  const present: Notifier['present'] = async (request, areDetailsHidden, report) => {
    seen.texts.push(pageText(request, areDetailsHidden));
    reports.push(report);
    report({ kind: 'shown', route: 'test', receiptMs: 1 });
  };
  const show = (isAgain: boolean) =>
    showPage(
      {
        notifier: { present, withdraw: () => {} },
        isLocked: () => state.isLocked,
        live,
        send: (sent) => void seen.sent.push(sent),
        play: () => {
          seen.sounds += 1;
        },
        open: (incident) => void seen.opened.push(incident),
        onOutcome: () => {},
      },
      message,
      isAgain,
    );
  return { seen, state, live, show, reports };
}

describe('pages of a locked console', () => {
  test('[K14] a page that stands on the screen is shown again without details or buttons, neither heard nor reported twice', async () => {
    const { seen, state, live, show } = desk();
    await show(false);
    state.isLocked = true;
    expect(live.all()).toEqual([message]);
    await show(true);
    expect(seen.texts.map(({ title, isActionable }) => ({ title, isActionable }))).toEqual([
      { title: 'SEV2 INC-1 DiskFilling', isActionable: true },
      { title: 'SEV2 · INC-1', isActionable: false },
    ]);
    expect(seen.texts[1]?.body).not.toContain('payments');
    expect(seen.sounds).toBe(1);
    expect(seen.sent).toHaveLength(1);
  });

  test('[K14] a button from before the lock acknowledges nothing: it brings the lock up', async () => {
    const { seen, state, show, reports } = desk();
    await show(false);
    state.isLocked = true;
    reports[0]?.({ kind: 'acted', action: 'acknowledge' });
    expect(seen.sent.at(-1)).toMatchObject({ outcome: { kind: 'clicked' } });
    expect(seen.opened).toEqual(['01A']);
  });

  test('a page that was closed or withdrawn is not put on the screen again', async () => {
    const { live, show, reports } = desk();
    await show(false);
    reports[0]?.({ kind: 'dismissed', why: 'closed' });
    expect(live.all()).toEqual([]);
    await show(false);
    live.withdraw(['inc:1']);
    expect(live.all()).toEqual([]);
  });
});
