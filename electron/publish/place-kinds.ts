// The places a postmortem can be published to: what the settings ask for, and who reads there. How it gets there is in `publishers.ts`,
// which is loaded when something is published.
import { z } from 'zod';
import type { PublishManifest } from '../../shared/contract/publish';
import { msg } from '../../shared/words/words';
import { parserOf } from '../channels/way-out';
import { serverUrl } from '../feeds/connection';
import type { ConfluenceConfig } from './confluence';
import type { NotionConfig } from './notion';

export interface PlaceKind<C> {
  readonly manifest: PublishManifest;
  readonly parseConfig: ReturnType<typeof parserOf<z.ZodType<C>>>;
  /** Who can read there, after "can be read by". */
  readonly readersOf: (config: C) => string;
}

const word = z.string().min(1).max(300);
const token = z.string().min(1).max(4000);

export interface GitConfig {
  readonly repository: string;
  readonly branch: string;
  readonly folder: string;
  readonly mail: string;
}

const git: PlaceKind<GitConfig> = {
  manifest: {
    kind: 'git',
    name: 'Git repository',
    docsUrl: 'https://git-scm.com/docs/gitcredentials',
    fields: [
      {
        name: 'repository',
        label: msg`Repository`,
        hint: msg`https://, ssh:// or a path. Logins come from git itself.`,
        type: 'text',
        isRequired: true,
      },
      { name: 'branch', label: msg`Branch`, hint: msg`main, if left empty.`, type: 'text' },
      { name: 'folder', label: msg`Folder`, hint: msg`Within the repository, such as docs/postmortems.`, type: 'text' },
      { name: 'mail', label: msg`E-mail of the author`, hint: msg`Stands in the commits.`, type: 'text' },
    ],
  },
  parseConfig: parserOf(
    z.strictObject({
      repository: word.refine((text) => !text.startsWith('-') && !/\/\/[^/@]*:[^/@]*@/.test(text), 'an address without a password in it'),
      branch: z
        .string()
        .regex(/^(?!-)[\w./-]{0,100}$/, 'the name of a branch')
        .default('main')
        .transform((text) => text || 'main'),
      folder: z.string().max(300).default(''),
      mail: z.string().max(200).default(''),
    }),
  ),
  readersOf: ({ repository }) => `everybody who may read ${repository}`,
};

const confluence: PlaceKind<ConfluenceConfig> = {
  manifest: {
    kind: 'confluence',
    name: 'Confluence Cloud',
    docsUrl: 'https://developer.atlassian.com/cloud/confluence/rest/v2/',
    fields: [
      { name: 'baseUrl', label: msg`Site`, hint: 'https://example.atlassian.net', type: 'text', isRequired: true },
      { name: 'user', label: msg`User`, hint: msg`The e-mail of the account.`, type: 'text', isRequired: true },
      { name: 'token', label: msg`API token`, hint: msg`Made in the account’s security settings.`, type: 'secret', isRequired: true },
      { name: 'space', label: msg`Space`, hint: msg`Its key, such as OPS.`, type: 'text', isRequired: true },
      { name: 'parentPage', label: msg`Parent page`, hint: msg`Its id; empty: the top of the space.`, type: 'text' },
    ],
  },
  parseConfig: parserOf(
    z.strictObject({
      baseUrl: serverUrl,
      user: word,
      token,
      space: word,
      parentPage: z.string().regex(/^\d*$/, 'the number of a page').default(''),
    }),
  ),
  readersOf: ({ space }) => `everybody with access to the space ${space}`,
};

const notion: PlaceKind<NotionConfig> = {
  manifest: {
    kind: 'notion',
    name: 'Notion',
    docsUrl: 'https://developers.notion.com/docs/authorization',
    fields: [
      { name: 'token', label: msg`Integration token`, hint: msg`Of an internal integration.`, type: 'secret', isRequired: true },
      {
        name: 'parentPage',
        label: msg`Parent page`,
        hint: msg`Its id; the integration must be invited to it.`,
        type: 'text',
        isRequired: true,
      },
      { name: 'baseUrl', label: msg`API`, hint: msg`https://api.notion.com, if left empty.`, type: 'text', isAdvanced: true },
    ],
  },
  parseConfig: parserOf(z.strictObject({ token, parentPage: word, baseUrl: serverUrl.default('https://api.notion.com') })),
  readersOf: () => 'everybody with access to its parent page in Notion',
};

/** A kind whose config its own `parseConfig` has accepted. */
// biome-ignore lint/suspicious/noExplicitAny: each kind takes exactly what its own parseConfig gives.
export type AnyPlaceKind = PlaceKind<any>;

export const placeKinds: ReadonlyMap<string, AnyPlaceKind> = new Map(
  [git, confluence, notion].map((kind) => [kind.manifest.kind, kind as AnyPlaceKind]),
);

/** Name of a place's drawer in the vault. */
export function vaultOfPlace(id: string): string {
  return `publish:${id}`;
}
