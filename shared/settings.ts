// One schema for all settings: the form shows it, YAML speaks it, the engine obeys it. Secrets are not in here.
import { z } from 'zod';
import { isHeartbeat } from './rules/heartbeat';
import { actionSettings } from './settings/actions';
import { correlationSettings } from './settings/correlation';
import { severity, timeZone, wallTime } from './settings/fields';
import { holdingRules } from './settings/holding';
import { insightSettings } from './settings/insights';
import { policySettings } from './settings/policies';
import { postmortemSettings } from './settings/postmortem';
import { publishSettings } from './settings/publish';
import { readinessSettings } from './settings/readiness';
import { recorderSettings } from './settings/recorder';
import { runbookSettings } from './settings/runbooks';
import { severitySettings } from './settings/severity';
import { sharingSettings } from './settings/sharing';
import { teamSettings } from './settings/team';
import { tellingSettings } from './settings/telling';

export const feedSettings = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'lower-case letters, digits and dashes'),
  kind: z.string().min(1),
  name: z.string().min(1).max(60),
  isEnabled: z.boolean().default(true),
  /** `bridge`: a bridge of the team asks the source, and this desk hears of it; left out: this desk asks by itself. */
  watchedBy: z.enum(['desk', 'bridge']).optional(),
  /** Wanted pause between polls; grows by itself with what an answer costs. */
  intervalSeconds: z.number().min(0.2).max(3600).default(15),
  /** A feed that fails for longer raises an incident. */
  failAfterSeconds: z.number().min(1).max(86_400).default(120),
  /** An alert must be missing for this long before it counts as cleared. */
  clearAfterSeconds: z.number().min(0).max(3600).default(3),
  /** An always-firing alert, e.g. Watchdog, Watchdog{cluster="eu"} or {team="core"}; missing = blind. Empty: none expected. */
  heartbeat: z.string().refine(isHeartbeat, 'a name such as Watchdog, with labels such as Watchdog{cluster="eu"} if needed').default(''),
  /** The heartbeat must be seen at least so often; 0: in every answer. */
  heartbeatMinutes: z.number().min(0).max(10_080).default(0),
  /** A canary proves the way from the source to the screen so often; 0: only by hand. */
  canaryMinutes: z.number().min(0).max(480).default(0),
  /** The kind's own fields, see its manifest. Secret fields may be given in a file as `{env: NAME}` or `{file: PATH}`. */
  config: z.record(z.string(), z.unknown()).default({}),
});
export type FeedSettings = z.infer<typeof feedSettings>;

const repeat = z.strictObject({
  everyMinutes: z.number().min(0).max(1440).describe('0: never again'),
  times: z.number().int().min(0).max(100),
});

export const settingsSchema = z.strictObject({
  version: z.literal(1).default(1),
  /** Who sits at this desk; `id` names them among `people`. */
  person: z.strictObject({ name: z.string().min(1).max(60).default('me'), id: z.string().max(40).default('') }).prefault({}),
  feeds: z.array(feedSettings).default([]),
  grouping: z
    .strictObject({
      labels: z.array(z.string()).default(['service', 'namespace', 'cluster']),
      reopenWithinMinutes: z.number().min(0).max(1440).default(10),
      flapping: z
        .strictObject({ reopens: z.number().int().min(1).max(100).default(3), withinMinutes: z.number().min(1).max(1440).default(30) })
        .prefault({}),
    })
    .prefault({}),
  correlation: correlationSettings.prefault({}),
  severity: severitySettings.prefault({}),
  paging: z
    .strictObject({
      minSeverity: severity.default(4).describe('SEV numbers above this never page'),
      /** Asked in order; the first that fits decides. */
      holding: holdingRules,
      quietHours: z
        .strictObject({
          isOn: z.boolean().default(false),
          from: wallTime.default('22:00'),
          to: wallTime.default('07:00'),
          timeZone: timeZone.describe('IANA name; empty: the machine’s'),
        })
        .prefault({}),
      breakThrough: z.strictObject({ severity: severity.default(2), isSecurity: z.boolean().default(true) }).prefault({}),
      repeat: z
        .strictObject({
          sev1: repeat.prefault({ everyMinutes: 2, times: 10 }),
          sev2: repeat.prefault({ everyMinutes: 5, times: 6 }),
          sev3: repeat.prefault({ everyMinutes: 15, times: 2 }),
          sev4: repeat.prefault({ everyMinutes: 0, times: 0 }),
          sev5: repeat.prefault({ everyMinutes: 0, times: 0 }),
        })
        .prefault({}),
      storm: z
        .strictObject({ incidents: z.number().int().min(1).max(1000).default(5), withinSeconds: z.number().min(1).max(3600).default(60) })
        .prefault({}),
      isSoundOn: z.boolean().default(true),
      areDetailsHidden: z.boolean().default(false).describe('on: pages name the severity and the number only'),
    })
    .prefault({}),
  writing: z
    .strictObject({
      ackMinutes: z
        .number()
        .min(1)
        .max(1440)
        .default(15)
        .describe('length of the silence that stands for an acknowledgement; renewed while the console runs'),
    })
    .prefault({}),
  ...teamSettings,
  sharing: sharingSettings.prefault({}),
  ...tellingSettings,
  ...actionSettings,
  ...readinessSettings,
  ...policySettings,
  runbooks: runbookSettings.prefault({}),
  recorder: recorderSettings.prefault({}),
  /** Where postmortems are published. */
  publish: publishSettings,
  postmortem: postmortemSettings.prefault({}),
  insights: insightSettings.prefault({}),
  closing: z.strictObject({ closeResolvedAfterHours: z.number().min(0).max(8760).default(72) }).prefault({}),
});
export type Settings = z.infer<typeof settingsSchema>;

/** Settings as they are before anyone changed anything. */
export function defaultSettings(): Settings {
  return settingsSchema.parse({});
}
