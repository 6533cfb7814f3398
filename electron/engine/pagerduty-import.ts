// What a PagerDuty account is set up with, asked with a key that a person typed: looked at without a trace, taken over as one change. The key goes
// into the vault of secrets and nowhere else.
import { setTimeout as pause } from 'node:timers/promises';
import type { Reply } from '../../shared/contract';
import type { ImportValues } from '../../shared/contract/imports';
import { type Merged, mergePlan } from '../../shared/import/merge';
import { type PagerDutyPlace, planPagerDuty } from '../../shared/import/pagerduty';
import { settingsSchema } from '../../shared/settings';
import { partsOf } from '../channels/secrets-of';
import { connectionOf } from '../feeds/connection';
import { createHttpClient } from '../feeds/http';
import { readAccount } from '../feeds/pagerduty/account';
import { parseConfig } from '../feeds/pagerduty/config';
import { createRedactor, redactFailure, redactValue } from '../feeds/redact';
import { vaultOfSchedule } from '../schedules/schedule-secrets';
import { type Checked, done, type Handlers, refuse } from './gate';
import { refuseDictated, type SettingsCallDeps, saved } from './settings-calls';

type Deps = Pick<SettingsCallDeps, 'desk' | 'book' | 'person' | 'applied'>;
type Given = Checked<'preview-pagerduty'>;

const LARGEST_MB = 20;
const TIMEOUT_SECONDS = 30;
const REGIONS: ReadonlyMap<string, PagerDutyPlace> = new Map([
  ['https://api.pagerduty.com', { region: 'US', other: '' }],
  ['https://api.eu.pagerduty.com', { region: 'EU', other: '' }],
]);

function placeOf(address: string): PagerDutyPlace {
  const bare = address.trim().replace(/\/+$/, '');
  return REGIONS.get(bare) ?? { region: 'US', other: bare };
}

async function look({ book }: Deps, { address, apiKey }: Given): Promise<Reply<Merged>> {
  const place = placeOf(address);
  const parsed = parseConfig({ region: place.region, url: place.other, apiKey });
  if (!parsed.ok) return refuse(parsed.errors[0]?.message ?? 'The address is none.', 'Correct the address or the key.', 'malformed');
  const redact = createRedactor([apiKey, ...partsOf(apiKey)], []);
  const client = createHttpClient(connectionOf({ timeoutSeconds: TIMEOUT_SECONDS, maxMegabytes: LARGEST_MB }));
  try {
    const http = (request: Parameters<typeof client.request>[0]) => client.request(request, new AbortController().signal);
    const read = await readAccount({ http, pause: (ms) => pause(ms) }, parsed.config);
    if (!read.ok) {
      const { what, remedy } = redactFailure(redact, read.failure);
      return refuse(what, remedy, 'failed');
    }
    const account = redactValue(redact, read.account) as typeof read.account;
    const merged = mergePlan(book.settings, planPagerDuty(account, place, book.settings));
    const checked = settingsSchema.safeParse(merged.settings);
    if (!checked.success) return refuse('There would be more than the settings hold.', checked.error.issues[0]?.message ?? '', 'malformed');
    return done({ plan: merged.plan, settings: checked.data });
  } finally {
    await client.close();
  }
}

export function pagerDutyCalls(deps: Deps): Pick<Handlers, 'preview-pagerduty' | 'take-pagerduty'> {
  const { book } = deps;
  return {
    'preview-pagerduty': async (given) => {
      const looked = await look(deps, given);
      return looked.ok ? done({ plan: looked.value.plan }) : looked;
    },
    'take-pagerduty': async (given) => {
      const dictated = refuseDictated<ImportValues['take-pagerduty']>(book);
      if (dictated) return dictated;
      const looked = await look(deps, given);
      if (!looked.ok) return looked;
      const { plan, settings } = looked.value;
      const secrets = new Map<string, Record<string, string>>();
      for (const { id } of plan.feeds) secrets.set(id, { apiKey: given.apiKey });
      for (const { id } of plan.schedules) secrets.set(vaultOfSchedule(id), { token: given.apiKey });
      saved(deps, settings, secrets);
      return done({ plan, settings });
    },
  };
}
