import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SHELL_CORPUS } from '../../../corpus/hostile/runbooks';
import { eventually } from '../../../harness/eventually';
import { aRunDesk, INCIDENT, shell } from './a-run-desk';

const posix = test.skipIf(process.platform === 'win32');
const sha = (text: string): string => createHash('sha256').update(text).digest('hex');
const isThere = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

posix('[R30] only the seal of what was shown starts anything; a changed text is refused', async () => {
  const d = await aRunDesk(shell('touch "$HOME/never"; echo one'));
  const { sha256 } = d.plan();
  expect(d.desk.begin(d.target(), '0'.repeat(64), [])).toMatchObject({ ok: false });
  await d.write(shell('touch "$HOME/never"; echo two'));
  expect(d.desk.plan({ ...d.target(), step: 'book/shell:touch-home-never-echo-one' })).toMatchObject({ ok: false });
  expect(d.desk.begin(d.target(), sha256, [])).toMatchObject({ ok: false, what: expect.stringContaining('not what was shown') });
  expect(d.events('run.started')).toEqual([]);
  expect(existsSync(join(process.env.HOME ?? '', 'never'))).toBe(false);
});

posix('[R31] a plan says exactly what, where, as whom and with which variables; the environment is minimal', async () => {
  process.env.DOGWATCH_TEST_SECRET = 'from-this-process';
  const d = await aRunDesk(shell('echo "$ALERT_LABEL_pod"; env | cut -d= -f1 | sort | tr "\\n" " "; pwd'), {
    labels: { pod: 'web-1', job: 'a b' },
  });
  const plan = d.plan();
  expect(plan).toMatchObject({ kind: 'shell', shell: '/bin/sh', timeoutMs: 600_000, dangers: [], problems: [] });
  expect(plan.variables.find((v) => v.name === 'ALERT_LABEL_pod')).toEqual({
    ...{ name: 'ALERT_LABEL_pod', value: 'web-1', from: 'label pod', isUsed: true },
  });
  const end = await d.run();
  expect(end).toMatchObject({ how: 'exited', exitCode: 0, isCut: false });
  expect(end.output).toContain('web-1\n');
  expect(end.output).toMatch(/ALERT_LABEL_job ALERT_LABEL_pod HOME LANG PATH (PWD )?(SHLVL )?TERM USER/);
  expect(end.output).not.toContain('DOGWATCH_TEST_SECRET');
  expect(end.output).toContain(plan.where);
  const [started] = d.events('run.started');
  expect(started).toMatchObject({
    command: plan.command,
    where: plan.where,
    as: plan.as,
    by: 'eva',
    variables: { ALERT_LABEL_pod: 'web-1' },
  });
});

posix('[R32] output of both streams, hash, size and exit code are kept', async () => {
  const d = await aRunDesk(shell('echo out; echo err >&2; exit 3'));
  const end = await d.run();
  expect(end).toMatchObject({ how: 'exited', exitCode: 3, outputBytes: 8 });
  expect(end.output.split('\n').sort()).toEqual(['', 'err', 'out']);
  expect([sha('out\nerr\n'), sha('err\nout\n')]).toContain(end.outputSha256);
  expect(d.pushes.at(-1)).toMatchObject({ push: 'run-ended', incident: INCIDENT });
});

posix(
  '[R33] cancelling ends the whole group, also what ignores a polite end',
  async () => {
    const d = await aRunDesk(shell("sleep 300 &\necho child $!\ntrap '' TERM\necho ready\nwhile :; do sleep 0.1; done"));
    const run = d.begin();
    const text = await eventually('it is ready', () => /child (\d+)[\s\S]*ready/.exec(d.desk.outputOf(run) ?? ''));
    expect(isThere(Number(text[1]))).toBe(true);
    d.desk.cancel(run);
    expect(await d.end(run)).toMatchObject({ how: 'cancelled' });
    await eventually('the child is gone', () => !isThere(Number(text[1])));
  },
  20_000,
);

posix(
  '[R33] a time-out ends it, and a shell that is not there is told',
  async () => {
    const slow = await aRunDesk(shell('echo begun; sleep 300'), { run: { timeoutMinutes: 0.1 } });
    const quick = await aRunDesk(shell('echo x'), { run: { shell: '/nowhere/sh' } });
    expect(await quick.run()).toMatchObject({ how: 'could-not-start', exitCode: null, output: expect.stringContaining('/nowhere/sh') });
    expect(await slow.run()).toMatchObject({ how: 'timed-out', output: expect.stringContaining('begun') });
  },
  20_000,
);

