// What a person may set for a feed of log files, and how it is checked.
import { z } from 'zod';
import type { ConfigField, Feed } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { refusedConfig } from '../config-errors';
import { FORMAT_IDS, type FormatId } from './formats/entry';
import { presets } from './presets';
import { duration, type LogRule, ruleSchema } from './rule';

export interface LogsConfig {
  readonly paths: readonly string[];
  readonly rules: readonly LogRule[];
  /** Null: told from each file's first lines. */
  readonly format: FormatId | null;
  readonly isUtc: boolean;
  /** How far back a file is read that was never read before; null: as far as the longest window. */
  readonly backMs: number | null;
  readonly maxFiles: number;
}

const FORMATS = ['detect', ...FORMAT_IDS] as const;
const ABSOLUTE = /^(?:\/|[a-zA-Z]:[\\/]|\\\\)/;

const schema = z
  .strictObject({
    paths: z
      .array(z.string().trim().max(1000).regex(ABSOLUTE, 'a whole path such as /var/log/app/*.log'))
      .min(1, 'at least one path')
      .max(50, 'at most 50 paths'),
    rules: z.array(ruleSchema).min(1, 'at least one rule: add one, or take some of the presets').max(100, 'at most 100 rules'),
    format: z.enum(FORMATS).default('detect'),
    zone: z.enum(['this machine', 'UTC']).default('this machine'),
    readBack: z.union([z.literal('').transform(() => null), duration(0)]).default(null),
    maxFiles: z.number().int().min(1).max(500).default(100),
  })
  .superRefine(({ rules }, ctx) => {
    const twice = rules.findIndex((rule, at) => rules.findIndex(({ name }) => name === rule.name) !== at);
    if (twice !== -1)
      ctx.addIssue({ code: 'custom', path: ['rules', twice, 'name'], message: msg`"${rules[twice]?.name}" is there twice` });
  });

export const parseConfig: Feed<LogsConfig>['parseConfig'] = (input) => {
  const result = schema.safeParse(input);
  if (!result.success) return refusedConfig(result.error);
  const { paths, rules, format, zone, readBack: backMs, maxFiles } = result.data;
  return { ok: true, config: { paths, rules, format: format === 'detect' ? null : format, isUtc: zone === 'UTC', backMs, maxFiles } };
};

export const FIELDS: readonly ConfigField[] = [
  {
    name: 'paths',
    label: msg`Files`,
    hint: msg`One a line: /var/log/syslog, /srv/app/log/*.log. * and ? stand for parts of a name, ** for any folders, {a,b} for either. Archives of the same series are found by themselves.`,
    type: 'text-list',
    isRequired: true,
  },
  {
    name: 'rules',
    label: msg`Rules`,
    hint: msg`So many lines of a kind in so much time are an alert.`,
    type: 'rules',
    isRequired: true,
    dialect: 'lines',
    presets,
  },
  {
    name: 'format',
    label: msg`Format`,
    hint: msg`Told from the first lines of each file unless one is chosen.`,
    type: 'text',
    options: FORMATS,
  },
  {
    name: 'zone',
    label: msg`Times without a zone are of`,
    hint: msg`Programs in containers mostly write UTC.`,
    type: 'text',
    options: ['this machine', 'UTC'],
    isAdvanced: true,
  },
  {
    name: 'readBack',
    label: msg`Read back at first`,
    hint: msg`How far back files and their archives are read the first time, such as 1d; empty: as far as the longest window of the rules.`,
    type: 'text',
    isAdvanced: true,
  },
  {
    name: 'maxFiles',
    label: msg`Most files`,
    hint: msg`More files than this are not followed, and told; 100 by default.`,
    type: 'number',
    isAdvanced: true,
  },
];
