// Drafts, templates, similar incidents and the impact through the engine's own calls, with a real log and a real template folder.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLog } from '../../../electron/log/store';
import { type DeskEngine, KEY, startDeskEngine } from '../engine/desk-engine';
import { anAlert, closed, commit, fired, noted, opened, resolved } from '../log/a-log';

const HOUR = 3_600_000;

describe('drafting through the engine', () => {
  let desk: DeskEngine;
  let profile: string;
  let folder: string;
  const checkout = { service: 'checkout', labels: { alertname: 'HighErrorRate', cluster: 'eu' } };

  beforeAll(async () => {
    profile = mkdtempSync(join(tmpdir(), 'dogwatch-draft-'));
    folder = join(profile, 'templates');
    const log = openLog({ file: join(profile, 'log.db'), key: KEY, device: 'desk', now: Date.now });
    if (!log.ok) throw new Error(log.what);
    const now = Date.now();
    const alert = anAlert({ name: 'HighErrorRate', labels: { service: 'checkout' } });
    const old = [
      opened('old', 1, { title: 'Ledger queries time out', ...checkout }),
      fired('old', [alert]),
      noted('old', 'Rolled back to 4.17'),
      resolved('old'),
      closed('old'),
    ];
    commit(log.log, old, now - 9 * HOUR);
    commit(log.log, [opened('secret', 2, { title: 'Ledger leak', ...checkout, isSecurity: true }), resolved('secret')], now - 8 * HOUR);
    commit(log.log, [opened('other', 3, { title: 'Disk full', service: 'mail' }), resolved('other')], now - 7 * HOUR);
    commit(log.log, [opened('i1', 4, { title: 'Ledger queries are slow', ...checkout }), fired('i1', [alert])], now - HOUR);
    commit(log.log, [opened('small', 5, { title: 'Small thing', severity: 5 })], now - HOUR);
    log.log.close();
    const config = { version: 1, person: { name: 'Ada' }, postmortem: { templateFolder: folder } };
    desk = await startDeskEngine({ profile, config });
  });

  afterAll(async () => {
    await desk.stop(true);
    rmSync(profile, { recursive: true, force: true });
  });

  it('[G8] similar incidents are found with the reason and with how it went; of restricted ones only the number is told', async () => {
    const { similar } = await desk.must('similar-incidents', { incident: 'i1' });
    expect(similar.map(({ number }) => number)).toEqual([1, 2]);
    expect(similar[0]).toMatchObject({
      ...{ title: 'Ledger queries time out', lastNote: 'Rolled back to 4.17', resolvedWhy: 'fixed' },
      why: 'same alert HighErrorRate, same service checkout, same cluster eu, in common: queries, ledger',
    });
    expect(similar[1]).toMatchObject({ title: '', why: '', lastNote: '', resolvedWhy: '', isRestricted: true });
    expect((await desk.must('similar-incidents', { incident: 'small' })).similar).toEqual([]);
  });

  it('[G7] the template is chosen by rule, with the reason; a missing folder leaves those that are built in', async () => {
    const why = async (incident: string) => {
      const { template, why } = await desk.must('draft-postmortem', { incident });
      return [template, why];
    };
    expect(await why('i1')).toEqual(['standard', '“Standard”, because no other template is for this incident']);
    expect(await why('small')).toEqual(['light', '“Light”, because it is SEV5']);
    expect(await why('secret')).toEqual(['security', '“Security”, because INC-2 is a security incident']);
    const listed = await desk.must('list-postmortem-templates', {});
    expect(listed.templates.map(({ id }) => id)).toEqual(['light', 'security', 'standard']);
    expect(listed.faults).toEqual([expect.stringContaining('can’t be read (ENOENT)')]);
  });

  it('[G8] a draft names similar incidents with the reason, a restricted one by its number', async () => {
    const { markdown } = await desk.must('draft-postmortem', { incident: 'i1' });
    expect(markdown).toContain('# INC-4: Ledger queries are slow');
    expect(markdown).toMatch(
      /- \[INC-1\]\(dogwatch:\/\/incident\/INC-1\), SEV3, [\d-]+: Ledger queries time out \(resolved after \d.*\)\. Why: same alert/,
    );
    expect(markdown).toMatch(/- \[INC-2\]\(dogwatch:\/\/incident\/INC-2\), SEV3, [\d-]+: restricted to those who need to know\n/);
    expect(markdown).not.toContain('Ledger leak');
  });

  it('[G9] a confirmed impact is an event, stands in the row and in the next draft, also of a closed incident', async () => {
    const { row } = await desk.must('get-incident', { id: 'old' });
    const impact = { impactStart: row.openedAt - 60_000, restoredAt: row.openedAt + 60_000, customersAffected: 41 };
    await desk.must('set-impact', { id: 'old', impact });
    expect((await desk.must('get-incident', { id: 'old' })).row.impact).toMatchObject({ ...impact, requestsFailed: null });
    expect(await desk.call('set-impact', { id: 'old', impact })).toMatchObject({
      error: { what: 'The impact of INC-1 stands like this already.' },
    });
    const { markdown } = await desk.must('draft-postmortem', { incident: 'old', template: 'standard' });
    expect(markdown).toContain('- Customers affected: 41');
    expect(markdown).toContain('| Time to detect | 1 min |');
  });

  it.each([
    [{ impactStart: Date.now() + HOUR }, 'The impact can’t be in the future.'],
    [{ impactStart: 2000, restoredAt: 1000 }, 'It can’t be restored before the impact began.'],
    [{ impactStart: 2000, mitigatedAt: 1000 }, 'It can’t be mitigated before the impact began.'],
    [{ mitigatedAt: 2000, restoredAt: 1000 }, 'It can’t be restored before it was mitigated.'],
    [{}, 'The impact of INC-4 stands like this already.'],
  ])('[G9] an impact that can’t be is refused: %j', async (impact, what) => {
    expect(await desk.call('set-impact', { id: 'i1', impact })).toMatchObject({ ok: false, error: { what } });
  });

  it('[G2] rows of the timeline come one by one, from a time on, as Markdown and in plain words', async () => {
    const { head, rows } = await desk.must('timeline-rows', { incident: 'i1' });
    expect(head).toMatch(/^\| Time \(.+\) \| What happened \|\n\| --- \| --- \|$/);
    expect(rows.length).toBeGreaterThan(1);
    for (const row of rows) expect(row.markdown).toMatch(/^\| \[.+\]\(dogwatch:.+\) \| .+ \|$/);
    expect(rows.map(({ words }) => words)).toContain('Detected: opened here as SEV3: by default');
    expect((await desk.must('timeline-rows', { incident: 'i1', since: Date.now() + HOUR })).rows).toEqual([]);
    expect(await desk.call('timeline-rows', { incident: 'nobody' })).toMatchObject({ ok: false });
  });

  it('[G6] the charts of an incident are fences to choose from', async () => {
    const { charts } = await desk.must('list-charts', { incident: 'i1' });
    expect(charts.map(({ label }) => label)).toEqual(['When each alert of INC-4 fired', 'Stages of INC-4']);
    expect(charts.map(({ markdown }) => markdown.split('\n').slice(0, 2))).toEqual([
      ['```chart', 'chart: alerts'],
      ['```chart', 'chart: stages'],
    ]);
    expect(await desk.call('list-charts', { incident: 'nobody' })).toMatchObject({ ok: false });
  });

  it('[G7] one’s own folder is read anew each time: own ones count, take the place of built-in ones, and bad ones are told', async () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'checkout.md'), '---\nname: Checkout\nservices: [checkout]\n---\n# {{number}}\n\n{{timeline}}\n');
    writeFileSync(join(folder, 'light.md'), '---\nname: Our light one\nseverities: [4, 5]\n---\n# {{title}} of ours\n');
    writeFileSync(join(folder, 'bad.md'), '---\nname: Bad\n---\nx\n{{rootCause}} and {{timeline}} here\n');
    writeFileSync(join(folder, 'worse.md'), '# no front matter\n');
    execFileSync('mkfifo', [join(folder, 'pipe.md')]);
    mkdirSync(join(folder, 'folder.md'));
    writeFileSync(join(folder, 'odd.md'), '---\nname: Odd\nseverity: 1\n---\n');
    const own = await desk.must('draft-postmortem', { incident: 'i1' });
    expect(own).toMatchObject({ template: 'checkout', why: '“Checkout” (of your own folder), because it is about checkout' });
    expect(own.markdown).toMatch(/^# INC-4\n\n\| Time \(/);
    expect((await desk.must('draft-postmortem', { incident: 'small' })).markdown).toBe('# Small thing of ours\n');
    const { faults, templates } = await desk.must('list-postmortem-templates', {});
    expect(templates.map(({ id, isOwn }) => [id, isOwn])).toEqual([
      ['checkout', true],
      ['light', true],
      ['security', false],
      ['standard', false],
    ]);
    expect(faults).toEqual([
      expect.stringMatching(/^bad\.md:5:1: there is no placeholder “rootCause”; known: number, title/),
      'bad.md:5:19: “timeline” takes several lines: it must stand alone on its line',
      'folder.md: not a plain file',
      expect.stringMatching(/^odd\.md: front matter: /),
      'pipe.md: not a plain file',
      expect.stringMatching(/^worse\.md:1:1: it begins with front matter/),
    ]);
    const refused = await desk.call('draft-postmortem', { incident: 'i1', template: 'bad' });
    expect(refused).toMatchObject({
      ok: false,
      error: { what: expect.stringContaining('bad.md:5:1'), remedy: expect.stringContaining('standard') },
    });
  });
});