posix('[R34] secrets of the vault and what looks like one are struck out of the command, the variables and the output', async () => {
  const key = '-----BEGIN KEY-----\nabcdefghijklmnop\nqrstuvwxyz012345\n-----END KEY-----';
  const d = await aRunDesk(shell('echo "hunter22"; echo password=abc; echo qrstuvwxyz012345; printf "hunt"; sleep 0.3; printf "er22\\n"'), {
    secrets: ['hunter22', key],
  });
  const text = await d.run();
  expect(text.output).not.toMatch(/hunter22|abc$|qrstuv/m);
  expect(text.output).toContain('password=***');
  expect(JSON.stringify(d.pushes)).not.toMatch(/hunter22|qrstuv/);
  expect(d.events('run.started')[0]?.command).not.toMatch(/hunter22|=abc/);
  // What a pattern finds is still shown to the person who decides.
  expect(d.plan().command).toContain('password=abc');
});

posix('[R34] a typed secret is used and never kept', async () => {
  const d = await aRunDesk(shell('printf %s "$PARAM_token" | wc -c; echo {{token}}', '---\nparams: { token: { type: secret } }\n---\n'));
  expect(d.plan().problems).toEqual(['“token” needs a value.']);
  const end = await d.run({ token: 'tops3cret' });
  expect(end.output).toMatch(/^\s*9\n\*\*\*/);
  expect(JSON.stringify([d.pushes, d.library.log.incidentEvents(INCIDENT), d.plan({ token: 'tops3cret' })])).not.toContain('tops3cret');
});

posix('[R35] a dangerous command, and one whose values could become commands, asks a second time', async () => {
  const d = await aRunDesk(shell('rm -rf "$ALERT_LABEL_dir"/nothing-here'), { labels: { dir: '/nonexistent' } });
  const { sha256, dangers } = d.plan();
  expect(dangers).toEqual([expect.stringContaining('rm -rf')]);
  expect(d.desk.begin(d.target(), sha256, [])).toMatchObject({ ok: false, what: expect.stringContaining('second yes') });
  expect(await d.run()).toMatchObject({ exitCode: 0 });
  expect(d.events('run.approved')).toMatchObject([{ commandSha256: sha(d.plan().command), by: 'eva' }]);
  const hidden = await aRunDesk(shell('"$ALERT_LABEL_verb" "$ALERT_LABEL_what"'), { labels: { verb: 'kubectl', what: 'delete' } });
  expect(hidden.plan().dangers).toEqual([]);
  const again = await aRunDesk(shell('ssh "$ALERT_LABEL_host" uptime'), { labels: { host: '-oProxyCommand=touch x' } });
  expect(again.plan().dangers).toHaveLength(2);
});

posix('[R36] a step below an approval waits for a person’s yes to exactly those words', async () => {
  const book = '# Book\n\n## Mend\n\nApproval: the manager agrees\n\n```sh\necho mended\n```\n\n## After\n\n```sh\necho checked\n```\n';
  const d = await aRunDesk(book);
  const mend = (s: { title: string }): boolean => s.title === 'echo mended';
  expect(d.plan({}, mend).problems).toEqual([expect.stringContaining('the manager agrees')]);
  expect(d.plan({}, (s) => s.title === 'echo checked').problems).toEqual([]);
  expect(() => d.begin({}, mend)).toThrow('the manager agrees');
  const gate = d.target({}, (s) => s.kind === 'approval');
  expect(d.desk.approve(gate, 'Approval: something else')).toMatchObject({ ok: false });
  expect(d.desk.approve(gate, 'Approval: the manager agrees')).toEqual({ ok: true });
  expect((await d.run({}, mend)).output).toBe('mended\n');
});

posix('[R37] a run without an end is told at the next start, and ended only when it is provably ours', async () => {
  const d = await aRunDesk(shell('echo $$; sleep 300'));
  const run = d.begin();
  const pid = Number(await eventually('it says its id', () => d.desk.outputOf(run)?.trim() || null));
  const kept = d.library.log.getSetting('runs-under-way') ?? '';
  d.another().recover();
  expect(d.events('run.finished')).toMatchObject([{ run, how: 'engine-ended', output: expect.stringContaining('was ended now') }]);
  await eventually('it was ended', () => !isThere(pid));
  const mine = JSON.parse(kept) as { pid: number }[];
  d.library.log.setSetting('runs-under-way', JSON.stringify(mine.map((e) => ({ ...e, pid: process.pid }))));
  d.another().recover();
  expect(isThere(process.pid)).toBe(true);
  expect(d.library.log.getSetting('runs-under-way')).toBe('[]');
});

