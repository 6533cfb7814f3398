// Between the engine and the places of publishing: documents with their pictures, snapshots that wait in the outbox, and their delivery.
import type { ActRecord } from '../../shared/domain/act';
import { fileType } from '../../shared/domain/file-type';
import type { IncidentRow } from '../../shared/domain/incident';
import { LANE_KINDS, LaneFolder } from '../../shared/log/views/lanes';
import { parseChart } from '../../shared/postmortem/chart-fence';
import { chartSvg } from '../../shared/postmortem/export/chart-svg';
import type { ExportDocument, ExportPicture } from '../../shared/postmortem/export/document';
import { placeRef, readPlaceRef, readSnapshot } from '../../shared/postmortem/export/snapshot';
import type { Attachments } from '../log/attachments';
import type { ReadLog } from '../log/store';
import { type PublishInput, type PublishOutcome, refusedBy } from '../publish/place';
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
  readonly log: Pick<ReadLog, 'actsOf' | 'ofKinds'>;
  readonly timeZone: string;
  readonly attachments: Attachments;
  readonly runner: PublishRunner;
  readonly rowOf: (incident: string) => IncidentRow | undefined;
  /** Null: the incident has no postmortem. */
  readonly readText: (incident: string) => Promise<PostmortemText | null>;
  /** It is there now: the keeper of postmortems writes it down. */
  readonly published: (incident: string, place: PublishedPlace) => Promise<void>;
}

const PAST_ACTS = 500;
const MOST_LANES = 25;
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

  async documentOf(incident: string): Promise<ExportDocument | null> {
    const row = this.deps.rowOf(incident);
    const text = await this.deps.readText(incident);
    if (!row || !text) return null;
    const { number, severity, service, isRestricted } = row;
    return { incident, number, severity, service, isRestricted, ...text };
  }

  /** Null: missing or damaged. */
  readonly pictureOf = (sha256: string): ExportPicture | null => {
    const read = this.deps.attachments.read(sha256);
    return read.ok ? { sha256, mime: fileType(read.bytes), bytes: read.bytes } : null;
  };

  /** Charts of the document's own incident only: what is drawn is read from the log. */
  drawChart(document: ExportDocument, text: string): string | null {
    const chart = parseChart(text);
    if (!chart || chart.incident !== document.incident) return null;
    const folder = new LaneFolder();
    if (chart.chart === 'alerts') for (const event of this.deps.log.ofKinds(chart.incident, LANE_KINDS)) folder.take(event);
    return chartSvg(chart, { lanes: folder.lanes(MOST_LANES), timeZone: this.deps.timeZone });
  }

  inputOf(document: ExportDocument, target: string, triedSince: number | null): PublishInput {
    return { document, pictureOf: this.pictureOf, knownRef: this.lastRef(document.incident, target), triedSince };
  }

  /** The outbox's way out. Never throws. What has arrived is written down before the act is over, so that no death loses it. */
  async deliver(act: ActRecord, { target, targetName, snapshot }: OfContent<'publish'>): Promise<Delivery> {
    const read = this.deps.attachments.read(snapshot);
    const document = read.ok ? readSnapshot(Buffer.from(read.bytes).toString('utf8')) : null;
    if (!document) return ofOutcome(refusedBy('The text that was to be published is damaged.', 'Publish it again.'));
    const outcome = await this.deps.runner.publish(target, this.inputOf(document, target, act.mayHaveArrived ? act.requestedAt : null));
    if (outcome.ok) await this.deps.published(document.incident, { target, targetName, ref: outcome.ref, url: outcome.url, by: act.by });
    return ofOutcome(outcome);
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
