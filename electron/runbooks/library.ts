// The library of runbooks: its sources, the index that incidents are matched against, and documents as they are opened.
import { rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { IncidentRunbooks, RunbookSourceHealth, RunbookUse } from '../../shared/contract/runbooks';
import type { Incident } from '../../shared/domain/incident';
import type { RunbookDocument } from '../../shared/domain/runbook';
import type { LogEvent } from '../../shared/log/event';
import { foldRunbookWork } from '../../shared/log/views/runbook';
import { matchRunbooks, runbookLinks } from '../../shared/rules/match-runbook';
import { fileName } from '../../shared/rules/new-runbook';
import { buildRunbookIndex, type RunbookIndex } from '../../shared/rules/runbook-index';
import { compileRunbookRules, type RunbookRules } from '../../shared/rules/runbook-rules';
import { sumUpUse } from '../../shared/rules/runbook-use';
import type { Settings } from '../../shared/settings';
import { msg } from '../../shared/words/words';
import type { Log } from '../log/store';
import { LinkKeeper } from './link-keeper';
import { LogReader } from './log-reader';
import { runbookId } from './source';
import { SourceKeeper, whereOf } from './source-keeper';

export interface LibraryDeps {
  readonly log: Log;
  readonly settings: () => Settings;
  readonly now: () => number;
  /** A folder of the profile where clones may lie while they are read. */
  readonly workDir: string;
  /** False for the demo: nothing is asked from outside for invented alerts. */
  readonly mayFetch: boolean;
  readonly journal: (line: string) => void;
  /** Texts are different now. */
  readonly onTexts: () => void;
}

export type Created =
  | { readonly ok: true; readonly runbook: string; readonly path: string }
  | { readonly ok: false; readonly what: string; readonly remedy: string };

const USES_READ = 2_000;
const LINKS_SHOWN = 10;

export class Library {
  private readonly deps: LibraryDeps;
  private readonly links: LinkKeeper;
  private readonly reader: LogReader;
  private keepers: SourceKeeper[] = [];
  private built: RunbookIndex | null = null;
  private rules: { readonly of: unknown; readonly compiled: RunbookRules } | null = null;
  private ending: Promise<unknown> = Promise.resolve();

  constructor(deps: LibraryDeps) {
    this.deps = deps;
    const { runbookTexts: texts, runbookNotes: notes } = deps.log;
    const changed = (areTexts: boolean): void => this.changed(areTexts);
    const isOn = (): boolean => deps.mayFetch && deps.settings().runbooks.areLinksFetched;
    this.links = new LinkKeeper({
      texts,
      notes,
      now: deps.now,
      isOn,
      named: () => namedHosts(deps.settings()),
      changed,
      journal: deps.journal,
    });
    this.reader = new LogReader({ log: deps.log, notes, seen: () => this.links.soon() });
  }

  start(): void {
    // What a crash left of a clone must not lie open on the disk.
    rmSync(this.deps.workDir, { recursive: true, force: true });
    this.apply();
    this.reader.start();
    this.links.start();
  }

  /** Settings changed: sources that are new or different start, others go on. Texts of sources that are gone go too. */
  apply(): void {
    const wanted = this.deps.settings().runbooks.sources;
    const stays = (k: SourceKeeper): boolean => wanted.some((s) => JSON.stringify(s) === JSON.stringify(k.source));
    const ended = this.keepers.filter((k) => !stays(k)).map((k) => k.stop());
    this.keepers = this.keepers.filter(stays);
    const fresh = wanted.filter((s) => !this.keepers.some((k) => k.source.id === s.id));
    this.ending = Promise.all([this.ending, ...ended]);
    this.forgetOthers(new Set(wanted.map((s) => s.id)));
    for (const source of fresh) {
      const { runbookTexts: texts, runbookNotes: notes } = this.deps.log;
      const { now, workDir, journal } = this.deps;
      const keeper = new SourceKeeper(source, { texts, notes, now, workDir, journal, changed: (areTexts) => this.changed(areTexts) });
      this.keepers.push(keeper);
      keeper.start();
    }
    this.links.soon();
  }

  onCommit(events: readonly LogEvent[]): void {
    this.reader.onCommit(events);
  }

  /** Resolves when all sources were read once more; unknown ids do nothing. */
  async refresh(source: string | null): Promise<number> {
    const asked = this.keepers.filter((k) => source === null || k.source.id === source);
    const all = source === null || source === 'link' ? [this.links.fetchDue(true)] : [];
    await Promise.all([...asked.map((k) => k.read()), ...all]);
    return asked.length + all.length;
  }

  get sources(): RunbookSourceHealth[] {
    return [...this.keepers.map((k) => k.health), this.links.health];
  }

  get index(): RunbookIndex {
    this.built ??= buildRunbookIndex(this.deps.log.runbookTexts.entries());
    return this.built;
  }

  async document(id: string): Promise<RunbookDocument | null> {
    const found = this.deps.log.runbookTexts.get(id);
    if (!found) return null;
    const { parseRunbook } = await import('./parse');
    const { blocks, steps, lines, front } = parseRunbook(found.text);
    return { info: found.info, front, blocks, steps, lines };
  }

  usageOf(id: string): RunbookUse {
    this.reader.flush();
    return sumUpUse(this.deps.log.runbookNotes.usesOf(id, USES_READ));
  }

  /** Which runbooks fit an incident, which of its links have a copy, and the work so far. */
  ofIncident(incident: Incident, events: readonly LogEvent[]): IncidentRunbooks {
    const all = [...incident.alerts.values()];
    const firing = all.filter((a) => a.isFiring);
    const alerts = firing.length > 0 ? firing : all;
    const { row } = incident;
    const hits = this.rulesNow()(row, alerts);
    const links = [...new Map(alerts.flatMap((a) => runbookLinks(a.annotations).map((url) => [url, a.name] as const)))].slice(
      0,
      LINKS_SHOWN,
    );
    return {
      matches: matchRunbooks(this.index, { service: row.service, labels: row.labels, alerts }, hits),
      links: links.map(([url, alert]) => {
        const known = this.deps.log.runbookNotes.link(url);
        return { url, alert, fetchedAt: known?.fetchedAt ?? null, why: known?.why ?? '' };
      }),
      work: foldRunbookWork(events),
    };
  }

  get folders(): { id: string; where: string }[] {
    return this.keepers.filter((k) => k.source.kind === 'folder').map((k) => ({ id: k.source.id, where: whereOf(k.source) }));
  }

  /** Writes a new file at the top of a folder source; never over one that is there. */
  async create(source: string, name: string, text: string): Promise<Created> {
    const keeper = this.keepers.find((k) => k.source.id === source);
    if (keeper?.source.kind !== 'folder')
      return { ok: false, what: msg`There is no such folder of runbooks.`, remedy: msg`Add one in the settings.` };
    const file = `${fileName(name.replace(/\.(md|markdown)$/i, ''))}.md`;
    const path = join(keeper.source.path, file);
    try {
      const handle = await open(path, 'wx', 0o644);
      await handle.writeFile(text, 'utf8').finally(() => handle.close());
    } catch (error) {
      const { code } = error as { code?: string };
      if (code === 'EEXIST')
        return { ok: false, what: msg`There is a ${file} already.`, remedy: msg`Choose another name, or open that one.` };
      return {
        ok: false,
        what: msg`${path} can’t be written (${code ?? 'unknown'}).`,
        remedy: msg`Check that the folder exists and is yours.`,
      };
    }
    await keeper.read();
    return { ok: true, runbook: runbookId({ kind: 'folder', source, path: file }), path };
  }

  async stop(): Promise<void> {
    await Promise.all([this.ending, ...this.keepers.map((k) => k.stop()), this.links.stop()]);
    this.reader.stop();
  }

  private changed(areTexts: boolean): void {
    if (!areTexts) return;
    this.built = null;
    this.deps.onTexts();
  }

  private rulesNow(): RunbookRules {
    const { rules } = this.deps.settings().runbooks;
    if (this.rules?.of !== rules) this.rules = { of: rules, compiled: compileRunbookRules(rules) };
    return this.rules.compiled;
  }

  private forgetOthers(wanted: ReadonlySet<string>): void {
    const { runbookTexts: texts, runbookNotes: notes } = this.deps.log;
    for (const { source } of texts.sources()) {
      if (source === 'link' || wanted.has(source)) continue;
      texts.change(
        [],
        [...texts.stampsOf(source).keys()].map((path) => `${source}/${path}`),
      );
      notes.know(source, null);
      this.changed(true);
    }
  }
}

/** Hosts that the person named: for links, and as servers of feeds. */
export function namedHosts(settings: Settings): string[] {
  const urls = settings.feeds.flatMap((f) => Object.values(f.config)).flat();
  const hosts = urls.flatMap((u) => (typeof u === 'string' && /^https?:\/\//i.test(u) && URL.canParse(u) ? [new URL(u).hostname] : []));
  return [...settings.runbooks.linkHosts, ...hosts];
}
