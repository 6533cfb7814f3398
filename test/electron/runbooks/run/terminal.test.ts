// Runs in a terminal: real programs that ask whether there is one, read what is typed, and look how wide it is.
import { expect, test } from 'vitest';
import { startTerminal, terminalTrouble } from '../../../../electron/runbooks/run/terminal-run';
import { eventually } from '../../../harness/eventually';
import { type ARunDesk, aRunDesk, shell } from './a-run-desk';

const posix = test.skipIf(process.platform === 'win32');
const inTerminal = (script: string): string => shell(script).replace('```sh', '```sh terminal');
const isThere = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
const says = (d: ARunDesk, run: string, words: RegExp): Promise<RegExpExecArray> =>
  eventually(`it says ${words}`, () => words.exec(d.desk.outputOf(run) ?? ''));

posix('[R41] a fence that asks for a terminal gets one, a person may choose otherwise, and the seal is of the choice', async () => {
  const script = 'if [ -t 0 ] && [ -t 1 ] && [ -t 2 ]; then echo terminal; else echo pipe; fi; exit 3';
  const d = await aRunDesk(inTerminal(script));
  expect(d.plan()).toMatchObject({ isTerminal: true, canBeTerminal: true, notes: [] });
  expect(await d.run()).toMatchObject({ how: 'exited', exitCode: 3, output: 'terminal\n', outputBytes: 10 });
  expect(d.events('run.started')).toMatchObject([{ isTerminal: true }]);
  const target = { ...d.target(), isTerminal: false };
  expect(d.desk.begin(target, d.plan().sha256, [])).toMatchObject({ ok: false, what: expect.stringContaining('not what was shown') });
  const plain = await aRunDesk(shell(script));
  expect(plain.plan()).toMatchObject({ isTerminal: false, canBeTerminal: true });
  expect((await plain.run()).output).toBe('pipe\n');
});

posix('[R41] what is typed reaches the program, sequences of the terminal do not reach the output', async () => {
  const d = await aRunDesk(inTerminal('printf "\\033[31mGo on?\\033[0m [y/N] "; read -r yes; echo "it was <$yes>"; [ "$yes" = y ]'));
  const run = d.begin();
  await says(d, run, /Go on\? \[y\/N\] $/);
  await eventually('the question is told as an unfinished line', () =>
    d.pushes.some((p) => p.push === 'run-output' && p.partial === 'Go on? [y/N] '),
  );
  expect(d.desk.type(run, 'y\r', false)).toBe(true);
  expect(await d.end(run)).toMatchObject({ exitCode: 0, output: 'Go on? [y/N] y\nit was <y>\n' });
  expect(d.desk.type(run, 'too late\r', false)).toBe(false);
});

posix('[R41] a secret that is typed is kept nowhere, also where the program repeats it', async () => {
  const d = await aRunDesk(inTerminal('printf "Password: "; read -r p; echo "you said $p, $p"'));
  const run = d.begin();
  await says(d, run, /Password: $/);
  d.desk.type(run, 'corr3cthorse\r', true);
  const end = await d.end(run);
  expect(end.output).toContain('you said ***, ***');
  expect(JSON.stringify([d.pushes, d.library.log.incidentEvents('inc')])).not.toContain('corr3cthorse');
});

posix('[R41] the terminal is as wide as the window says', async () => {
  const d = await aRunDesk(inTerminal("trap 'stty size; exit 0' WINCH; stty size; while :; do sleep 0.05; done"));
  const run = d.begin();
  await says(d, run, /^24 100$/m);
  expect(d.desk.resize(run, { columns: 132, rows: 40 })).toBe(true);
  expect((await d.end(run)).output).toBe('24 100\n40 132\n');
});

posix(
  '[R33][R41] cancelling and the time-out end the whole group of a terminal too',
  async () => {
    const d = await aRunDesk(inTerminal("sleep 300 &\necho child $!\ntrap '' TERM HUP\necho ready\nwhile :; do sleep 0.1; done"));
    const run = d.begin();
    const pid = Number((await says(d, run, /child (\d+)[\s\S]*ready/))[1]);
    expect(isThere(pid)).toBe(true);
    d.desk.cancel(run);
    expect(await d.end(run)).toMatchObject({ how: 'cancelled' });
    await eventually('the child is gone', () => !isThere(pid));
    const slow = await aRunDesk(inTerminal('echo begun; sleep 300'), { run: { timeoutMinutes: 0.1 } });
    expect(await slow.run()).toMatchObject({ how: 'timed-out', output: expect.stringContaining('begun') });
  },
  30_000,
);

posix(
  '[R38][R41] a terminal that prints 10 MB is kept as beginning and end, whole to its last line',
  async () => {
    const d = await aRunDesk(inTerminal('yes 0123456789abcde | head -c 10000000; echo THE-END'), { run: { outputKilobytes: 64 } });
    const end = await d.run();
    // A terminal ends lines with two characters.
    expect(end).toMatchObject({ outputBytes: 10_000_000 + 625_000 + 'THE-END\r\n'.length, isCut: true });
    expect(end.output).toMatch(/^0123456789abcde\n[\s\S]*bytes left out[\s\S]*THE-END\n$/);
  },
  30_000,
);

posix('[R41] a shell or a folder that is not there is told, and a program that a signal ended', async () => {
  const gone = await aRunDesk(inTerminal('echo x'), { run: { shell: '/nowhere/sh' } });
  expect(await gone.run()).toMatchObject({ how: 'could-not-start', output: expect.stringContaining('/nowhere/sh') });
  const named = await aRunDesk(inTerminal('echo found'), { run: { shell: 'sh' } });
  expect((await named.run()).output).toBe('found\n');
  const killed = await aRunDesk(inTerminal('kill -KILL $$'));
  expect(await killed.run()).toMatchObject({ how: 'exited', exitCode: null, output: expect.stringContaining('SIGKILL') });
  const command = { shell: '/bin/sh', script: 'true', folder: '/nowhere', env: {}, timeoutMs: 1000 };
  expect(await startTerminal(command, () => undefined).done).toMatchObject({ how: 'could-not-start' });
});

test('[R41] where no terminal can be opened the plan says so and runs with a pipe', async () => {
  const missing = (): never => {
    throw new Error('could not find the binary package\nhelp');
  };
  const trouble = terminalTrouble(missing);
  expect(trouble).toMatch(/no terminal can be opened on this machine .*could not find the binary package$/);
  const d = await aRunDesk(inTerminal('echo plain'), { host: { terminalTrouble: () => trouble } });
  expect(d.plan()).toMatchObject({ isTerminal: false, canBeTerminal: false, notes: [expect.stringContaining('It runs with a pipe')] });
  const asked = d.desk.plan({ ...d.target(), isTerminal: true });
  expect(asked).toMatchObject({ ok: true, prepared: { plan: { isTerminal: false } } });
});
