// Between the engine and the places of publishing: documents with their pictures, snapshots that wait in the outbox, and their delivery.
import type { ActRecord } from '../../shared/domain/act';
import { fileType } from '../../shared/domain/file-type';
import type { IncidentRow } from '../../shared/domain/incident';
import type { LogEvent } from '../../shared/log/event';
import type { ExportDocument, ExportPicture } from '../../shared/postmortem/export/document';
import { placeRef, readPlaceRef, readSnapshot } from '../../shared/postmortem/export/snapshot';
import type { Attachments } from '../log/attachments';
import type { ReadLog } from '../log/store';
import type { PublishInput, PublishOutcome } from '../publish/place';
import type { PublishRunner } from '../publish/runner';
import type { OfContent } from './couriers';
import type { Delivery } from './outbox';

/** What the keeper of postmortems knows of one. */
export interface PostmortemText {
  readonly title: string;
  /** In words: 'Draft', 'Approved'. */
  readonly status: string;
  /** Markdown. */
  readonly text: string;
  /** Unix ms. */
  readonly editedAt: number;
}

export interface PublishedPlace {
  readonly target: string;
  readonly targetName: string;
  readonly url: string | null;
  readonly ref: string | null;
  readonly by: string;
}

export interface PublishDeskDeps {
  readonly log: Pick<ReadLog, 'actsOf' | 'row'>;
  readonly attachments: Attachments;
  readonly runner: PublishRunner;
  readonly rowOf: (incident: string) => IncidentRow | undefined;
  /** Null: the incident has no postmortem. */
  readonly readText: (incident: string) => PostmortemText | null;
  readonly actOf: (act: string) => ActRecord | undefined;
  /** It is there now. */
  readonly published: (incident: string, place: PublishedPlace) => void;
}

const PAST_ACTS = 500;
const SENT: Omit<Delivery, 'ref'> = {
  isSent: true,
  isFinal: false,
  why: '',
  remedy: '',
  retryAfterMs: null,
  mayHaveArrived: false,
  isLaneDown: false,
};

export class PublishDesk {
  private readonly deps: PublishDeskDeps;

  constructor(deps: PublishDeskDeps) {
    this.deps = deps;
  }

  documentOf(incident: string): ExportDocument | null {
    const row = this.deps.rowOf(incident);
    const text = this.deps.readText(incident);
    if (!row || !text) return null;
    const { number, severity, service, isRestricted } = row;
    return { incident, number, severity, service, isRestricted, ...text };
  }

  /** Null: missing or damaged. */
  readonly pictureOf = (sha256: string): ExportPicture | null => {
    const read = this.deps.attachments.read(sha256);
    return read.ok ? { sha256, mime: fileType(read.bytes), bytes: read.bytes } : null;
  };

  inputOf(document: ExportDocument, target: string, triedSince: number | null): PublishInput {
    return { document, pictureOf: this.pictureOf, knownRef: this.lastRef(document.incident, target), triedSince };
  }

  /** The outbox's way out. Never throws. */
  async deliver(act: ActRecord, { target, snapshot }: OfContent<'publish'>): Promise<Delivery> {
    const read = this.deps.attachments.read(snapshot);
    const document = read.ok ? readSnapshot(Buffer.from(read.bytes).toString('utf8')) : null;
    if (!document)
      return ofOutcome({
        ok: false,
        kind: 'refused',
        what: 'The text that was to be published is damaged.',
        remedy: 'Publish it again.',
        retryAfterMs: null,
      });
    return ofOutcome(await this.deps.runner.publish(target, this.inputOf(document, target, act.mayHaveArrived ? act.requestedAt : null)));
  }

  /** Tells the keeper of postmortems what has arrived. */
  hear(events: readonly LogEvent[]): void {
    for (const event of events) {
      if (event.kind !== 'act.sent' || event.incident === null) continue;
      const act = this.deps.actOf(event.data.act);
      if (act?.content.what !== 'publish') continue;
      const { target, targetName } = act.content;
      const place = event.data.ref === null ? { ref: null, url: null } : readPlaceRef(event.data.ref);
      this.deps.published(event.incident, { target, targetName, ...place, by: act.by });
    }
  }

  private lastRef(incident: string, target: string): string | null {
    const sent = this.deps.log
      .actsOf(incident, PAST_ACTS)
      .filter(({ state, content, ref }) => state === 'sent' && content.what === 'publish' && content.target === target && ref !== null)
      .sort((a, b) => b.changedAt - a.changedAt)[0];
    return sent?.ref ? readPlaceRef(sent.ref).ref : null;
  }
}

function ofOutcome(outcome: PublishOutcome): Delivery {
  if (outcome.ok) return { ...SENT, ref: placeRef(outcome.ref, outcome.url) };
  const { kind, what, remedy, retryAfterMs } = outcome;
  return {
    isSent: false,
    isFinal: kind === 'refused' || kind === 'gone',
    ref: null,
    why: what,
    remedy,
    retryAfterMs,
    mayHaveArrived: kind === 'maybe-done',
    isLaneDown: kind === 'unreachable' || kind === 'rate-limited',
  };
}
