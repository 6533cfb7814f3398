// An index over the library, so that matching an incident against ten thousand runbooks looks at a handful of them.
import type { RunbookFront, RunbookInfo } from '../domain/runbook';

export interface RunbookFacts {
  readonly info: RunbookInfo;
  readonly front: RunbookFront;
  /** Text of its first heading. */
  readonly heading: string;
}

export interface RunbookIndex {
  readonly byId: ReadonlyMap<string, RunbookFacts>;
  /** Lower-case, without all but letters and digits: names of alerts in front matter, of files, of headings. */
  readonly byAlert: ReadonlyMap<string, readonly RunbookFacts[]>;
  readonly byFile: ReadonlyMap<string, readonly RunbookFacts[]>;
  readonly byHeading: ReadonlyMap<string, readonly RunbookFacts[]>;
  readonly byService: ReadonlyMap<string, readonly RunbookFacts[]>;
  /** `name=value` of one label of each runbook that names labels. */
  readonly byLabel: ReadonlyMap<string, readonly RunbookFacts[]>;
  /** Words of titles, headings and file names -> places in `all`. */
  readonly byWord: ReadonlyMap<string, readonly number[]>;
  readonly all: readonly RunbookFacts[];
  /** How many such words each of `all` has. */
  readonly wordCounts: readonly number[];
  /** As long as `all`, for counting while a name is looked up; nothing in it outlives that. */
  readonly scratch: Uint8Array;
}

/** The same for `KubePodCrashLooping`, `kube-pod-crash-looping` and `Kube Pod Crash Looping`. */
export function nameKey(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Words of a name: `KubePod_crashLooping` gives kube, pod, crash, looping. */
export function nameWords(name: string): string[] {
  const spaced = name.replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2').replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2');
  return [...new Set(spaced.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? [])];
}

/** File name without folders and ending. */
export function fileStem(path: string): string {
  return (path.split('/').at(-1) ?? '').replace(/\.(md|markdown)$/i, '');
}

/** A file that names its folder (`_index.md`, `README.md`) is named by no alert. */
function isFolderPage(stem: string): boolean {
  return /^(_?index|readme)$/i.test(stem);
}

export function buildRunbookIndex(runbooks: Iterable<RunbookFacts>): RunbookIndex {
  const byId = new Map<string, RunbookFacts>();
  const byWord = new Map<string, number[]>();
  const all: RunbookFacts[] = [];
  const wordCounts: number[] = [];
  const maps = { alert: new Map(), file: new Map(), heading: new Map(), service: new Map(), label: new Map() } as Record<
    'alert' | 'file' | 'heading' | 'service' | 'label',
    Map<string, RunbookFacts[]>
  >;
  for (const r of runbooks) {
    byId.set(r.info.id, r);
    for (const alert of r.front.alerts) add(maps.alert, nameKey(alert), r);
    for (const service of r.front.services) add(maps.service, nameKey(service), r);
    const [label] = Object.entries(r.front.labels);
    if (label) add(maps.label, `${label[0]}=${label[1]}`, r);
    const stem = r.info.origin.kind === 'link' ? '' : fileStem(r.info.origin.path);
    if (isFolderPage(stem)) continue;
    add(maps.file, nameKey(stem), r);
    add(maps.heading, nameKey(r.heading), r);
    if (nameKey(r.info.title) !== nameKey(r.heading)) add(maps.heading, nameKey(r.info.title), r);
    const words = new Set([...nameWords(r.info.title), ...nameWords(r.heading), ...nameWords(stem)]);
    for (const word of words) add(byWord, word, all.length);
    all.push(r);
    wordCounts.push(words.size);
  }
  const { alert, file, heading, service, label } = maps;
  return {
    byId,
    byAlert: alert,
    byFile: file,
    byHeading: heading,
    byService: service,
    byLabel: label,
    byWord,
    all,
    wordCounts,
    scratch: new Uint8Array(all.length),
  };
}

function add<T>(map: Map<string, T[]>, key: string, runbook: T): void {
  if (key === '') return;
  const list = map.get(key);
  if (list) list.push(runbook);
  else map.set(key, [runbook]);
}
