// Where runbooks come from, how they are matched to alerts, and what may be run from them.
import { z } from 'zod';
import { incidentCondition, itemId } from './fields';

const source = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('folder'), id: itemId, path: z.string().min(1).max(1000) }),
  z.strictObject({
    kind: z.literal('git'),
    id: itemId,
    url: z.string().min(1).max(1000),
    branch: z.string().max(200).default(''),
    folder: z.string().max(500).default(''),
    everyMinutes: z.number().min(1).max(10_080).default(60),
  }),
]);
export type RunbookSource = z.infer<typeof source>;

const rule = z.strictObject({
  name: z.string().min(1).max(80),
  when: incidentCondition.prefault({}),
  /** A runbook's id: `<source>/<path of the file>`. */
  runbook: z.string().min(1).max(600),
});
export type RunbookRule = z.infer<typeof rule>;

const pattern = z.string().min(1).max(300).refine(isPattern, 'a regular expression');

function isPattern(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
}

const DANGEROUS = [
  String.raw`\brm\s+(-\w+\s+)*-\w*[rf]`,
  String.raw`\b(mkfs|dd|fdisk|parted|wipefs|shutdown|reboot|halt|poweroff)\b`,
  String.raw`\b(drop|truncate)\s+(table|database|schema)\b`,
  String.raw`\bdelete\s+from\b`,
  String.raw`\bkubectl\s+(delete|drain|cordon)\b`,
  String.raw`\bterraform\s+(destroy|apply)\b`,
  String.raw`\bgit\s+push\s+.*--force`,
  String.raw`>\s*/dev/(sd|nvme|vd)`,
];

export const runbookSettings = z.strictObject({
  sources: z.array(source).max(50).default([]),
  rules: z.array(rule).max(500).default([]),
  /** `runbook_url`s of alerts are fetched ahead and kept for offline use. */
  areLinksFetched: z.boolean().default(true),
  /** Hosts of private networks that links may lead to, e.g. `wiki.corp.example` or `*.corp.example`; public ones need not be named. */
  linkHosts: z
    .array(
      z
        .string()
        .regex(/^(\*|(\*\.)?[A-Za-z0-9]([A-Za-z0-9.:-]*[A-Za-z0-9])?)$/, 'a host such as wiki.corp.example or *.corp.example')
        .max(253),
    )
    .max(200)
    .default([]),
  run: z
    .strictObject({
      /** Commands that match ask twice. Case does not matter. */
      dangerous: z.array(pattern).max(200).default(DANGEROUS),
      shell: z.string().min(1).max(300).default('/bin/sh'),
      /** Where promql fences are asked, e.g. `https://prometheus.corp.example`; '': only where an alert came from. */
      prometheusUrl: z
        .string()
        .max(1000)
        .refine((url) => url === '' || /^https?:\/\/[^\s@]+$/i.test(url), 'an address such as https://prometheus.corp.example')
        .default(''),
      timeoutMinutes: z.number().min(0.1).max(1440).default(10),
      /** Beginning and end of an output that are kept on the timeline. */
      outputKilobytes: z.number().min(1).max(10_000).default(256),
      /** What looks like these is struck out of outputs before anything is kept; case does not matter. */
      redact: z.array(pattern).max(200).default([String.raw`(?<=(password|passwd|secret|token|api[_-]?key)["']?\s*[:=]\s*["']?)[^\s"']+`]),
    })
    .prefault({}),
});
export type RunbookSettings = z.infer<typeof runbookSettings>;
