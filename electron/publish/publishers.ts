// How a postmortem gets to each kind of place.
import { titleOf } from '../../shared/postmortem/export/document';
import { publishToConfluence } from './confluence';
import { areCommitted, commitFiles, type GitDeps, type GitOutcome, pushCommits } from './git-place';
import { markdownFiles } from './markdown-files';
import { publishToNotion } from './notion';
import type { Ask, PublishInput, PublishOutcome } from './place';
import type { GitConfig } from './place-kinds';

export interface PlaceContext {
  readonly ask: Ask;
  readonly signal: AbortSignal;
  /** Folder of this place for copies; made by whoever needs it. */
  readonly workDir: string;
  readonly author: string;
  readonly now: () => number;
}

export interface Publisher<C> {
  /** Done at once, also without a network; null: there is nothing to do before. */
  readonly prepare: ((context: PlaceContext, config: C, input: PublishInput) => Promise<PublishOutcome>) | null;
  readonly publish: (context: PlaceContext, config: C, input: PublishInput) => Promise<PublishOutcome>;
}

const git: Publisher<GitConfig> = {
  prepare: commit,
  // The copy may have been thrown away since: what is not in it is committed again.
  publish: async (context, config, input) => {
    const { files } = markdownFiles(input.document, input.pictureOf);
    const deps = gitDeps(context, config);
    if (!(await areCommitted(config, files, deps))) {
      const committed = await commit(context, config, input);
      if (!committed.ok) return committed;
    }
    return ofGit(await pushCommits(config, deps));
  },
};

async function commit(context: PlaceContext, config: GitConfig, { document, pictureOf }: PublishInput): Promise<PublishOutcome> {
  const { files } = markdownFiles(document, pictureOf);
  const message = `Postmortem of INC-${document.number}: ${plainWords(titleOf(document))}`;
  return ofGit(await commitFiles(config, files, message, context.now(), gitDeps(context, config)));
}

/** Letters and digits alone: a server that reads the commit closes no ticket, mentions nobody and takes no trailer from it. */
function plainWords(text: string): string {
  return text
    .slice(0, 200)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}

function gitDeps({ workDir, author, signal }: PlaceContext, { mail }: GitConfig): GitDeps {
  return { copy: workDir, author: { name: author, mail }, signal };
}

function ofGit(outcome: GitOutcome): PublishOutcome {
  return outcome.ok ? { ok: true, ref: outcome.commit, url: null } : { ...outcome, retryAfterMs: null };
}

// biome-ignore lint/suspicious/noExplicitAny: each takes exactly what the parseConfig of its kind gives.
export const publishers: ReadonlyMap<string, Publisher<any>> = new Map<string, Publisher<any>>([
  ['git', git],
  ['confluence', { prepare: null, publish: ({ ask }, config, input) => publishToConfluence(ask, config, input) }],
  ['notion', { prepare: null, publish: ({ ask }, config, input) => publishToNotion(ask, config, input) }],
]);
