// What a person types into the form of the impact, as text, and the statement that it becomes.
import { IMPACT_COUNT_MAX, type Impact, impactProblem, NO_IMPACT } from '../../../shared/domain/impact';
import { msg } from '../../../shared/words/words';

export const MOMENTS = [
  { field: 'impactStart', label: msg`Began` },
  { field: 'mitigatedAt', label: msg`Mitigated` },
  { field: 'restoredAt', label: msg`Restored` },
] as const;

export const COUNTS = [
  { field: 'customersAffected', label: msg`Customers affected` },
  { field: 'requestsFailed', label: msg`Requests failed` },
  { field: 'supportRequests', label: msg`Support requests` },
] as const;

export type MomentField = (typeof MOMENTS)[number]['field'];
export type CountField = (typeof COUNTS)[number]['field'];

/** Times as the field for a local time has them (`2026-11-22T03:04:10`), numbers as typed; '' stands for unknown. */
export type ImpactDraft = Readonly<Record<MomentField | CountField | 'words', string>>;

const local = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium' });

export function localTime(at: number | null): string {
  return at === null ? '' : local.format(at).replace(' ', 'T');
}

export function draftOfImpact(impact: Impact = NO_IMPACT): ImpactDraft {
  const count = (n: number | null): string => (n === null ? '' : String(n));
  return {
    ...{ impactStart: localTime(impact.impactStart), mitigatedAt: localTime(impact.mitigatedAt), restoredAt: localTime(impact.restoredAt) },
    ...{ customersAffected: count(impact.customersAffected), requestsFailed: count(impact.requestsFailed) },
    ...{ supportRequests: count(impact.supportRequests), words: impact.words },
  };
}

/** A time that the person left alone keeps its fraction of a second. */
function moment(text: string, before: number | null): number | null {
  if (text === '') return null;
  if (text === localTime(before)) return before;
  const at = new Date(text).getTime();
  return Number.isFinite(at) && at > 0 ? at : Number.NaN;
}

function count(text: string): number | null {
  const digits = text.replace(/[\s,.'’_]/g, '');
  if (digits === '') return null;
  return /^\d+$/.test(digits) ? Number(digits) : Number.NaN;
}

export type ReadImpact = { readonly ok: true; readonly impact: Impact } | { readonly ok: false; readonly why: string };

/** `now` is Unix ms; `before` what was confirmed so far. */
export function readImpact(draft: ImpactDraft, before: Impact, now: number): ReadImpact {
  const impact: Impact = {
    impactStart: moment(draft.impactStart, before.impactStart),
    mitigatedAt: moment(draft.mitigatedAt, before.mitigatedAt),
    restoredAt: moment(draft.restoredAt, before.restoredAt),
    customersAffected: count(draft.customersAffected),
    requestsFailed: count(draft.requestsFailed),
    supportRequests: count(draft.supportRequests),
    words: draft.words.trim(),
  };
  for (const { field, label } of MOMENTS) if (Number.isNaN(impact[field])) return { ok: false, why: msg`${label}: this is no time.` };
  for (const { field, label } of COUNTS) {
    const n = impact[field];
    if (n !== null && !(n <= IMPACT_COUNT_MAX)) return { ok: false, why: msg`${label}: a number, please.` };
  }
  const why = impactProblem(impact, now);
  return why === null ? { ok: true, impact } : { ok: false, why };
}
