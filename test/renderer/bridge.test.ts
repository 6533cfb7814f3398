import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Connection, callEngine, connect } from '../../renderer/bridge';
import { askEarly } from '../../renderer/port-inlet';
import type { EngineToWindow, ShellPush, WindowToEngine } from '../../shared/contract';
import type { Settings } from '../../shared/settings';

const ORIGIN = 'app://dogwatch';

/** A window with a shell that hands out ports, and the engine's end of the port handed out last. */
class Rig extends EventTarget {
  readonly location = { origin: ORIGIN };
  readonly heard: WindowToEngine[] = [];
  readonly connections: Connection[] = [];
  readonly pushes: unknown[] = [];
  requests = 0;
  engine: MessagePort | null = null;
  tell: (push: ShellPush) => void = () => {};
  seq = 10;

  readonly dogwatch = {
    invoke: () => Promise.reject(new Error('gone')),
    onPush: (listener: (push: ShellPush) => void) => {
      this.tell = listener;
      return () => {};
    },
    requestPort: () => {
      this.requests++;
      this.handOut();
    },
  };

  send(frame: EngineToWindow): void {
    this.engine?.postMessage(frame);
  }

  private handOut(): void {
    const { port1, port2 } = new MessageChannel();
    this.engine = port1;
    port1.onmessage = ({ data }: MessageEvent<WindowToEngine>) => {
      this.heard.push(data);
      if (data.call === 'subscribe') this.send({ id: data.id, reply: { ok: true, value: { seq: this.seq, rows: [] } } });
    };
    const message = Object.assign(new Event('message'), { source: this, data: { dogwatch: 'port' }, ports: [port2] });
    queueMicrotask(() => this.dispatchEvent(message));
  }
}

let rig: Rig;
let stop: () => void;

beforeEach(async () => {
  rig = new Rig();
  vi.stubGlobal('window', rig);
  stop = connect({
    onConnection: (connection) => rig.connections.push(connection),
    onPush: (push) => rig.pushes.push(push),
    onShellPush: () => {},
  });
  await vi.waitFor(() => expect(rig.connections.at(-1)?.state).toBe('live'));
});

afterEach(() => {
  stop();
  rig.engine?.close();
  vi.unstubAllGlobals();
});

function events(fromSeq: number, seq: number): EngineToWindow {
  return { push: 'events', fromSeq, seq, events: [] };
}

describe('connect', () => {
  it('says connecting, then live with the snapshot', () => {
    expect(rig.connections).toEqual([{ state: 'connecting' }, { state: 'live', snapshot: { seq: 10, rows: [] } }]);
  });
  it('hands on pushes that follow each other, and subscribes again at a gap', async () => {
    rig.send(events(10, 12));
    rig.send(events(12, 13));
    await vi.waitFor(() => expect(rig.pushes).toHaveLength(2));
    rig.seq = 20;
    rig.send(events(15, 16));
    await vi.waitFor(() => expect(rig.connections.at(-1)).toMatchObject({ snapshot: { seq: 20 } }));
    expect(rig.pushes).toHaveLength(2);
  });
  it('asks for a new port when the engine came back, and tells that it was down', async () => {
    rig.tell({ push: 'engine', state: 'down', why: 'It ended.' });
    expect(rig.connections.at(-1)).toEqual({ state: 'engine-down', why: 'It ended.' });
    rig.tell({ push: 'engine', state: 'up', why: '' });
    await vi.waitFor(() => expect(rig.connections.at(-1)?.state).toBe('live'));
    expect(rig.requests).toBe(2);
  });
});

describe('a port that the page asked for before the console was there', () => {
  it('is taken with what the engine wrote into it, and no other is asked for', async () => {
    stop();
    rig = new Rig();
    vi.stubGlobal('window', rig);
    const order: string[] = [];
    askEarly();
    await vi.waitFor(() => expect(rig.engine).not.toBeNull());
    rig.send({ push: 'first-rows', rows: [], feeds: [], settings: {} as Settings });
    stop = connect({
      onConnection: ({ state }) => order.push(state),
      onPush: ({ push }) => order.push(push),
      onShellPush: () => {},
    });
    await vi.waitFor(() => expect(order).toEqual(['connecting', 'first-rows', 'live']));
    expect(rig.requests).toBe(1);
  });
});

describe('callEngine', () => {
  it('refuses malformed arguments before they leave the window', async () => {
    const reply = await callEngine('snooze-incident', { incidents: ['a'], minutes: -1 });
    expect(reply).toMatchObject({ ok: false, error: { kind: 'malformed' } });
    expect(rig.heard.map((call) => call.call)).toEqual(['subscribe']);
  });
  it('sends arguments with their defaults filled in', async () => {
    void callEngine('acknowledge-incident', { incidents: ['a'] });
    await vi.waitFor(() =>
      expect(rig.heard.at(-1)).toMatchObject({ call: 'acknowledge-incident', args: { incidents: ['a'], via: 'window' } }),
    );
  });
  it('fails pending calls as not ready when the port closes, and later ones at once', async () => {
    const waiting = callEngine('list-kinds', {});
    rig.tell({ push: 'engine', state: 'down', why: 'It ended.' });
    expect(await waiting).toMatchObject({ ok: false, error: { kind: 'not-ready' } });
    expect(await callEngine('list-kinds', {})).toMatchObject({ ok: false, error: { kind: 'not-ready' } });
  });
});
