import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseConfig, tellConfigErrors } from '../../../electron/engine/config-file';
import { loadKinds } from '../../../electron/feeds/registry';

const kinds = await loadKinds();

const parse = (text: string, env: Record<string, string> = {}) => parseConfig(text, kinds, { env, readFile: (path) => `from ${path}\n` });
const told = (text: string): string => {
  const result = parse(text);
  return result.ok ? '' : tellConfigErrors('f.yml', result.errors);
};

describe('settings file', () => {
  it('takes an empty file and fills in every default', () => {
    expect(parse('')).toMatchObject({ ok: true, settings: { paging: { minSeverity: 4 }, feeds: [] } });
  });

  it('tells an unknown key with its place', () => {
    expect(told('person:\n  name: Robin\n  nmae: x\n')).toBe('f.yml:3:3: person.nmae: unknown key “nmae”');
    expect(told('feeds:\n  - id: a\n    kind: alertmanager\n    name: A\n    intervall: 3\n')).toContain(
      'f.yml:5:5: feeds.0.intervall: unknown key',
    );
    expect(told('feeds:\n  - id: a\n    kind: alertmanager\n    name: A\n    config:\n      urll: [x]\n')).toContain(
      'f.yml:6:7: feeds.0.config.urll: unknown key “urll”',
    );
  });

  it('tells wrong values, unknown kinds and double ids with their place', () => {
    expect(told('paging:\n  minSeverity: 9\n')).toMatch(/^f\.yml:2:3: paging\.minSeverity: /);
    expect(told('feeds:\n  - { id: a, kind: pigeon, name: A }\n')).toContain('f.yml:2:14: feeds.0.kind: unknown kind “pigeon”');
    expect(
      told(
        'feeds:\n  - { id: a, kind: alertmanager, name: A, config: { urls: [http://x.invalid] } }\n  - { id: a, kind: alertmanager, name: B, config: { urls: [http://x.invalid] } }\n',
      ),
    ).toContain('f.yml:3:7: feeds.1.id: the id “a” is used twice');
    expect(told('person: [')).toMatch(/^f\.yml:1:\d+: /);
  });

  it('takes secrets from the environment, a file or the text, never into the settings', () => {
    const feed = (token: string) =>
      `feeds:\n  - id: a\n    kind: alertmanager\n    name: A\n    config: { urls: [http://x.invalid], bearerToken: ${token} }\n`;
    for (const [token, text] of [
      ['{ env: T }', 'hunter2'],
      ['{ file: /run/t }', 'from /run/t'],
      ['plain', 'plain'],
    ] as const) {
      const result = parse(feed(token), { T: 'hunter2' });
      if (!result.ok) throw new Error(tellConfigErrors('f', result.errors));
      expect(result.secrets.get('a')).toEqual({ bearerToken: text });
      expect(JSON.stringify(result.settings)).not.toContain(text);
    }
    expect(told(feed('{ env: MISSING }'))).toContain('f.yml:5:41: feeds.0.config.bearerToken: the environment has no MISSING');
  });

  it('is not blown up by aliases', () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefgh'
      .split('')
      .map((c, i) => `${c}: &${c} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(',')}]`)
      .join('\n')}\n`;
    expect(parse(bomb).ok).toBe(false);
  });

  it('knows every key of the page that documents it', () => {
    const page = readFileSync(new URL('../../../docs/settings.md', import.meta.url), 'utf8');
    const yaml = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
    const result = parse(yaml, { AM_TOKEN: 't', GITHUB_TOKEN: 't', OPS_HOOK: 'https://hooks.example/services/x', DUTY_KEY: 'k' });
    expect(result.ok ? '' : tellConfigErrors('docs/settings.md', result.errors)).toBe('');
    if (!result.ok) return;
    for (const key of Object.keys(result.settings)) expect(yaml).toContain(`${key}:`);
    for (const key of Object.keys(result.settings.paging)) expect(yaml).toContain(`${key}:`);
  });
});
