// The house rules that a machine can check: who may import whom, what is pure, how long files are, how they are named.
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { strayGlobalClasses, strayModuleClasses } from './architecture/class-names';
import { builtOn, hardLimit, impureGlobals, longFiles, medianLimit, p90Limit, packagesOf, topLevel } from './architecture/limits';
import { reach, readSources, readStylesheets, root, type Source } from './architecture/sources';

const product = readSources(['shared', 'electron', 'renderer']);
const stylesheets = readStylesheets();
const sources = [...product, ...stylesheets, ...readSources(['scripts', 'test'])];
const inside = (folder: string): Source[] => product.filter((source) => source.path.startsWith(`${folder}/`));

/** Imports of `from` that `isAllowed` refuses, as `file -> import`. */
function refused(from: readonly Source[], isAllowed: (name: string, source: Source) => boolean): string[] {
  return from.flatMap((source) => source.imports.filter((name) => !isAllowed(name, source)).map((name) => `${source.path} -> ${name}`));
}

function isOneOf(name: string, allowed: readonly string[]): boolean {
  return allowed.some((pattern) => (pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern));
}

/** Shell and engine both need to know where the log's key is kept, so this one file of the log is common ground. */
const keyFile = 'electron/log/key-file.ts';

function isShared(name: string): boolean {
  return name.startsWith('shared/');
}

describe('walls', () => {
  test('shared stands on nothing but itself', () => {
    expect(refused(inside('shared'), (name) => isShared(name) || isOneOf(name, packagesOf.shared))).toEqual([]);
  });

  test('shared takes time and randomness as arguments', () => {
    const found = inside('shared').flatMap(({ path, code }) =>
      impureGlobals.filter((global) => global.test(code)).map((global) => `${path}: ${global}`),
    );
    expect(found).toEqual([]);
  });

  test('the window imports only its own, shared and libraries of the browser', () => {
    const isAllowed = (name: string): boolean => name.startsWith('renderer/') || isShared(name) || isOneOf(name, packagesOf.renderer);
    expect(refused(inside('renderer'), isAllowed)).toEqual([]);
  });

  test('only the bridge touches what the preload exposes', () => {
    const mayTouch = ['renderer/bridge.ts', 'renderer/port-inlet.ts'];
    const found = inside('renderer').filter(({ path, code }) => !mayTouch.includes(path) && /\bwindow\s*\.\s*dogwatch\b/.test(code));
    expect(found.map(({ path }) => path)).toEqual([]);
  });

  test('the main side never imports the window', () => {
    expect(refused(inside('electron'), (name) => !name.startsWith('renderer/'))).toEqual([]);
  });

  test.each(['electron/engine/host.ts', 'electron/engine/cli.ts'])('%s reaches no electron import', (entry) => {
    const reached = reach(entry, product);
    expect(
      refused(
        product.filter(({ path }) => reached.has(path)),
        (name) => name !== 'electron' && !name.startsWith('electron/shell/'),
      ),
    ).toEqual([]);
  });

  test('engine, log, feeds, channels, trackers and schedules import no electron and nothing of the shell', () => {
    const rooms = [
      'engine',
      'log',
      'feeds',
      'demo',
      'channels',
      'schedules',
      'runbooks',
      'shift',
      'evidence',
      'postmortem',
      'insights',
      'trackers',
      'publish',
      'profile',
    ].flatMap((room) => inside(`electron/${room}`));
    expect(refused(rooms, (name) => !isOneOf(name, ['electron', 'electron/shell/*', 'electron/main.ts']))).toEqual([]);
  });

  test('a feed has no effects of its own: only its folder, the pure parts that feeds share, shared and zod', () => {
    const kinds = inside('electron/feeds').filter(({ path }) => path.split('/').length > 3);
    for (const kind of new Set(kinds.map(({ path }) => path.split('/')[2]))) {
      const own = `electron/feeds/${kind}/`;
      const reached = new Set(kinds.filter(({ path }) => path.startsWith(own)).flatMap(({ path }) => [...reach(path, product)]));
      const below = builtOn[kind ?? ''];
      const isOwn = (name: string): boolean => name.startsWith(own) || (!!below && name.startsWith(`electron/feeds/${below}/`));
      const isOfFeeds = (name: string): boolean => isOwn(name) || /^electron\/feeds\/[^/]+$/.test(name);
      const isAllowed = (name: string): boolean => isOfFeeds(name) || isShared(name) || isOneOf(name, packagesOf.feedKind);
      expect(
        refused(
          inside('electron/feeds').filter(({ path }) => reached.has(path)),
          isAllowed,
        ),
      ).toEqual([]);
    }
  });

  test('a kind of channel has no effects of its own: what it touches comes in by its context', () => {
    const effects = ['context', 'pace', 'runner', 'smtp', 'registry'].map((name) => `electron/channels/${name}.ts`);
    const kinds = inside('electron/channels').filter(({ path }) => !effects.includes(path));
    const isAllowed = (name: string): boolean =>
      (name.startsWith('electron/channels/') && !effects.includes(name)) ||
      isOneOf(name, ['electron/feeds/connection.ts', 'electron/feeds/http-answer.ts']) ||
      isShared(name) ||
      isOneOf(name, packagesOf.channelKind);
    expect(refused(kinds, isAllowed)).toEqual([]);
  });

  test('the shell never opens the log, reads a feed or runs the engine', () => {
    const shell = [...inside('electron/shell'), ...product.filter(({ path }) => path === 'electron/main.ts')];
    const isAllowed = (name: string): boolean =>
      isOneOf(name, [keyFile, 'electron/log/put-aside.ts']) ||
      !isOneOf(name, [
        'libsql',
        'electron/log/*',
        'electron/feeds/*',
        'electron/channels/*',
        'electron/schedules/*',
        'electron/engine/*',
        'electron/shift/*',
        'electron/profile/*',
      ]);
    expect(refused(shell, isAllowed)).toEqual([]);
    const reached = product.filter(({ path }) => reach('electron/main.ts', product).has(path));
    expect(refused(reached, (name) => name !== 'libsql')).toEqual([]);
  });
});

