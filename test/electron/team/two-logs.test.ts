// Desks with real logs that hear of each other late, out of order and twice: they stand alike, also after a restart and a rebuild.
import { describe, expect, test } from 'vitest';
import { Desk, loadState } from '../../../electron/engine/desk';
import type { ForeignEvent } from '../../../electron/log/foreign-events';
import type { Log } from '../../../electron/log/store';
import { outgoing } from '../../../electron/team/outgoing';
import { decideAct } from '../../../shared/log/decide/commands';
import { decideSightings } from '../../../shared/log/decide/sightings';
import { EMPTY_STATE } from '../../../shared/log/state';
import { foldRow } from '../../../shared/log/views/queue';
import { defaultSettings } from '../../../shared/settings';
import { standingOf } from '../../../shared/team/fingerprint';
import { sighting, T0 } from '../../shared/make';
import { openIn, tempFolder } from '../log/a-log';

class Station {
  readonly name: string;
  private readonly folder = tempFolder();
  log: Log;
  desk: Desk;
  now = T0;
  private sentTo = 0;

  constructor(name: string) {
    this.name = name;
    this.log = openIn(this.folder);
    this.desk = this.makeDesk();
  }

  private makeDesk(): Desk {
    const settings = defaultSettings();
    return new Desk(
      { log: this.log, now: () => this.now, timeZone: 'UTC', settings: () => settings },
      loadState(this.log, EMPTY_STATE, this.now),
    );
  }

  see(labels: Record<string, string>[], at: number, cleared: string[] = []): void {
    this.now = T0 + at * 1000;
    const sightings = labels.map((l) => sighting(l));
    const input = { feed: 'am', sightings, clearedKeys: cleared, clearedWhy: 'gone', previousAnswerAt: null };
    this.desk.transact((state, ctx) => decideSightings(state, input, ctx));
  }

  acknowledge(at: number): void {
    this.now = T0 + at * 1000;
    const ids = [...this.desk.state.incidents.keys()];
    this.desk.transact((state) => decideAct(state, ids, { act: 'acknowledge', via: 'test' }, this.name).drafts);
  }

  send(): ForeignEvent[] {
    const { events, upTo } = outgoing(this.log, this.sentTo, 1000);
    this.sentTo = upTo ?? this.sentTo;
    return events.map(({ seq, prev: _, ...event }) => ({ desk: this.name, deskSeq: seq, event, proof: null }) as ForeignEvent);
  }

  get standing(): string {
    return standingOf(this.desk.state.incidents.values());
  }

  restart(): void {
    this.log.close();
    this.log = openIn(this.folder);
    this.desk = this.makeDesk();
  }
}

const disk = { alertname: 'DiskFull', service: 'db', severity: 'critical' };
const slow = { alertname: 'HighLatency', service: 'web', severity: 'warning' };
const key = (labels: Record<string, string>): string => sighting(labels).key;

describe('two desks that watch the same source', () => {
  test('[T2] open one incident apart and stand alike once each heard of the other, in any order', () => {
    const [a, b] = [new Station('a'), new Station('b')];
    a.see([disk], 10);
    b.see([disk, slow], 11);
    a.acknowledge(12);
    b.see([slow], 90, [key(disk)]);
    const [fromA, fromB] = [a.send(), b.send()];
    a.desk.takeIn(fromB);
    b.desk.takeIn([...fromA].reverse());
    b.desk.takeIn(fromA);
    a.desk.takeIn(b.send());
    b.desk.takeIn(a.send());
    expect(a.standing).toBe(b.standing);
    expect(a.desk.state.incidents.size).toBe(2);
    const one = [...a.desk.state.incidents.values()].find(({ row }) => row.title === 'DiskFull');
    expect(one?.alerts.size).toBe(1);
    expect(one?.row).toMatchObject({ alertCount: 1, status: 'resolved', acknowledgedBy: 'a' });
  });

  test('[T4] a restart and a rebuild change nothing', () => {
    const [a, b] = [new Station('a'), new Station('b')];
    a.see([disk], 10);
    b.see([disk, slow], 11);
    a.acknowledge(20);
    b.desk.takeIn(a.send());
    a.desk.takeIn(b.send());
    const before = b.standing;
    expect(a.standing).toBe(before);
    b.restart();
    expect(b.standing).toBe(before);
    const rows = b.log.liveRows();
    b.log.rebuild(foldRow);
    expect(b.log.liveRows().map(({ seq: _, ...row }) => row)).toEqual(rows.map(({ seq: _, ...row }) => row));
  });

  test('[T5] what is written here counts after all that was received, whatever the clock of this machine says', () => {
    const [a, b] = [new Station('a'), new Station('b')];
    a.see([disk], 500);
    b.now = T0;
    b.desk.takeIn(a.send());
    b.acknowledge(1);
    const [acknowledged] = b.send().filter(({ event }) => event.kind === 'incident.acknowledged');
    expect(acknowledged?.event.hlc.localeCompare(a.log.head().hlc)).toBe(1);
    b.restart();
    b.now = T0;
    b.acknowledge(2);
    a.desk.takeIn([acknowledged as ForeignEvent]);
    expect([...a.desk.state.incidents.values()][0]?.row.status).toBe('acknowledged');
  });

  test('[T6] an event that was taken in before is not taken in again, and what came from elsewhere is not sent on', () => {
    const [a, b] = [new Station('a'), new Station('b')];
    a.see([disk], 10);
    const sent = a.send();
    expect(b.desk.takeIn([...sent, ...sent]).filter(({ isForeign }) => isForeign).length).toBe(sent.length);
    const head = b.log.head().seq;
    expect(b.desk.takeIn(sent)).toEqual([]);
    expect(b.log.head().seq).toBe(head);
    expect(b.send().filter(({ event }) => sent.some((s) => s.event.id === event.id))).toEqual([]);
  });
});