posix(
  '[R38] an output of any length is kept as beginning and end, told in pieces, hashed whole',
  async () => {
    const d = await aRunDesk(shell('yes 0123456789abcde | head -c 20000000; echo THE-END'), { run: { outputKilobytes: 64 } });
    const before = process.memoryUsage().rss;
    const end = await d.run();
    expect(end).toMatchObject({
      outputBytes: 20_000_008,
      isCut: true,
      outputSha256: sha(`${'0123456789abcde\n'.repeat(1_250_000)}THE-END\n`),
    });
    expect(end.output.length).toBeLessThan(65_000);
    expect(end.output).toMatch(/^0123456789abcde\n[\s\S]*bytes left out[\s\S]*THE-END\n$/);
    const told = d.pushes.filter((p) => p.push === 'run-output');
    expect(told.reduce((n, p) => n + p.text.length, 0)).toBeLessThan(5_000_000);
    expect(told.every((p) => p.text.length <= 17_000)).toBe(true);
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  },
  30_000,
);

posix('[R38] terminal sequences are shown as the plain text between them', async () => {
  const d = await aRunDesk(shell('printf "\\033[31mred\\033[0m \\033]0;title\\007x\\r\\ny\\rz\\n\\342\\200\\256end\\n"'));
  expect((await d.run()).output).toBe('red x\ny\nz\nend\n');
});

posix('[R39] hostile labels reach a command only as data, all of a corpus and in every kind of place', async () => {
  const places = SHELL_CORPUS.map((_, i) => `{{l${i}}} "x{{l${i}}}x" '-{{l${i}}}-' "$ALERT_LABEL_l${i}" "$(printf '%s' {{l${i}}})"`);
  const script = [
    'cd "$(mktemp -d)"',
    `printf '%s\\0' ${places.join(' ')} | od -An -v -tx1 | tr -d ' \\n'`,
    'echo',
    ...SHELL_CORPUS.map((_, i) => `# {{l${i}}}`),
    'ls -A',
  ].join('\n');
  const labels = Object.fromEntries(SHELL_CORPUS.map((value, i) => [`l${i}`, value]));
  const d = await aRunDesk(shell(script), { labels });
  expect(d.plan().command).not.toContain('PWNED');
  const [hex = '', ...files] = (await d.run()).output.trim().split('\n');
  const words = Buffer.from(hex, 'hex').toString().split('\0').slice(0, -1);
  // `$(...)` drops line ends at the end.
  expect(words).toEqual(SHELL_CORPUS.flatMap((v) => [v, `x${v}x`, `-${v}-`, v, v.replace(/\n+$/, '')]));
  expect(files).toEqual([]);
});

posix('[R39] labels that can’t be variables are left out, told, and a script that needs them does not run', async () => {
  const labels = { nul: 'a\0b', huge: 'x'.repeat(1_000_000), 'a.b': '1', a_b: '2', fine: 'y' };
  const d = await aRunDesk(shell('rm -rf "/tmp/dogwatch/$ALERT_LABEL_nul"'), { labels });
  const plan = d.plan();
  expect(plan.notes.join(' ')).toMatch(/huge.*too long/);
  expect(plan.notes.join(' ')).toMatch(/nul.*NUL/);
  expect(plan.problems).toEqual(['The script uses $ALERT_LABEL_nul, and there is no such value here.']);
  expect(() => d.begin()).toThrow('no such value');
  const filled = await aRunDesk(shell('echo {{huge}}'), { labels });
  expect(filled.plan().problems).toEqual(['The value of “huge” is too long.']);
});

test('[R30] nothing but the call of a person starts a run, and processes are made in named files only', async () => {
  const { readSources } = await import('../../../architecture/sources');
  const product = readSources(['shared', 'electron', 'renderer']);
  const calling = (pattern: RegExp): string[] => product.filter((s) => pattern.test(s.text)).map((s) => s.path);
  expect(calling(/\bruns\.begin\(/)).toEqual(['electron/engine/run-calls.ts']);
  expect(calling(/\? startTerminal\(|\?\? startShell\(|\baskHttp\(what|\baskPrometheus\(what/)).toEqual([
    'electron/runbooks/run/run-desk.ts',
  ]);
  expect(calling(/\.perform\(|\.go\(run/)).toEqual(['electron/runbooks/run/run-desk.ts']);
  expect(calling(/callEngine\('run-step'/)).toEqual(['renderer/views/runbook/run/run-acts.ts']);
  const spawning = product.filter((s) => s.imports.some((i) => /^(node:)?child_process$|node-pty/.test(i))).map((s) => s.path);
  expect(spawning.filter((p) => !p.startsWith('electron/shell/')).sort()).toEqual([
    ...['electron/runbooks/git-run.ts', 'electron/runbooks/run/group-end.ts', 'electron/runbooks/run/run-ledger.ts'],
    ...['electron/runbooks/run/shell-run.ts', 'electron/runbooks/run/terminal-run.ts'],
  ]);
  expect(readdirSync('electron/runbooks/run').length).toBeGreaterThan(5);
});