describe('sizes', () => {
  const lengths = product.map(({ lines }) => lines).sort((a, b) => a - b);
  const at = (share: number): number => lengths[Math.floor((lengths.length - 1) * share)] ?? 0;

  test(`no file is over ${hardLimit} lines without a reason, and no reason outlives its file`, () => {
    const long = sources.filter(({ lines }) => lines > hardLimit).map(({ path }) => path);
    expect(long.sort()).toEqual(Object.keys(longFiles).sort());
  });

  test(`the median file has at most ${medianLimit} lines, nine of ten at most ${p90Limit}`, () => {
    expect(at(0.5)).toBeLessThanOrEqual(medianLimit);
    expect(at(0.9)).toBeLessThanOrEqual(p90Limit);
  });
});

describe('stylesheets', () => {
  test('every class of a module stylesheet is read by a component, and every class that is read has a rule', () => {
    expect(strayModuleClasses(stylesheets, inside('renderer'))).toEqual({ unused: [], unknown: [] });
  });

  test('every global class is named by a component', () => {
    expect(strayGlobalClasses(stylesheets, inside('renderer'))).toEqual([]);
  });
});

describe('names and form', () => {
  test('files are in kebab case', () => {
    expect(sources.map(({ path }) => path).filter((path) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$/.test(basename(path)))).toEqual([]);
  });

  test('no drawer for odds and ends', () => {
    const drawers = /^(utils?|helpers?|misc|common)\.(ts|tsx|mjs)$/;
    expect(sources.map(({ path }) => path).filter((path) => drawers.test(basename(path)) && !path.startsWith('test/'))).toEqual([]);
  });

  test('no default exports', () => {
    expect(
      sources.filter(({ path, code }) => /^export default\b/m.test(code) && !path.includes('.config.')).map(({ path }) => path),
    ).toEqual([]);
  });

  test('a file opens with why it exists', () => {
    const mute = sources.filter(({ path, text }) => !/\.(test|spec)\.tsx?$/.test(path) && !/^(#!.*\n)?\/[/*]/.test(text));
    expect(mute.map(({ path }) => path)).toEqual([]);
  });

  test('nothing lies at the top of the checkout that was not agreed on', () => {
    expect(readdirSync(root).filter((name) => !(topLevel as readonly string[]).includes(name))).toEqual([]);
  });
});
