// The way of a postmortem from start to publication, and the comments on it, judged against where it stands.
import type { IncidentRow } from '../../domain/incident';
import {
  type AcceptedFinding,
  POSTMORTEM_STATUS_WORDS,
  type Postmortem,
  type PostmortemComment,
  type PostmortemStatus,
} from '../../domain/postmortem';
import type { Draft, EventData } from '../event';
import type { PostmortemEvents } from '../kinds/postmortem';

/** Drafts, or why not in words. */
export type Judged = readonly Draft[] | { readonly why: string; readonly remedy: string };

const no = (why: string, remedy = ''): Judged => ({ why, remedy });

export interface StartAsk {
  readonly template: string;
  /** Base64 Yjs update that holds the first text; null: it begins empty. */
  readonly update: string | null;
  readonly by: string;
}

/** One incident has one postmortem: its id is made of the incident's, so that two desks that start apart start the same one. */
export function postmortemId(incident: string): string {
  return `pm-${incident}`;
}

export function decideStart(row: IncidentRow | undefined, known: Postmortem | null, ask: StartAsk): Judged {
  if (!row) return no('There is no such incident.', 'It may be in another profile.');
  if (row.status === 'merged') return no(`INC-${row.number} went into INC-${row.mergedIntoNumber}.`, 'Write the postmortem there.');
  if (known) return no(`INC-${row.number} has a postmortem already.`, 'Open it.');
  const postmortem = postmortemId(row.id);
  const { template, update, by } = ask;
  return [
    draft(row.id, by, 'postmortem.started', { postmortem, title: row.title, template, by }),
    ...(update === null ? [] : [draft(row.id, by, 'postmortem.edited', { postmortem, update, by })]),
  ];
}

export interface MoveAsk {
  readonly to: PostmortemStatus;
  readonly why: string;
  /** Who takes the step: for an approval, who said yes. */
  readonly by: string;
  /** Who noted it; the same as `by` where they sit here. */
  readonly notedBy: string;
  readonly isTextEmpty: boolean;
  readonly needsAnother: boolean;
}

/** draft -> in review -> approved -> published; from everywhere back to draft, with a reason. */
export function decideMove(row: IncidentRow, postmortem: Postmortem, ask: MoveAsk): Judged {
  const { status: from } = postmortem;
  if (ask.to === from) return no(`The postmortem is ${POSTMORTEM_STATUS_WORDS[from].toLowerCase()} already.`);
  const refused = ask.to === 'draft' ? judgeBack(ask) : judgeOnward(row, postmortem, ask);
  if (refused) return refused;
  const noted = ask.by === ask.notedBy ? '' : `noted by ${ask.notedBy}`;
  const why = [ask.why, noted].filter(Boolean).join('; ');
  const data = { postmortem: postmortem.postmortem, from, to: ask.to, why, by: ask.by };
  return [draft(row.id, ask.notedBy, 'postmortem.moved', data)];
}

function judgeBack({ why }: MoveAsk): Judged | null {
  return why === '' ? no('Say why it goes back to draft.', 'Who approved it wants to know.') : null;
}

const BEFORE: Readonly<Record<Exclude<PostmortemStatus, 'draft'>, PostmortemStatus>> = {
  'in-review': 'draft',
  approved: 'in-review',
  published: 'approved',
};

function judgeOnward(row: IncidentRow, postmortem: Postmortem, ask: MoveAsk): Judged | null {
  const to = ask.to as Exclude<PostmortemStatus, 'draft'>;
  if (postmortem.status !== BEFORE[to])
    return no(
      `It is ${POSTMORTEM_STATUS_WORDS[postmortem.status].toLowerCase()}: it can't become ${POSTMORTEM_STATUS_WORDS[to].toLowerCase()} at once.`,
      'The way is draft, in review, approved, published.',
    );
  if (to === 'in-review') return ask.isTextEmpty ? no('There is nothing to review yet.', 'Write it first.') : null;
  return to === 'approved' ? judgeApproval(row, postmortem, ask) : null;
}

function judgeApproval(row: IncidentRow, postmortem: Postmortem, ask: MoveAsk): Judged | null {
  if (row.status === 'open' || row.status === 'acknowledged')
    return no(`INC-${row.number} is not over yet.`, 'Resolve it before its postmortem is approved.');
  if (ask.needsAnother && postmortem.authors.includes(ask.by))
    return no(`${ask.by} wrote this text.`, 'Let somebody else read and approve it; their yes can be noted here.');
  if (postmortem.openComments > 0 && ask.why === '')
    return no(
      `${postmortem.openComments} ${postmortem.openComments === 1 ? 'comment is' : 'comments are'} open.`,
      'Resolve them, or say why it is approved all the same.',
    );
  return null;
}

export type CommentAct =
  | {
      readonly act: 'add';
      readonly comment: string;
      readonly from: string;
      readonly to: string;
      readonly quote: string;
      readonly text: string;
    }
  | { readonly act: 'answer'; readonly comment: string; readonly answer: string; readonly text: string }
  | { readonly act: 'resolve'; readonly comment: string }
  | { readonly act: 'reopen'; readonly comment: string };

/** `comments` are those of this postmortem as they stand. */
export function decideComment(postmortem: Postmortem, comments: readonly PostmortemComment[], act: CommentAct, by: string): Judged {
  const { incident } = postmortem;
  const base = { postmortem: postmortem.postmortem, by };
  if (act.act === 'add') {
    const { comment, from, to, quote, text } = act;
    return [draft(incident, by, 'comment.added', { ...base, comment, from, to, quote, text })];
  }
  const known = comments.find((c) => c.comment === act.comment);
  if (!known) return no('There is no such comment.');
  switch (act.act) {
    case 'answer':
      return [draft(incident, by, 'comment.answered', { ...base, comment: act.comment, answer: act.answer, text: act.text })];
    case 'resolve':
      return known.resolved
        ? no(`${known.resolved.by} resolved this comment already.`)
        : [draft(incident, by, 'comment.resolved', { ...base, comment: act.comment })];
    case 'reopen':
      return known.resolved ? [draft(incident, by, 'comment.reopened', { ...base, comment: act.comment })] : no('This comment is open.');
  }
}

type RuleAndSentence = Pick<AcceptedFinding, 'rule' | 'sentence'>;

/** Calls findings fine, or hears them again; what stands so already is left out. */
export function decideFindings(
  { incident, postmortem }: Postmortem,
  accepted: readonly AcceptedFinding[],
  findings: readonly RuleAndSentence[],
  isFine: boolean,
  by: string,
): readonly Draft[] {
  const isAccepted = ({ rule, sentence }: RuleAndSentence): boolean => accepted.some((a) => a.rule === rule && a.sentence === sentence);
  const changed = findings.filter((finding) => isAccepted(finding) !== isFine);
  if (changed.length === 0) return [];
  return [draft(incident, by, isFine ? 'finding.accepted' : 'finding.reopened', { postmortem, findings: changed, by })];
}

/** An event of a postmortem by a person. */
export function draft<K extends keyof PostmortemEvents>(incident: string, by: string, kind: K, data: EventData[K]): Draft {
  return { kind, incident, actor: `person:${by}`, data } as Draft;
}
