// The stand-in for fpm: it understands what electron-builder says, refuses the rest, and makes packages that the real tools read.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readArguments } from '../../../scripts/fpm-shim/arguments.mjs';

const shim = join(import.meta.dirname, '../../../scripts/fpm-shim/fpm.mjs');
const has = (command: string) => spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;

let dir: string;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'dogwatch-fpm=test-'));
  mkdirSync(join(dir, 'app/resources'), { recursive: true });
  writeFileSync(join(dir, 'app/dogwatch'), '#!/bin/sh\n', { mode: 0o700 });
  writeFileSync(join(dir, 'app/resources/100% sure.txt'), 'x', { mode: 0o600 });
  writeFileSync(join(dir, 'after'), '#!/bin/sh\necho 100%\n');
  writeFileSync(join(dir, 'entry'), '[Desktop Entry]\n');
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const said = (type: 'deb' | 'rpm', more: string[] = []) => [
  ...['-s', 'dir', '--force', '-t', type, '-d', 'libnss3', '-d', 'libgtk-3-0', '--architecture', type === 'deb' ? 'amd64' : 'x86_64'],
  ...['--after-install', join(dir, 'after'), '--description', 'Short\n Long, in\n\n two parts', '--version', '1.2.3~rc1'],
  ...[
    '--package',
    join(dir, `out.${type}`),
    '--name',
    'dogwatch',
    '--maintainer',
    'A <a@b.invalid>',
    '--vendor',
    'A',
    '--url',
    'https://b.invalid',
  ],
  ...['--license', 'MIT', ...more, `${dir}/app/=/opt/Dogwatch`, `${join(dir, 'entry')}=/usr/share/applications/dogwatch.desktop`],
];

test('reads lists, mappings with = in the folder, and the description in two parts', () => {
  const request = readArguments(said('deb', ['--deb-recommends', 'libnotify-bin']));
  expect(request.depends).toEqual(['libnss3', 'libgtk-3-0']);
  expect(request.recommends).toEqual(['libnotify-bin']);
  expect(request.mappings[0]).toEqual({ from: `${dir}/app/`, to: '/opt/Dogwatch' });
  expect([request.summary, request.description]).toEqual(['Short', 'Long, in\n\ntwo parts']);
});

test.each([
  [['--prefix', '/usr'], /--prefix is not known/],
  [['nothing'], /no mapping/],
  [['-t', 'pacman'], /pacman are not known/],
  [['--name', ''], /--name is missing/],
  [['--url'], /./],
])('refuses %j', (more, words) => {
  expect(() => readArguments([...said('deb').slice(0, -2), ...more])).toThrow(words);
});

test.skipIf(!has('dpkg-deb'))('makes a .deb that dpkg-deb reads', () => {
  execFileSync(process.execPath, [shim, ...said('deb', ['--category', 'net'])], { env: { ...process.env, FPM_SHIM_QUICK: '1' } });
  const info = execFileSync('dpkg-deb', ['-I', join(dir, 'out.deb')], { encoding: 'utf8' });
  for (const line of [
    'Package: dogwatch',
    'Version: 1.2.3~rc1',
    'Depends: libnss3, libgtk-3-0',
    'Section: net',
    'Description: Short',
    '  .',
  ]) {
    expect(info).toContain(line);
  }
  const listing = execFileSync('dpkg-deb', ['-c', join(dir, 'out.deb')], { encoding: 'utf8' });
  expect(listing).toMatch(/-rwxr-xr-x root\/root .* \.\/opt\/Dogwatch\/dogwatch/);
  expect(listing).toMatch(/-rw-r--r-- root\/root .* \.\/opt\/Dogwatch\/resources\/100% sure\.txt/);
  expect(execFileSync('dpkg-deb', ['--ctrl-tarfile', join(dir, 'out.deb')]).includes('postinst')).toBe(true);
});

test.skipIf(!has('rpmbuild'))('makes an .rpm that rpm reads', () => {
  execFileSync(process.execPath, [shim, ...said('rpm', ['--rpm-os', 'linux'])], { env: { ...process.env, FPM_SHIM_QUICK: '1' } });
  const query = (...args: string[]) => execFileSync('rpm', ['-qp', ...args, join(dir, 'out.rpm')], { encoding: 'utf8' });
  expect(query('--queryformat', '%{NAME} %{VERSION} %{ARCH} %{LICENSE}')).toBe('dogwatch 1.2.3~rc1 x86_64 MIT');
  expect(query('-l')).toContain('/opt/Dogwatch/resources/100% sure.txt');
  expect(query('--scripts')).toContain('echo 100%');
});

test('ends with 1 and words when a file is missing', () => {
  const ended = spawnSync(process.execPath, [shim, ...said('deb', [`${dir}/absent=/x`])], { encoding: 'utf8' });
  expect([ended.status, ended.stderr]).toEqual([1, expect.stringContaining('absent')]);
});
