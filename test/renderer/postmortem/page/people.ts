// People at other desks, as the page of the editor is told of them: placed by the test.
import * as Y from 'yjs';
import type { Cursor, PresenceSeams } from '../../../../renderer/views/postmortem/seams';

type Other = ReturnType<PresenceSeams['now']>[number];

export class PeopleOfPage implements PresenceSeams {
  /** Where this editor's cursor was, as others would be told. */
  readonly told: (Cursor | null)[] = [];
  private readonly text: Y.Text;
  private others: readonly Other[] = [];
  private readonly listeners = new Set<() => void>();

  constructor(text: Y.Text) {
    this.text = text;
  }

  now = (): readonly Other[] => this.others;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  moved(now: () => Cursor | null): void {
    setTimeout(() => this.told.push(now()));
  }

  /** `cursor`: as it comes from the other desk, or places in the text. */
  put(others: readonly (Omit<Other, 'cursor' | 'name'> & { readonly cursor: Cursor | readonly [number, number] | null })[]): void {
    this.others = others.map(({ cursor, ...one }) => ({ ...one, name: `${one.person}’s desk`, cursor: this.cursorOf(cursor) }));
    for (const listener of this.listeners) listener();
  }

  private cursorOf(cursor: Cursor | readonly [number, number] | null): Cursor | null {
    if (cursor === null || !('length' in cursor)) return cursor;
    const [anchor, head] = cursor.map((index) =>
      btoa(String.fromCharCode(...Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(this.text, index)))),
    );
    return { anchor: anchor ?? '', head: head ?? '' };
  }
}
