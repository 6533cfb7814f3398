// Asks for the last hour of one query with the form as it stands; its other rules, right or wrong, have no part in that.
import type { FeedManifest, FeedPreview } from '../../../../shared/feed';
import { callEngine } from '../../../bridge';
import { draftsText, EMPTY_RULE } from '../../../ui/config-form/rules-draft';
import { type FeedDraft, readForm } from '../feed-form-model';

function refused(what: string, remedy: string): FeedPreview {
  return { ok: false, failure: { kind: 'config', what, remedy }, at: null };
}

/** Never rejects: what can not be asked is told like a refusal of the source. */
export async function previewQuery(manifest: FeedManifest, draft: FeedDraft, query: string): Promise<FeedPreview> {
  const alone = draftsText([{ ...EMPTY_RULE, name: 'preview', query }]);
  const rules = manifest.fields.filter((field) => field.type === 'rules').map((field) => [field.name, alone] as const);
  const config = { ...draft.config, ...Object.fromEntries(rules) };
  const read = readForm(manifest, { ...draft, name: draft.name.trim() || manifest.kind, config }, []);
  if (!read.ok) return refused(Object.values(read.errors)[0] ?? 'The form is not right.', 'Fill in how the server is reached first.');
  const reply = await callEngine('preview-query', { feed: read.feed, secrets: read.secrets, query });
  return reply.ok ? reply.value : refused(reply.error.what, reply.error.remedy);
}
