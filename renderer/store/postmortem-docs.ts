// The documents that are open in this window: one an incident, however many views look at it. A document with unsaved text outlives
// the view that wrote it.
import { useEffect, useState, useSyncExternalStore } from 'react';
import { callEngine } from '../bridge';
import { useDesk } from './desk';
import { BoundPostmortem } from './postmortem-doc';
import { onPostmortemPush } from './postmortem-news';
import type { PostmortemDoc, PostmortemDocState } from './postmortem-types';

interface Open {
  readonly doc: BoundPostmortem;
  users: number;
}

const open = new Map<string, Open>();
let isListening = false;

function listen(): void {
  if (isListening) return;
  isListening = true;
  onPostmortemPush((push) => open.get(push.incident)?.doc.take(push));
  let line = useDesk.getState().connection;
  useDesk.subscribe(({ connection }) => {
    if (connection === line) return;
    line = connection;
    if (connection === 'live') for (const { doc } of open.values()) doc.reconnected();
  });
  window.addEventListener('pagehide', () => {
    for (const { doc } of open.values()) void doc.flush();
  });
}

/** Opens the document of an incident; each opening is ended by `releasePostmortem`. */
export function openPostmortem(incident: string): PostmortemDoc {
  listen();
  const known = open.get(incident) ?? { doc: new BoundPostmortem(incident, callEngine), users: 0 };
  known.users += 1;
  open.set(incident, known);
  return known.doc;
}

export async function releasePostmortem(incident: string): Promise<void> {
  const known = open.get(incident);
  if (!known) return;
  known.users -= 1;
  if (known.users > 0) return;
  const isSaved = await known.doc.flush();
  if (known.users > 0 || open.get(incident) !== known) return;
  if (isSaved || known.doc.state().phase !== 'open') {
    open.delete(incident);
    known.doc.end();
  }
}

/** The document of one incident while a view shows it; another incident needs another component (a `key`). */
export function usePostmortemDoc(incident: string): { readonly doc: PostmortemDoc | null; readonly state: PostmortemDocState | null } {
  const [doc, setDoc] = useState<PostmortemDoc | null>(null);
  useEffect(() => {
    setDoc(openPostmortem(incident));
    return () => void releasePostmortem(incident);
  }, [incident]);
  const state = useSyncExternalStore(
    (listener) => doc?.subscribe(listener) ?? (() => undefined),
    () => doc?.state() ?? null,
  );
  return { doc, state };
}
