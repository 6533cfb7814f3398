// A desk that begins with a snapshot stands like one that read everything: at once for what is not over, and for all when it is through.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pack, unpack } from '../../electron/team/snapshot-shelf';
import type { LogEvent } from '../../shared/log/event';
import { standingOf } from '../../shared/team/fingerprint';
import { bundled, type HistorySpan, inWholeIncidents, messagesIn, newestPart, withoutNewest, withSpan } from '../../shared/team/snapshot';
import { anyLife } from './lived-desk';
import { isHuman, NOTE, Receiver, written } from './several-desks';

interface Message {
  readonly position: number;
  readonly incident: string;
  readonly event: LogEvent;
}

const standing = (desk: Receiver): string => standingOf(desk.state.incidents.values());

const anyStream = fc.record({
  life: anyLife,
  idle: fc.array(fc.nat(2), { minLength: 24, maxLength: 24 }),
  turns: fc.infiniteStream(fc.nat(2)),
  cut: fc.double({ min: 0, max: 1, noNaN: true }),
  size: fc.integer({ min: 1, max: 9 }),
  isHistoryNext: fc.infiniteStream(fc.boolean()),
});
type AnyStream = typeof anyStream extends fc.Arbitrary<infer T> ? T : never;

/** What three desks wrote, each in its own order, as it came to the stream. */
function streamOf({ life, idle, turns }: AnyStream): Message[] {
  const desks = [0, 1, 2].map((desk) => {
    const ops = life.ops.map((o, i) => (isHuman(o.op) && idle[i] === desk ? { ...o, op: NOTE } : o));
    return written({ ...life, ops }, `desk-${desk}`);
  });
  const next = turns[Symbol.iterator]();
  const stream: Message[] = [];
  while (desks.some((events) => events.length > 0)) {
    const event = desks[next.next().value as number]?.shift();
    if (event && event.incident !== null) stream.push({ position: stream.length + 1, incident: event.incident, event });
  }
  return stream;
}

/** Takes the snapshot, then what came after it and what is older in any turns, and says how it stood after the snapshot. */
function joined(stream: readonly Message[], position: number, live: ReadonlySet<string>, any: AnyStream) {
  const desk = new Receiver();
  const known = new Set<string>();
  const take = (messages: readonly Message[]): void => {
    for (const { incident } of messages) known.add(incident);
    desk.take(messages.map(({ event }) => event));
  };
  const between = ({ after, upTo }: HistorySpan) => stream.filter((m) => m.position > after && m.position <= upTo);
  for (const part of inWholeIncidents(bundled(between({ after: 0, upTo: position }), live), any.size)) take(part);
  const atOnce = standing(desk);
  let spans = withSpan([], { after: 0, upTo: position });
  let at = position;
  const isHistoryNext = any.isHistoryNext[Symbol.iterator]();
  for (let part = newestPart(spans, any.size); part || at < stream.length; part = newestPart(spans, any.size)) {
    if (part && (at >= stream.length || isHistoryNext.next().value)) {
      take(between(part));
      spans = withoutNewest(spans, part);
      continue;
    }
    const news = between({ after: at, upTo: at + any.size });
    const unknown = new Set(news.map(({ incident }) => incident).filter((incident) => !known.has(incident)));
    take([...spans.flatMap((span) => between(span).filter(({ incident }) => unknown.has(incident))), ...news]);
    at += any.size;
  }
  return { atOnce, atLast: standing(desk) };
}

describe('a desk that begins with a snapshot', () => {
  it('[T22] stands at once like one that read all so far, and like one that read all in the end', () => {
    fc.assert(
      fc.property(anyStream, (any) => {
        const stream = streamOf(any);
        const position = Math.max(1, Math.floor(stream.length * any.cut));
        fc.pre(stream.length > 0);
        const reader = new Receiver();
        for (const { event } of stream.slice(0, position)) reader.take([event]);
        const soFar = standing(reader);
        const desk = joined(stream, position, new Set(reader.state.incidents.keys()), any);
        for (const { event } of stream.slice(position)) reader.take([event]);
        expect(desk.atOnce).toBe(soFar);
        expect(desk.atLast).toBe(standing(reader));
      }),
      { numRuns: 80 },
    );
  });

  it('[T22] what a snapshot left out is there in the end all the same', () => {
    fc.assert(
      fc.property(anyStream, fc.nat(), (any, skip) => {
        const stream = streamOf(any);
        fc.pre(stream.length > 0);
        const position = Math.max(1, Math.floor(stream.length * any.cut));
        const reader = new Receiver();
        for (const { event } of stream) reader.take([event]);
        const some = new Set([...reader.state.incidents.keys()].filter((_, i) => i % 2 === skip % 2));
        expect(joined(stream, position, some, any).atLast).toBe(standing(reader));
      }),
      { numRuns: 40 },
    );
  });

  it('[T22] what is left to read is neither read twice nor forgotten', () => {
    const anySpan = fc.tuple(fc.nat(300), fc.nat(300)).map(([a, b]) => ({ after: Math.min(a, b), upTo: Math.max(a, b) + 1 }));
    fc.assert(
      fc.property(fc.array(anySpan, { minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: 90 }), (given, size) => {
        let spans = given.reduce<HistorySpan[]>((all, span) => withSpan(all, span), []);
        const wanted = new Set(given.flatMap(({ after, upTo }) => Array.from({ length: upTo - after }, (_, i) => after + 1 + i)));
        expect(messagesIn(spans)).toBe(wanted.size);
        const read: number[] = [];
        for (let part = newestPart(spans, size); part; part = newestPart(spans, size)) {
          for (let position = part.upTo; position > part.after; position--) read.push(position);
          spans = withoutNewest(spans, part);
        }
        expect(read).toEqual([...wanted].sort((a, b) => b - a));
      }),
    );
  });

  it('[T22] comes out of its file as it went in, and nothing else does', () => {
    const anyMessage = fc.record({
      position: fc.integer({ min: 1, max: 50 }),
      incident: fc.constantFrom('a', 'b', 'c'),
      bytes: fc.uint8Array(),
    });
    fc.assert(
      fc.property(fc.array(anyMessage), fc.nat(), (messages, at) => {
        const file = pack({ position: 50, messages });
        const read = unpack(file);
        expect(read?.messages.map((m) => ({ ...m, bytes: [...m.bytes] }))).toEqual(messages.map((m) => ({ ...m, bytes: [...m.bytes] })));
        expect(unpack(file.subarray(0, at % file.length))).toBeNull();
      }),
    );
  });
});
