// Makes the engine's part of publishing: the places of the settings, and the desk between them, the outbox and the texts.
import { join } from 'node:path';
import type { Attachments } from '../log/attachments';
import type { Log } from '../log/store';
import { vaultOfPlace } from '../publish/place-kinds';
import { createPublishRunner, type PublishRunner } from '../publish/runner';
import type { CourierDeps } from './couriers';
import type { Desk } from './desk';
import { PublishDesk, type PublishDeskDeps } from './publish-desk';
import type { SettingsBook } from './settings-book';

export interface PublishingDeps {
  readonly log: Log;
  readonly book: SettingsBook;
  readonly attachments: Attachments;
  readonly workDir: string;
  readonly desk: Desk;
  readonly person: () => string;
  readonly now: () => number;
  /** Left out: no incident has a postmortem. */
  readonly readText: PublishDeskDeps['readText'] | undefined;
  readonly published: PublishDeskDeps['published'] | undefined;
}

export interface Publishing {
  readonly desk: PublishDesk;
  readonly runner: PublishRunner;
  readonly publish: CourierDeps['publish'];
}

export function makePublishing({ log, book, attachments, workDir, desk, person, now, readText, published }: PublishingDeps): Publishing {
  const runner = createPublishRunner({
    targets: () => book.settings.publish,
    secretsOf: (target, names) => book.secretsOf({ id: vaultOfPlace(target.id) }, names),
    ...{ workDir: join(workDir, 'publish'), author: person, now },
  });
  const publishing = new PublishDesk({
    ...{ log, attachments, runner, actOf: (id) => log.act(id) },
    rowOf: (id) => desk.state.incidents.get(id)?.row ?? log.row(id),
    readText: readText ?? (() => null),
    published: published ?? (() => {}),
  });
  return { desk: publishing, runner, publish: (act, content) => publishing.deliver(act, content) };
}
