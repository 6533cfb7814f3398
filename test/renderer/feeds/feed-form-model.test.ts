// The form made from a manifest: what a person types becomes settings, secrets stay apart, and every complaint finds its field.
import { describe, expect, it } from 'vitest';
import { slug } from '../../../renderer/ui/config-form/free-id';
import { draftOf, emptyDraft, errorsFromWords, readForm, renamed } from '../../../renderer/views/feeds/feed-form-model';
import type { FeedManifest } from '../../../shared/feed';
import { feedSettings } from '../../../shared/settings';

const manifest: FeedManifest = {
  kind: 'alertmanager',
  name: 'Alertmanager',
  docsUrl: 'https://example.com',
  capabilities: ['ack'],
  slowMs: 2000,
  fields: [
    { name: 'urls', label: 'Addresses', hint: '', type: 'url-list', isRequired: true },
    { name: 'receiver', label: 'Receiver', hint: '', type: 'text' },
    { name: 'filters', label: 'Filters', hint: '', type: 'text-list' },
    { name: 'timeout', label: 'Time-out', hint: '', type: 'number', isAdvanced: true },
    { name: 'isInsecure', label: 'Skip TLS checks', hint: '', type: 'boolean', isAdvanced: true },
    { name: 'isSticky', label: 'Sticky', hint: '', type: 'boolean', isOn: true, isAdvanced: true },
    { name: 'password', label: 'Password', hint: '', type: 'secret' },
    { name: 'ca', label: 'CA', hint: '', type: 'multiline', isAdvanced: true },
  ],
};

const filled = {
  ...emptyDraft(manifest, []),
  config: {
    urls: 'http://a:9093\n  http://b:9093 \n',
    receiver: ' team ',
    filters: '',
    timeout: '2,5',
    isInsecure: true,
    password: '',
    ca: '',
  },
};

describe('an empty form', () => {
  it('takes defaults from the settings schema and an id that is free', () => {
    const draft = emptyDraft(manifest, ['alertmanager', 'alertmanager-2']);
    expect(draft).toMatchObject({ id: 'alertmanager-3', name: 'Alertmanager', intervalSeconds: '15', isNew: true });
    expect(draft.config).toMatchObject({ urls: '', isInsecure: false, isSticky: true });
    expect(readForm(manifest, { ...draft, config: { ...draft.config, urls: 'http://a' } }, [])).toMatchObject({
      feed: { config: { isInsecure: false, isSticky: true } },
    });
  });

  it('lets the id follow the name until a person writes one', () => {
    const draft = renamed(emptyDraft(manifest, []), 'Prod Zürich!', []);
    expect(draft.id).toBe('prod-zurich');
    expect(renamed({ ...draft, isIdOurs: false }, 'Other', []).id).toBe('prod-zurich');
    expect(renamed(draft, '東京', []).id).toBe('alertmanager');
  });

  it('names an id as the schema allows it', () => {
    expect(slug('  Very -- long '.repeat(8))).toMatch(/^[a-z0-9][a-z0-9-]{0,39}$/);
  });
});

describe('reading the form', () => {
  it('gives each field the shape its connector wants and leaves empty ones out', () => {
    const read = readForm(manifest, filled, []);
    expect(read).toMatchObject({ ok: true, secrets: {} });
    expect(read.ok && read.feed.config).toEqual({
      urls: ['http://a:9093', 'http://b:9093'],
      receiver: 'team',
      timeout: 2.5,
      isInsecure: true,
    });
  });

  it('keeps a secret out of the settings', () => {
    const read = readForm(manifest, { ...filled, config: { ...filled.config, password: 'hunter2' } }, []);
    expect(read.ok && read.secrets).toEqual({ password: 'hunter2' });
    expect(read.ok && JSON.stringify(read.feed)).not.toContain('hunter2');
  });

  it('complains at each field, all at once', () => {
    const read = readForm(
      manifest,
      { ...filled, name: ' ', intervalSeconds: 'soon', config: { ...filled.config, urls: 'b:9093', timeout: 'x' } },
      [],
    );
    expect(read.ok).toBe(false);
    expect(!read.ok && Object.keys(read.errors).sort()).toEqual(['config.timeout', 'config.urls', 'intervalSeconds', 'name']);
  });

  it('refuses a missing required field and an id that is taken', () => {
    const read = readForm(manifest, { ...filled, config: { ...filled.config, urls: '\n ' } }, ['alertmanager']);
    expect(!read.ok && read.errors).toMatchObject({ 'config.urls': 'Addresses is needed.', id: expect.stringContaining('already') });
  });

  it('keeps what it does not show: a secret named by environment survives an edit, and gives way to a typed one', () => {
    const feed = feedSettings.parse({
      id: 'am',
      kind: 'alertmanager',
      name: 'AM',
      config: { urls: ['http://a'], password: { env: 'AM_PASSWORD' } },
    });
    const draft = draftOf(manifest, feed);
    expect(draft.config.password).toBe('');
    const kept = readForm(manifest, draft, ['am']);
    expect(kept.ok && kept.feed.config.password).toEqual({ env: 'AM_PASSWORD' });
    const typed = readForm(manifest, { ...draft, config: { ...draft.config, password: 'new' } }, ['am']);
    expect(typed.ok && typed.feed.config).not.toHaveProperty('password');
  });
});

describe('words of a refusal', () => {
  it('go to the fields they name; the rest belongs to the whole form', () => {
    expect(errorsFromWords(manifest, 'config.urls: must start with http; timeout: too long')).toEqual({
      'config.urls': 'must start with http',
      'config.timeout': 'too long',
    });
    expect(errorsFromWords(manifest, 'The engine is not running.')).toEqual({ '': 'The engine is not running.' });
    expect(errorsFromWords(manifest, 'The settings of this feed are not right. urls.0: no host; receiver: too long: 600')).toEqual({
      'config.urls': 'no host',
      'config.receiver': 'too long: 600',
    });
    expect(errorsFromWords(manifest, 'config.urls.0: no host')).toEqual({ 'config.urls': 'no host' });
  });
});
