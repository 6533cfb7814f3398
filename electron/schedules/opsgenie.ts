// Opsgenie's schedules. Facts (docs.opsgenie.com, schedule and who-is-on-call API): GET /v2/schedules/{id or name}/timeline?identifierType
// &interval&intervalUnit&date -> data.finalTimeline.rotations[].periods[] {startDate, endDate, recipient{type, name}}; a user's name is an
// e-mail address; GET /v2/schedules/{…}/on-calls?scheduleIdentifierType&flat=true -> data.onCallRecipients. Authorization: GenieKey …

import type { VendorConfig } from './pagerduty';
import { failed, type RawShift, type ScheduleSource, type SourceAnswer, type SourceContext, type Span, touches } from './source';
import { instantIn, listIn, objectIn, readVendor, textIn } from './vendor-answer';

const BASE = 'https://api.opsgenie.com';
const DAY_MS = 86_400_000;
/** How long a person stands who is on call now but whom the timeline does not show, e.g. by a forwarding. */
const UNTOLD_MS = 30 * 60_000;
const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/i;

function somebody(name: string, from: number, to: number): RawShift {
  return { name, email: name.includes('@') ? name : '', person: null, from, to };
}

function periodsOf(timeline: unknown): RawShift[] {
  const rotations = listIn(objectIn(objectIn(timeline, 'data'), 'finalTimeline'), 'rotations');
  return rotations.flatMap((rotation) =>
    listIn(rotation, 'periods').flatMap((period) => {
      const recipient = objectIn(period, 'recipient');
      const name = textIn(recipient, 'name');
      const from = instantIn(objectIn(period, 'startDate'));
      const to = instantIn(objectIn(period, 'endDate'));
      const isNobody = name === '' || textIn(recipient, 'type') === 'none';
      return isNobody || from === null || to === null ? [] : [somebody(name, from, to)];
    }),
  );
}

export function openOpsgenie(config: VendorConfig, ctx: SourceContext): ScheduleSource {
  const identifier = UUID.test(config.schedule) ? 'id' : 'name';
  const root = `${(config.baseUrl || BASE).replace(/\/+$/, '')}/v2/schedules/${encodeURIComponent(config.schedule)}`;
  const ask = async (path: string) => {
    const asked = await ctx.http({ url: `${root}/${path}`, headers: { authorization: `GenieKey ${config.token}` } });
    return asked.ok ? readVendor(asked.answer, 'Opsgenie', config.schedule) : asked;
  };

  async function onCallNow(now: number): Promise<readonly RawShift[]> {
    const read = await ask(`on-calls?scheduleIdentifierType=${identifier}&flat=true`);
    if (!read.ok) return [];
    const names = listIn(objectIn(read.value, 'data'), 'onCallRecipients').filter((name): name is string => typeof name === 'string');
    return names.map((name) => somebody(name.slice(0, 300), now, now + UNTOLD_MS));
  }

  return {
    async read(span: Span): Promise<SourceAnswer> {
      if (config.token === '') return failed('config', 'Opsgenie needs an API key.', 'Put a key with the right to read in.');
      const days = Math.ceil((span.to - span.from) / DAY_MS);
      const date = encodeURIComponent(new Date(span.from).toISOString());
      const read = await ask(`timeline?identifierType=${identifier}&interval=${days}&intervalUnit=days&date=${date}`);
      if (!read.ok) return read;
      if (objectIn(read.value, 'data') === undefined) return failed('bad-answer', 'The answer is not Opsgenie’s.', 'Check the address.');
      const shifts = periodsOf(read.value).filter((shift) => touches(shift, span));
      const now = ctx.now();
      const isCovered = shifts.some(({ from, to }) => from <= now && now < to);
      return { ok: true, shifts: isCovered ? shifts : [...shifts, ...(await onCallNow(now))], note: '' };
    },
  };
}
