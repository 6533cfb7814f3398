// From a schedule's settings and secrets to something that can be asked: the kind's adapter, a way out by HTTP, secrets struck out of
// every word that comes back.
import { readFile, stat } from 'node:fs/promises';
import type { Person, ScheduleSettings } from '../../shared/settings/team';
import { partsOf } from '../channels/secrets-of';
import { createHttpClient } from '../feeds/http';
import { createRedactor, redactFailure } from '../feeds/redact';
import { openCalendar } from './ical';
import { openOpsgenie } from './opsgenie';
import { openPagerDuty } from './pagerduty';
import { openRotation } from './rotation';
import { failed, type ScheduleSource, type SourceContext } from './source';
import { LARGEST_MB, wayOutOf, wrongWayOut } from './way-out';

export interface OpenDeps {
  readonly people: () => readonly Person[];
  readonly now: () => number;
  /** IANA zone of this machine. */
  readonly timeZone: string;
  readonly log: (line: string) => void;
}

export interface OpenSchedule extends ScheduleSource {
  /** Gives up what is under way. */
  close(): void;
}

async function readSmall(path: string): Promise<string> {
  const { size } = await stat(path);
  if (size > LARGEST_MB * 1_000_000) throw Object.assign(new Error('too large'), { code: `over ${LARGEST_MB} MB` });
  return readFile(path, 'utf8');
}

function adapterOf(from: ScheduleSettings['from'], secrets: Readonly<Record<string, string>>, deps: OpenDeps, http: SourceContext['http']) {
  const ctx: SourceContext = { http, readFile: readSmall, now: deps.now, timeZone: deps.timeZone };
  if (from.kind === 'rotation') return openRotation(from, deps.people(), deps.timeZone);
  if (from.kind === 'ical') return openCalendar({ source: from.source, secretUrl: secrets.secretUrl ?? '' }, ctx, deps.people);
  const config = { schedule: from.schedule, baseUrl: from.baseUrl, token: secrets.token ?? '' };
  return from.kind === 'pagerduty' ? openPagerDuty(config, ctx) : openOpsgenie(config, ctx);
}

/** Nothing is asked yet. A bug of an adapter becomes a failure of this schedule and a line in the journal. */
export function openSchedule(schedule: ScheduleSettings, secrets: Readonly<Record<string, string>>, deps: OpenDeps): OpenSchedule {
  const known = Object.values(secrets).flatMap((secret) => [secret, ...partsOf(secret)]);
  const { from } = schedule;
  const redact = createRedactor(known, from.kind === 'rotation' || !from.proxyUsername ? [] : [from.proxyUsername]);
  const ending = new AbortController();
  const wrong = wrongWayOut(schedule);
  if (wrong !== null) {
    const refusal = failed('config', `The proxy of this schedule is not right: ${wrong}.`, 'Edit the schedule.');
    return { close: () => undefined, read: async () => refusal };
  }
  const connection = wayOutOf(schedule, secrets);
  const http: SourceContext['http'] = async (request) => {
    const client = createHttpClient(connection);
    try {
      return await client.request(request, ending.signal);
    } finally {
      await client.close();
    }
  };
  const adapter = adapterOf(schedule.from, secrets, deps, http);
  return {
    close: () => ending.abort(),
    async read(span) {
      try {
        const answer = await adapter.read(span);
        return answer.ok ? answer : { ok: false, failure: redactFailure(redact, answer.failure) };
      } catch (error) {
        deps.log(redact(`schedule ${schedule.id} stumbled: ${error instanceof Error ? error.message : error}`));
        return failed('bad-answer', 'Dogwatch stumbled over this schedule.', 'This is a mistake in Dogwatch; please report it.');
      }
    },
  };
}
