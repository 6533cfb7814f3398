// What every kind of channel owes the outbox. Runs over the registry, against targets on loopback; a kind without a target fails.
import { describe, expect, test } from 'vitest';
import { type OpenChannel, openChannel } from '../../electron/channels/context';
import { channelRegistry } from '../../electron/channels/registry';
import { secretFields, secretsOf } from '../../electron/channels/secrets-of';
import type { OutMessage } from '../../shared/channel';
import { FAMILIES, HOSTILE } from '../corpus/hostile/texts';
import { type ChannelTarget, channelTargets, type TargetMood } from '../fakes/channel-targets';
import { outMessage } from '../fakes/out-messages';

const KINDS = [...channelRegistry.values()].map((kind) => [kind.manifest.kind, kind] as const);
const NETWORKED = KINDS.filter(([kind]) => kind !== 'bridge');
/** Controls, direction overrides and invisible characters; what a mail's lines end with is none. */
const isHidden = (sign: string): boolean => /(?![\r\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069\u200b\ufeff]|\p{Cs}/u.test(sign);
const never = new AbortController().signal;

async function opened(kind: string, mood: TargetMood, logged: string[] = []): Promise<{ channel: OpenChannel; target: ChannelTarget }> {
  const start = channelTargets[kind];
  const channelKind = channelRegistry.get(kind);
  if (!start || !channelKind) throw new Error(`${kind} has no target in test/fakes/channel-targets.ts`);
  const target = await start(mood);
  const result = openChannel(channelKind, target.config, { now: Date.now, log: (_, line) => logged.push(line) });
  if (!result.ok) throw new Error(result.refusal.what);
  return { channel: result.channel, target };
}

describe.each(KINDS)('channel %s', (kind, channel) => {
  const { manifest } = channel;

  test('its manifest is whole: fields are named once and say what they are for', () => {
    expect(manifest.kind).toBe(kind);
    expect([manifest.name, manifest.proves].includes('')).toBe(false);
    expect(manifest.docsUrl).toMatch(/^https:\/\//);
    expect(manifest.maxChars).toBeGreaterThan(0);
    expect(manifest.pauseMs).toBeGreaterThanOrEqual(0);
    expect(new Set(manifest.fields.map((field) => field.name)).size).toBe(manifest.fields.length);
    expect(manifest.fields.filter((field) => field.label === '' || field.hint === '')).toEqual([]);
  });

  test('bad settings are refused with the field and words', () => {
    for (const bad of [null, 1, [], {}, { unknownField: 1 }]) {
      const parsed = channel.parseConfig(bad);
      expect(parsed.ok).toBe(false);
      if (!parsed.ok) expect(parsed.errors.length > 0 && parsed.errors.every((error) => error.message !== '')).toBe(true);
    }
  });

  test('[C4] settings that are wrong are told without the secrets in them', () => {
    const config = Object.fromEntries(
      manifest.fields.map((field) => [field.name, field.type === 'secret' ? 'not/a valid\nsecret-8f7e6d' : {}]),
    );
    const result = openChannel(channel, config, { now: Date.now, log: () => undefined });
    expect(result.ok).toBe(false);
    expect(JSON.stringify(result)).not.toContain('secret-8f7e6d');
  });

  test('[C1] a message arrives', async () => {
    const { channel: open, target } = await opened(kind, 'good');
    expect(await open.send(outMessage(), never)).toMatchObject({ ok: true });
    if (kind !== 'bridge') expect(target.got().join()).toContain('DiskFilling');
    await target.stop();
  });

  test.each(FAMILIES)('[C3] texts of the hostile corpus go out harmless: %s', async (family) => {
    const { channel: open, target } = await opened(kind, 'good');
    const texts = HOSTILE[family] ?? [];
    for (const text of texts) {
      const incident = { title: text, service: text };
      const hostile: OutMessage = outMessage({ subject: text, text, key: `act-${text.slice(0, 300)}`, incident });
      expect(await open.send(hostile, never), text.slice(0, 80)).toMatchObject({ ok: true });
    }
    const wires = target.got();
    if (kind !== 'bridge') expect(wires).toHaveLength(texts.length);
    for (const wire of wires) {
      expect(wire.length).toBeLessThan(1_400_000);
      expect([...wire].some(isHidden)).toBe(false);
      expect(wire).not.toMatch(/\\u(202e|d800|0000|001b)/);
    }
    await target.stop();
  });

  test('[C7] what was given up before it went out says so, and nothing arrives', async () => {
    const { channel: open, target } = await opened(kind, 'good');
    expect(await open.send(outMessage(), AbortSignal.abort())).toMatchObject({ ok: false, kind: 'aborted' });
    expect(target.got()).toEqual([]);
    await target.stop();
  });
});

describe.each(NETWORKED)('channel %s', (kind, channel) => {
  test('[C7] giving up while the target says nothing is honoured at once; [C2] it may have arrived', async () => {
    const { channel: open, target } = await opened(kind, 'hang');
    const controller = new AbortController();
    const sending = open.send(outMessage(), controller.signal);
    setTimeout(() => controller.abort(), 400);
    const started = performance.now();
    const result = await sending;
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(result).toMatchObject({ ok: false, kind: 'maybe-sent' });
    await target.stop();
  });

  test('[C2] a target that is not there was not reached: nothing was sent', async () => {
    const { target } = await opened(kind, 'good');
    await target.stop();
    const result = openChannel(channel, target.config, { now: Date.now, log: () => undefined });
    if (!result.ok) throw new Error(result.refusal.what);
    const outcome = await result.channel.send(outMessage(), never);
    expect(outcome).toMatchObject({ ok: false, kind: 'unreachable' });
    if (!outcome.ok) expect([outcome.what, outcome.remedy]).not.toContain('');
  });

  test('[C4] a target that repeats what it was told brings no secret into a result or a log', async () => {
    const logged: string[] = [];
    const { channel: open, target } = await opened(kind, 'echo', logged);
    const result = await open.send(outMessage(), never);
    expect(result).toMatchObject({ ok: false });
    const words = JSON.stringify([result, logged]);
    expect(secretFields(channel.manifest).filter((name) => target.config[name] !== undefined).length).toBeGreaterThan(0);
    for (const secret of secretsOf(channel.manifest, target.config)) {
      expect(words).not.toContain(secret);
      expect(words).not.toContain(Buffer.from(secret).toString('base64'));
    }
    expect(words).toContain('***');
    await target.stop();
  });
});
