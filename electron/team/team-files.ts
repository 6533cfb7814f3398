// Files that belong to shared incidents: this desk puts its own into the store of the team, sealed, and fetches those of others when
// somebody looks at them. What can't be fetched yet is fetched when it can.
import type { LogEvent } from '../../shared/log/event';
import { isToldSince } from '../../shared/team/is-teams';
import { msg } from '../../shared/words/words';
import { type AttachmentRead, type Attachments, hashOf } from '../log/attachments';
import type { Log } from '../log/store';
import { type ObjectSeal, SEAL_BYTES } from './object-seal';
import type { TeamLink } from './seams';

export interface TeamFilesDeps {
  readonly log: Pick<Log, 'slimEvents' | 'ofKinds' | 'row' | 'head'>;
  readonly attachments: Attachments;
  readonly link: Pick<TeamLink, 'objects' | 'health'>;
  readonly seal: ObjectSeal;
  /** seq up to which this desk's own files are with the team; kept over restarts. */
  readonly sent: { read(): number; write(seq: number): void };
  /** Since when this desk is one of the team, Unix ms. */
  readonly since: () => number;
  readonly journal: (line: string) => void;
  /** False: this desk may not send yet. */
  readonly maySend: () => boolean;
}

export type FileRead = AttachmentRead | (Omit<Extract<AttachmentRead, { ok: false }>, 'kind'> & { readonly kind: 'away' | 'not-there' });

/** Longer files stay on the desk where they were attached; also the longest that is fetched. */
export const MOST_FILE_BYTES = 32_000_000;
/** Events of the log that are looked at together. */
const STRIDE = 2_000;
const RETRY_MS = 5_000;
const MOST_WANTED = 500;
const KINDS = ['attachment.added'] as const;

export class TeamFiles {
  private readonly deps: TeamFilesDeps;
  /** Hashes, and the incident that each belongs to. */
  private readonly wanted = new Map<string, string>();
  /** As `sent`, which is written where it tells something: each write of it costs the disk. */
  private at: number;
  private isSending = false;
  private isStopped = false;
  private retry: NodeJS.Timeout | null = null;

  constructor(deps: TeamFilesDeps) {
    this.deps = deps;
    this.at = deps.sent.read();
  }

  /** Something was written here, or the team is back. */
  wake(): void {
    if (this.isSending || this.isStopped || !this.deps.maySend()) return;
    this.isSending = true;
    if (this.retry) clearTimeout(this.retry);
    this.retry = null;
    void this.run().finally(() => {
      this.isSending = false;
      if (!this.isStopped && (this.wanted.size > 0 || this.at < this.deps.log.head().seq)) this.wakeLater();
    });
  }

  /** The file from here, or from the team; what is not to be had now is fetched when it is. Never rejects. */
  async read(sha256: string, incident: string): Promise<FileRead> {
    const kept = this.deps.attachments.read(sha256);
    if (kept.ok) return kept;
    const fetched = await this.fetch(sha256, incident);
    if (!fetched.ok && fetched.kind !== 'damaged' && this.wanted.size < MOST_WANTED) {
      this.wanted.set(sha256, incident);
      this.wakeLater();
    }
    return fetched;
  }

  /** Brings the files of an incident here that are not; what can't be had is left out. */
  async bring(incident: string): Promise<void> {
    for (const sha256 of new Set(this.deps.log.ofKinds(incident, KINDS).flatMap(hashesOf))) await this.read(sha256, incident);
  }

  /** The files that were attached here to one incident, whatever was sent before. Rejects when the store did not take all. */
  async sendAll(incident: string): Promise<void> {
    const own = this.deps.log.ofKinds(incident, KINDS).filter((event) => !event.isForeign && this.isTold(event));
    for (const sha256 of own.flatMap(hashesOf)) await this.send(sha256, incident);
  }

  stop(): void {
    this.isStopped = true;
    if (this.retry) clearTimeout(this.retry);
  }

  private wakeLater(): void {
    this.retry ??= setTimeout(() => {
      this.retry = null;
      this.wake();
    }, RETRY_MS);
  }

  private async run(): Promise<void> {
    try {
      while (!this.isStopped && (await this.sendSome()));
      for (const [sha256, incident] of [...this.wanted]) {
        const read = await this.read(sha256, incident);
        if (read.ok || read.kind === 'damaged') this.wanted.delete(sha256);
      }
    } catch (error) {
      this.deps.journal(`the team did not take a file: ${error instanceof Error ? error.message : error}`);
    }
  }

  /** False: there was nothing further. */
  private async sendSome(): Promise<boolean> {
    const { log, sent } = this.deps;
    const from = this.at;
    const upTo = Math.min(from + STRIDE, log.head().seq);
    if (upTo <= from) return false;
    const files = [...log.slimEvents(from, upTo, KINDS, STRIDE)].flat().filter((event) => !event.isForeign && this.isTold(event));
    for (const event of files) for (const sha256 of hashesOf(event)) await this.send(sha256, event.incident ?? '');
    this.at = upTo;
    if (files.length > 0 || upTo - sent.read() >= STRIDE) sent.write(upTo);
    await new Promise((resolve) => setImmediate(resolve));
    return true;
  }

  private isTold({ incident }: LogEvent): boolean {
    const row = incident === null ? undefined : this.deps.log.row(incident);
    return row !== undefined && isToldSince(row, this.deps.since());
  }

  private async send(sha256: string, incident: string): Promise<void> {
    const { attachments, link, seal, journal } = this.deps;
    const kept = attachments.read(sha256);
    if (!kept.ok) return;
    if (kept.bytes.length > MOST_FILE_BYTES)
      return journal(`a file of ${kept.bytes.length} bytes is too large for the team and stays here`);
    const name = await seal.nameFor(wordsOf(sha256), incident);
    const sealed = name === null ? null : await seal.seal(name, kept.bytes, incident);
    if (name !== null && sealed) await link.objects.put(name, sealed);
  }

  private async fetch(sha256: string, incident: string): Promise<FileRead> {
    const { link, seal, attachments } = this.deps;
    if (link.health.state !== 'ok') return AWAY;
    try {
      for (const name of seal.namesFor(wordsOf(sha256), incident)) {
        const sealed = await link.objects.get(name, MOST_FILE_BYTES + SEAL_BYTES);
        if (sealed === null) continue;
        const opened = await seal.open(name, sealed);
        if (!opened.ok || hashOf(opened.bytes) !== sha256) return damaged(opened.ok ? 'its hash differs' : opened.why);
        attachments.put(opened.bytes);
        return { ok: true, bytes: Buffer.from(opened.bytes) };
      }
      return NOT_THERE;
    } catch {
      return AWAY;
    }
  }
}

/** The hash itself would tell whoever has the same file that it is this one. */
function wordsOf(sha256: string): string {
  return `file ${sha256}`;
}

function hashesOf(event: LogEvent): string[] {
  return event.kind === 'attachment.added' ? [event.data.sha256] : [];
}

const AWAY: FileRead = {
  ok: false,
  kind: 'away',
  what: msg`This file is with your team, and it could not be fetched: the servers of the team are away.`,
  remedy: msg`It is fetched as soon as they are back.`,
};
const NOT_THERE: FileRead = {
  ok: false,
  kind: 'not-there',
  what: msg`The desk where this file was attached has not sent it yet.`,
  remedy: msg`It is fetched as soon as it is there.`,
};

function damaged(why: string): FileRead {
  return {
    ok: false,
    kind: 'damaged',
    what: msg`What the team has under the name of this file is not what was attached: ${why}.`,
    remedy: msg`Ask for it at the desk where it was attached.`,
  };
}
