// "Why this paged you": one sentence out of the rules' trace, so that nobody has to trust a machine's silence.
import type { IncidentRow } from '../../../shared/domain/incident';
import type { TraceStep } from '../../../shared/log/event';
import { msg } from '../../../shared/words/words';

/** The answer in words. `didPage` is null while the rules have not been asked. */
export interface Why {
  readonly didPage: boolean | null;
  readonly lead: string;
  /** In the order in which they counted; shown with arrows between. */
  readonly reasons: readonly string[];
}

type Decided = { readonly sentence: string; readonly trace: readonly TraceStep[] };

const VERDICTS: Readonly<Record<TraceStep['verdict'], string>> = {
  pass: msg`went on`,
  stop: msg`held back`,
  page: 'paged',
  raise: 'raised',
  fits: 'fits',
  skipped: msg`does not fit`,
};

/** A verdict in a word for a person. */
export function verdictWord(verdict: TraceStep['verdict']): string {
  return VERDICTS[verdict];
}

/** Does the trace end in a page? The last rule that stops or pages decides. */
export function didTracePage(trace: readonly TraceStep[]): boolean | null {
  const deciding = trace.findLast((s) => s.verdict === 'page' || s.verdict === 'stop');
  return deciding ? deciding.verdict === 'page' : null;
}

/** The reasons in order when the engine gave no sentence: all of them led to a page, only the last one to none. */
function chain(trace: readonly TraceStep[], didPage: boolean): readonly string[] {
  const said = didPage ? trace : trace.filter((s) => s.verdict === 'stop').slice(-1);
  return [...new Set(said.map((s) => s.why || s.rule))];
}

/** Drops the words that `lead` says already. */
function withoutLead(sentence: string): string {
  return sentence.replace(/^this (?:paged|did not page) you(?: because|,|:)?\s*/i, '').trim();
}

function didPageOf(row: Pick<IncidentRow, 'paging'>, why: Decided): boolean {
  if (/^this paged you/i.test(why.sentence)) return true;
  if (/^this did not page you/i.test(why.sentence)) return false;
  return didTracePage(why.trace) ?? row.paging.step > 0;
}

/** The sentence over the Now tab. `why` is null before the first decision. A page that was asked for but failed says so. */
export function whyOf(row: Pick<IncidentRow, 'paging'>, why: Decided | null): Why {
  if (why === null || (why.sentence === '' && why.trace.length === 0)) {
    return { didPage: null, lead: msg`Not decided yet`, reasons: [msg`the paging rules have not looked at this incident.`] };
  }
  const didPage = didPageOf(row, why);
  const lead = didPage
    ? row.paging.lastOutcome === 'failed'
      ? msg`Why this tried to page you`
      : msg`Why this paged you`
    : msg`Why this did not page you`;
  const said = withoutLead(why.sentence);
  const reasons = said === '' ? chain(why.trace, didPage) : said.split(/\s*\u2192\s*/).filter(Boolean);
  return { didPage, lead, reasons: reasons.length > 0 ? reasons : [msg`no rule gave a reason.`] };
}
