// Asks for the last hour of one rule with the form as it stands; its other rules, right or wrong, have no part in that.
import type { ConfigField, FeedManifest, FeedPreview } from '../../../../shared/feed';
import { msg } from '../../../../shared/words/words';
import { callEngine } from '../../../bridge';
import { errorsByField } from '../../../ui/config-form/config-draft';
import type { RuleDialect, RuleDraft } from '../../../ui/config-form/rule-dialect';
import { dialectOf } from '../../../ui/config-form/rule-dialects';
import { draftsText, emptyRule } from '../../../ui/config-form/rules-draft';
import { type FeedDraft, readForm } from '../feed-form-model';

function refused(what: string, remedy: string): FeedPreview {
  return { ok: false, failure: { kind: 'config', what, remedy }, at: null };
}

/** What of a rule decides what it finds; it changes exactly when the look at the last hour is out of date. */
export function askedOf(dialect: RuleDialect, rule: RuleDraft): RuleDraft {
  return Object.fromEntries(dialect.asked.flat().map(({ name }) => [name, rule[name] ?? '']));
}

/** A refusal that names parts of the rule, in the words of the form. */
function inFormWords(fields: readonly ConfigField[], shown: FeedPreview): FeedPreview {
  if (shown.ok) return shown;
  const named = Object.entries(errorsByField(fields, [], shown.failure.what)).filter(([field]) => field !== '');
  if (named.length === 0) return shown;
  const words = named.map(([, message]) => message.replace(/\bRule 1, /g, '')).join(' ');
  return { ...shown, failure: { ...shown.failure, what: /[.!?]$/.test(words) ? words : `${words}.` } };
}

/** Never rejects: what can not be asked is told like a refusal of the source. */
export async function previewQuery(manifest: FeedManifest, draft: FeedDraft, rule: RuleDraft): Promise<FeedPreview> {
  const field = manifest.fields.find(({ type }) => type === 'rules');
  if (!field) return refused(msg`This kind of feed has no rules.`, '');
  const dialect = dialectOf(field);
  const query = dialect.query(rule);
  const all = query === '' ? dialect.anything : undefined;
  const alone = { ...emptyRule(dialect), ...askedOf(dialect, rule), ...all, name: 'preview' };
  const config = { ...draft.config, [field.name]: draftsText([alone]) };
  const read = readForm(manifest, { ...draft, name: draft.name.trim() || manifest.kind, config }, []);
  if (!read.ok) return refused(Object.values(read.errors)[0] ?? msg`The form is not right.`, msg`Fill in where the feed looks first.`);
  const reply = await callEngine('preview-query', { feed: read.feed, secrets: read.secrets, query: query || 'all' });
  if (!reply.ok) return refused(reply.error.what, reply.error.remedy);
  const shown = inFormWords(manifest.fields, reply.value);
  return all && shown.ok ? { ...shown, threshold: null } : shown;
}
