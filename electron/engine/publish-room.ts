// The room from which postmortems leave the console: places, exports, the summary. Opened at the first need.
import { join } from 'node:path';
import type { Reply } from '../../shared/contract';
import type { PostmortemFile, PublishValues } from '../../shared/contract/publish';
import { POSTMORTEM_STATUS_WORDS } from '../../shared/domain/postmortem';
import { draft } from '../../shared/log/decide/postmortem';
import type { Attachments } from '../log/attachments';
import type { Log } from '../log/store';
import { vaultOfPlace } from '../publish/place-kinds';
import { createPublishRunner, type PublishRunner } from '../publish/runner';
import type { Desk } from './desk';
import type { Handlers } from './gate';
import { postmortemFile } from './postmortem-file';
import type { PostmortemRoom } from './postmortem-room';
import { publishCalls } from './publish-calls';
import { type PostmortemText, PublishDesk, type PublishedPlace } from './publish-desk';
import type { SettingsBook } from './settings-book';

export interface PublishRoomDeps {
  readonly log: Log;
  readonly book: SettingsBook;
  readonly attachments: Attachments;
  readonly workDir: string;
  /** Name of this machine. */
  readonly device: string;
  /** IANA name: whose times charts show. */
  readonly timeZone: string;
  readonly desk: Desk;
  readonly postmortems: PostmortemRoom;
  readonly person: () => string;
  readonly now: () => number;
  readonly newId: () => string;
  /** Brings the files of an incident here that its team has. */
  readonly bringFiles: (incident: string) => Promise<void>;
  /** Settings took effect. */
  readonly applied: () => void;
}

export interface PublishRoom {
  readonly calls: Pick<Handlers, keyof PublishValues>;
  readonly desk: PublishDesk;
  readonly runner: PublishRunner;
  /** Writes an export to a file that a person chose, or reads one. */
  file(asked: PostmortemFile): Promise<Reply<unknown>>;
}

export function makePublishRoom(deps: PublishRoomDeps): PublishRoom {
  const { log, book, attachments, person, now, postmortems } = deps;
  const runner = createPublishRunner({
    targets: () => book.settings.publish,
    secretsOf: (target, names) => book.secretsOf({ id: vaultOfPlace(target.id) }, names),
    ...{ workDir: join(deps.workDir, 'publish'), author: person, now },
  });
  const desk = new PublishDesk({
    ...{ log, attachments, runner, timeZone: deps.timeZone },
    rowOf: (id) => postmortems.row(id),
    readText: (incident) => readText(deps, incident),
    published: (incident, place) => notePlace(deps, incident, place),
  });
  return {
    calls: publishCalls({ ...deps, publishing: { desk, runner } }),
    desk,
    runner,
    async file(asked) {
      if (asked.does === 'save-edits') await deps.bringFiles(asked.incident);
      return postmortemFile({ ...deps, publishing: desk }, asked);
    },
  };
}

async function readText({ log, postmortems, bringFiles }: PublishRoomDeps, incident: string): Promise<PostmortemText | null> {
  const postmortem = log.postmortems.get(incident)?.postmortem;
  if (!postmortem) return null;
  await bringFiles(incident);
  const text = await (await postmortems.desk()).docs.with(incident, async (doc) => doc.toString());
  return { title: postmortem.title, status: POSTMORTEM_STATUS_WORDS[postmortem.status], text, editedAt: postmortem.editedAt };
}

async function notePlace({ postmortems }: PublishRoomDeps, incident: string, { by, ...place }: PublishedPlace): Promise<void> {
  const room = await postmortems.desk();
  await room.act(
    incident,
    ({ postmortem }) => [draft(incident, by, 'postmortem.published', { postmortem, ...place, by })],
    `Put to ${place.targetName}`,
  );
}
