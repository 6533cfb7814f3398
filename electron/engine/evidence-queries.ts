// Calls by which the window looks at the record of an incident: its timeline by source time, lanes, attachments. They change nothing.
import type { TimelineMarks } from '../../shared/contract/evidence';
import { PICTURE_TYPES } from '../../shared/domain/file-type';
import type { LogEvent } from '../../shared/log/event';
import { EVIDENCE_KINDS, evidenceFacts, pinnedEntries } from '../../shared/log/views/evidence-facts';
import { LANE_KINDS, LaneFolder } from '../../shared/log/views/lanes';
import { type FeedName, tellEvent, tellInList } from '../../shared/log/views/timeline';
import type { Attachments } from '../log/attachments';
import type { Moments } from '../log/moments';
import type { ReadLog } from '../log/store';
import type { FileRead } from '../team/team-files';
import { done, type Handlers, refuse } from './gate';
import { inSlices } from './slices';

type Names = 'open-timeline' | 'read-entries' | 'find-entries' | 'list-lanes' | 'get-evidence' | 'get-attachment';

const SLICE_MS = 8;
const AT_ONCE = 200;
const MOST_LANES = 40;
const ULID = /^[0-9A-HJKMNP-TV-Z]{26}$/;

/** `fromTeam`: a file that is not beside this log; null: there is no team to ask. */
export function evidenceQueries(
  log: ReadLog,
  attachments: Attachments,
  fromTeam: (sha256: string, incident: string) => Promise<FileRead | null>,
  feedName: FeedName,
): Pick<Handlers, Names> {
  const noSuch = () => refuse<never>('There is no such incident.', 'It may be in another profile.');
  return {
    'open-timeline': ({ id, after }) => {
      const moments = log.moments(id, after);
      if (moments.seqs.length === 0 && after === 0) return noSuch();
      const pinned = pinnedEntries(log.ofKinds(id, ['entry.pinned']));
      return done(marksOf(moments, pinned.size === 0 ? [] : log.seqsOf(id, [...pinned])));
    },
    'read-entries': ({ id, seqs }) => done({ entries: log.eventsAt(id, seqs).map((event) => tellInList(event, feedName)) }),
    'find-entries': async ({ id, text }) => {
      if (ULID.test(text)) return done({ seqs: log.seqsOf(id, [text]) });
      const words = text.toLowerCase().split(/\s+/).filter(Boolean);
      const seqs: number[] = [];
      const see = (event: LogEvent): void => {
        const entry = tellEvent(event, feedName);
        const all = `${entry.text} ${entry.detail} ${entry.actor} ${entry.kind}`.toLowerCase();
        if (words.every((word) => all.includes(word))) seqs.push(event.seq);
      };
      await inSlices(visit(log, id, log.moments(id, 0).seqs, see), SLICE_MS);
      return done({ seqs });
    },
    'list-lanes': async ({ id }) => {
      const { seqs, kinds } = log.moments(id, 0);
      const folder = new LaneFolder();
      const mine = seqs.filter((_, i) => (LANE_KINDS as readonly string[]).includes(kinds[i] ?? ''));
      await inSlices(
        visit(log, id, mine, (event) => folder.take(event)),
        SLICE_MS,
      );
      return done({ lanes: folder.lanes(MOST_LANES) });
    },
    'get-evidence': ({ id }) => (log.row(id) ? done(evidenceFacts(log.ofKinds(id, EVIDENCE_KINDS))) : noSuch()),
    'get-attachment': async ({ id, sha256 }) => {
      const info = evidenceFacts(log.ofKinds(id, ['attachment.added'])).attachments.find((one) => one.sha256 === sha256);
      if (!info) return refuse('This incident has no such attachment.');
      const kept = attachments.read(sha256);
      const read = kept.ok ? kept : ((await fromTeam(sha256, id)) ?? kept);
      if (!read.ok) return refuse(read.what, read.remedy, 'failed');
      return done({ base64: read.bytes.toString('base64'), mime: info.mime, isPicture: PICTURE_TYPES.has(info.mime) });
    },
  };
}

/** Events of these seqs, some at a time. */
function* visit(log: ReadLog, id: string, seqs: readonly number[], see: (event: LogEvent) => void): Generator<void, void, void> {
  for (let i = 0; i < seqs.length; i += AT_ONCE) {
    for (const event of log.eventsAt(id, seqs.slice(i, i + AT_ONCE))) see(event);
    yield;
  }
}

function marksOf({ seqs, at, happenedAt, kinds, actors }: Moments, pinned: readonly number[]): TimelineMarks {
  const kindNames = [...new Set(kinds)];
  const actorNames = [...new Set(actors)];
  const kindAt = new Map(kindNames.map((name, i) => [name, i]));
  const actorAt = new Map(actorNames.map((name, i) => [name, i]));
  return {
    seqs,
    at,
    happenedAt,
    kinds: kinds.map((name) => kindAt.get(name) ?? 0),
    actors: actors.map((name) => actorAt.get(name) ?? 0),
    kindNames: kindNames as LogEvent['kind'][],
    actorNames,
    pinned,
  };
}
