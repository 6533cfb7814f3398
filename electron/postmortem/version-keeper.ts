// Versions of a postmortem: those a person names, and those that are kept by themselves when a stretch of writing is over.
import type { Reply } from '../../shared/contract';
import type { Postmortem, PostmortemVersion, PostmortemVersionReason } from '../../shared/domain/postmortem';
import { draft } from '../../shared/log/decide/postmortem';
import type { Draft, LogEvent } from '../../shared/log/event';
import type { PostmortemRecord } from '../../shared/log/views/postmortem';
import { versionOf } from '../../shared/log/views/postmortem-comments';
import { msg } from '../../shared/words/words';
import type { Log } from '../log/store';
import type { DocStore } from './doc-store';

/** A stretch of writing is over when nobody has written for so long, or when it has lasted so long. */
const PAUSE_MS = 5 * 60_000;
const STRETCH_MS = 30 * 60_000;

export interface VersionKeeperDeps {
  readonly log: Pick<Log, 'newestOf' | 'postmortems'>;
  readonly docs: DocStore;
  readonly now: () => number;
  readonly newId: () => string;
  readonly person: () => string;
  readonly commit: (incident: string, drafts: readonly Draft[]) => readonly LogEvent[];
}

/** Is the stretch of writing over whose edits are in no version yet? */
export function isStretchOver(record: PostmortemRecord, now: number): boolean {
  if (record.unkeptAt === null || !record.postmortem) return false;
  return now - record.postmortem.editedAt >= PAUSE_MS || now - record.unkeptAt >= STRETCH_MS || now < record.unkeptAt;
}

export class VersionKeeper {
  private readonly deps: VersionKeeperDeps;

  constructor(deps: VersionKeeperDeps) {
    this.deps = deps;
  }

  /** A version under a name, also where nothing changed since the last. */
  async save(incident: string, name: string): Promise<Reply<PostmortemVersion>> {
    return this.deps.docs.with(incident, (doc) => {
      const record = this.deps.log.postmortems.get(incident);
      if (!record?.postmortem)
        return {
          ok: false,
          error: { kind: 'refused', what: msg`No postmortem was started for this incident.`, remedy: msg`Start it first.` },
        };
      const [event] = this.deps.commit(incident, [this.draft(record, record.postmortem, doc.toString(), 'by-hand', name)]);
      if (event?.kind !== 'postmortem.versioned') throw new Error('a version became no event');
      return { ok: true, value: versionOf(event) };
    });
  }

  /** One version, where edits are in none yet. */
  drafts(postmortem: Postmortem, text: string, kept: PostmortemVersionReason, name: string): Draft[] {
    const record = this.deps.log.postmortems.get(postmortem.incident);
    return !record || record.unkeptAt === null ? [] : [this.draft(record, postmortem, text, kept, name)];
  }

  /** Keeps versions of what was written and left alone since. */
  async keepFinished(): Promise<void> {
    for (const { incident } of this.deps.log.postmortems.withUnkept().filter((r) => isStretchOver(r, this.deps.now()))) {
      await this.deps.docs.with(incident, (doc) => {
        const record = this.deps.log.postmortems.get(incident);
        if (!record?.postmortem || !isStretchOver(record, this.deps.now())) return;
        this.deps.commit(incident, [this.draft(record, record.postmortem, doc.toString(), 'after-writing', '')]);
      });
    }
  }

  private draft(record: PostmortemRecord, of: Postmortem, text: string, kept: PostmortemVersionReason, name: string): Draft {
    const by = kept === 'after-writing' ? (record.unkeptAuthors.at(-1) ?? this.deps.person()) : this.deps.person();
    const editedMs = record.unkeptAt === null ? 0 : Math.max(1, of.editedAt - record.unkeptAt);
    const authors = [...record.unkeptAuthors];
    const data = { postmortem: of.postmortem, version: `v-${this.deps.newId()}`, name, kept, text, authors, editedMs, by };
    return draft(of.incident, by, 'postmortem.versioned', data);
  }
}
