// The script of the demo: one schema for the scenario file, and errors that point at the line that is wrong.
import { isNode, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { msg } from '../../shared/words/words';
import { isLabelName, parseMatchers } from './matchers';

const seconds = z.number().min(0).max(86_400);
const target = z.number().min(1).max(86_400).nullable();
const labels = z.record(z.string().refine(isLabelName, 'a label name is letters, digits and underscores'), z.string().min(1));
const matcher = z.string().refine((text) => parseMatchers([text]).ok, 'a matcher such as team="payments"');

const period = z
  .strictObject({
    from: seconds.describe('seconds after the start'),
    to: seconds.optional().describe('missing: fires until the demo ends'),
  })
  .refine((p) => p.to === undefined || p.to > p.from, 'must end after it begins');

const alert = z.strictObject({
  labels: labels.refine((l) => l.alertname !== undefined, 'needs the label alertname'),
  annotations: z.record(z.string(), z.string()).default({}),
  generatorUrl: z.url().optional(),
  firing: z.array(period).min(1),
});

const silence = z.strictObject({
  matchers: z.array(matcher).min(1),
  createdBy: z.string().min(1),
  comment: z.string().min(1),
  minutes: z.number().positive(),
});

const inhibition = z.strictObject({
  source: z.array(matcher).min(1),
  target: z.array(matcher).min(1),
  equal: z.array(z.string()).default([]),
});

export const scenarioSchema = z
  .strictObject({
    version: z.literal(1),
    title: z.string().min(1),
    receiver: z.string().min(1),
    /** Labels that every alert carries; an alert's own win. */
    labels: labels.default({}),
    /** Seconds in which a drill with this scenario should get so far; those left out are the settings'. */
    targets: z
      .strictObject({ page: target, acknowledge: target, runbook: target, roles: target, message: target, resolve: target })
      .partial()
      .default({}),
    /** Periods that begin at or after `from` are played again and again, `every` seconds. */
    loop: z.strictObject({ from: seconds, every: z.number().min(1).max(86_400) }),
    silences: z.array(silence).default([]),
    inhibitions: z.array(inhibition).default([]),
    alerts: z.array(alert).min(1),
  })
  .superRefine((s, ctx) => {
    s.alerts.forEach((a, i) => {
      a.firing.forEach((p, j) => {
        const end = s.loop.from + s.loop.every;
        const isBeyond = p.from >= s.loop.from && (p.to ?? 0) > end;
        if (isBeyond)
          ctx.addIssue({ code: 'custom', path: ['alerts', i, 'firing', j, 'to'], message: `a looped period must end by second ${end}` });
      });
    });
  });
export type Scenario = z.infer<typeof scenarioSchema>;
export type ScenarioAlert = Scenario['alerts'][number];

export type ScenarioResult =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly kind: 'syntax' | 'schema'; readonly what: string; readonly remedy: string };

const REMEDY = msg`Correct the scenario file at the places named.`;

/** Reads a scenario; every fault is told as `line:column path: message`, one a line. */
export function parseScenario(text: string): ScenarioResult {
  const lines = new LineCounter();
  const doc = parseDocument(text, { lineCounter: lines, merge: true });
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${line}:${col}`;
  };
  if (doc.errors.length > 0) {
    return {
      ok: false,
      kind: 'syntax',
      what: doc.errors.map((e) => `${at(e.pos[0])} ${e.message.split('\n')[0]}`).join('\n'),
      remedy: REMEDY,
    };
  }
  const place = (path: readonly PropertyKey[]): string => {
    for (let depth = path.length; depth >= 0; depth -= 1) {
      const node = doc.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range) return at(node.range[0]);
    }
    return '1:1';
  };
  const parsed = scenarioSchema.safeParse(doc.toJS());
  if (parsed.success) return { ok: true, scenario: parsed.data };
  const faults = parsed.error.issues.map((issue) => `${place(issue.path)} ${issue.path.join('.') || 'scenario'}: ${issue.message}`);
  return { ok: false, kind: 'schema', what: faults.join('\n'), remedy: REMEDY };
}
