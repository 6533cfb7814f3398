// A desk with a real log in a space on a real NATS server, without an engine around it: what it sees and does is told by the test.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Desk, loadState } from '../../../electron/engine/desk';
import { BridgeLine } from '../../../electron/feeds/bridge-line';
import { hashOf, openAttachments } from '../../../electron/log/attachments';
import type { Log } from '../../../electron/log/store';
import { checkedBatch } from '../../../electron/team/checked-batch';
import { type DeviceKeys, deviceKeys, newSeed } from '../../../electron/team/device-keys';
import type { TeamMemory } from '../../../electron/team/membership';
import { natsLink } from '../../../electron/team/nats-link';
import { Space } from '../../../electron/team/space';
import { decideAct, type IncidentAct } from '../../../shared/log/decide/commands';
import { decideSightings } from '../../../shared/log/decide/sightings';
import { EMPTY_STATE } from '../../../shared/log/state';
import { defaultSettings } from '../../../shared/settings';
import { standingOf } from '../../../shared/team/fingerprint';
import { eventually } from '../../harness/eventually';
import { sighting } from '../../shared/make';
import { KEY, openIn } from '../log/a-log';

export interface TeamDeskOptions {
  readonly name: string;
  /** As `nats.url` of the harness. */
  readonly url: string;
  readonly snapshotEvery?: number;
}

export class TeamDesk {
  readonly journal: string[] = [];
  readonly log: Log;
  readonly desk: Desk;
  readonly device: DeviceKeys;
  space: Space;
  private readonly options: TeamDeskOptions;
  private readonly folder: string;
  private memory: TeamMemory = { founder: null, members: [], keys: [] };

  static async start(options: TeamDeskOptions): Promise<TeamDesk> {
    return new TeamDesk(options, await deviceKeys(newSeed()));
  }

  private constructor(options: TeamDeskOptions, device: DeviceKeys) {
    this.options = options;
    this.device = device;
    this.folder = mkdtempSync(join(tmpdir(), 'dogwatch-team-'));
    this.log = openIn(this.folder);
    const settings = defaultSettings();
    const context = { log: this.log, now: Date.now, timeZone: 'UTC', settings: () => settings };
    this.desk = new Desk(context, loadState(this.log, EMPTY_STATE, Date.now()));
    this.desk.holdPaging(true);
    this.space = this.open();
    this.desk.onCommit(() => this.space.wake());
  }

  /** The space is opened anew, as after a restart of the engine. */
  async reopen(): Promise<void> {
    await this.space.stop();
    this.space = this.open();
  }

  private open(): Space {
    const { name, url, snapshotEvery } = this.options;
    const words = (error: unknown) => ({ what: String(error), remedy: '' });
    const link = natsLink({ space: 'ops', desk: this.device.desk, options: { servers: url }, replicas: 1, words, now: Date.now });
    const space = new Space({
      bridges: new BridgeLine(),
      ...{ space: 'ops', device: this.device, link, log: this.log, name: () => name, person: () => name, now: Date.now },
      attachments: openAttachments(join(this.folder, 'files'), KEY),
      memory: { read: () => this.memory, write: (memory) => Object.assign(this, { memory }) },
      takeIn: (events) => void this.desk.takeIn(events),
      check: checkedBatch,
      journal: (line) => this.journal.push(line),
      changed: () => undefined,
      moved: () => undefined,
      present: () => undefined,
      settings: defaultSettings,
      onCall: () => [],
      ...(snapshotEvery !== undefined && { snapshotEvery }),
    });
    void space.start();
    return space;
  }

  async found(): Promise<void> {
    await eventually('the servers answer', () => this.space.health.state === 'ok');
    await this.space.members.found();
  }

  async letIn(other: TeamDesk): Promise<void> {
    await other.space.members.ask(this.space.members.founderName ?? '');
    await eventually('the request is seen', () => this.space.members.requests.some(({ desk }) => desk === other.device.desk));
    await this.space.members.admit(other.device.desk);
    await eventually('it is in', () => other.space.members.isIn);
  }

  /** The alerts fire, each in an incident of its own. */
  see(names: readonly string[], cleared: readonly string[] = []): void {
    const labels = (alertname: string) => ({ alertname, service: alertname, severity: 'critical' });
    const sightings = names.map((name) => sighting(labels(name)));
    const clearedKeys = cleared.map((name) => sighting(labels(name)).key);
    const input = { feed: 'am', sightings, clearedKeys, clearedWhy: 'gone', previousAnswerAt: null };
    this.desk.transact((state, ctx) => decideSightings(state, input, ctx));
  }

  act(names: readonly string[], act: IncidentAct): void {
    const ids = [...this.desk.state.incidents.values()].filter(({ row }) => names.includes(row.title)).map(({ row }) => row.id);
    this.desk.transact((state) => decideAct(state, ids, act, this.options.name).drafts);
  }

  /** An incident that was over goes on. */
  goOn(id: string): void {
    this.desk.admit([id]);
    this.desk.transact((state) => decideAct(state, [id], { act: 'reopen', why: 'again' }, this.options.name).drafts);
  }

  get titles(): string[] {
    return [...this.desk.state.incidents.values()].map(({ row }) => row.title).sort();
  }

  /** A hash: equal hashes, equal incidents. */
  get standing(): string {
    return hashOf(Buffer.from(standingOf(this.desk.state.incidents.values()), 'utf8'));
  }

  /** Every incident there ever was, folded from its events. */
  get wholeStanding(): string {
    const { rows } = this.log.pastRows(['closed', 'merged', 'resolved'], null, 100_000);
    const ids = new Set([...this.log.liveRows(), ...rows].map(({ id }) => id));
    this.desk.admit(ids);
    const standing = this.standing;
    this.desk.transact(() => []);
    return standing;
  }

  /** Ids of all events about incidents, sorted. */
  get eventIds(): string[] {
    return [...this.log.events(0)]
      .flat()
      .flatMap(({ id, incident }) => (incident === null ? [] : [id]))
      .sort();
  }

  async stop(): Promise<void> {
    await this.space.stop();
    this.log.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
