// Keeps copies of the runbooks that alerts link to: fetched ahead while there is a network, for the moment when there is none.

import { z } from 'zod';
import type { RunbookSourceHealth } from '../../shared/contract/runbooks';
import { msg } from '../../shared/words/words';
import { connectionShape } from '../feeds/connection';
import { createHttpClient, type HttpClient } from '../feeds/http';
import type { RunbookNotes, SeenLink } from '../log/runbook-notes';
import type { RunbookTexts } from '../log/runbook-texts';
import { guardedLookup } from './address-guard';
import { fetchRunbook } from './link-fetch';
import { MAX_RUNBOOK_BYTES, runbookId } from './source';

export interface LinkKeeperDeps {
  readonly texts: RunbookTexts;
  readonly notes: RunbookNotes;
  readonly now: () => number;
  readonly isOn: () => boolean;
  /** Hosts of private networks that may be asked. */
  readonly named: () => readonly string[];
  readonly changed: (areTexts: boolean) => void;
  readonly journal: (line: string) => void;
}

const LIKELY_MS = 30 * 86_400_000;
const FRESH_MS = 24 * 3_600_000;
const FIRST_RETRY_MS = 60_000;
const LONGEST_RETRY_MS = 6 * 3_600_000;
const LOOK_EVERY_MS = 60_000;
const SOON_MS = 500;
const AT_ONCE = 2;
const MAX_LINKS = 2_000;

/** Is a link to be asked (again) at `now`? Copies are asked for anew once a day, failures less and less often. */
export function isDue(link: SeenLink, now: number): boolean {
  if (link.triedAt === null) return true;
  const pause = link.failures === 0 ? FRESH_MS : Math.min(FIRST_RETRY_MS * 2 ** Math.min(link.failures - 1, 20), LONGEST_RETRY_MS);
  return now - link.triedAt >= pause || now < link.triedAt;
}

export class LinkKeeper {
  private readonly deps: LinkKeeperDeps;
  private readonly ending = new AbortController();
  private readonly http: HttpClient;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | null = null;

  constructor(deps: LinkKeeperDeps) {
    this.deps = deps;
    const connection = z.object(connectionShape).parse({ maxMegabytes: MAX_RUNBOOK_BYTES / 1_000_000, connectTimeoutSeconds: 10 });
    this.http = createHttpClient(connection, { lookup: guardedLookup(deps.named) });
  }

  get health(): RunbookSourceHealth {
    const { notes, texts, now, isOn } = this.deps;
    const links = notes.linksSince(now() - LIKELY_MS, MAX_LINKS);
    const failing = links.filter((l) => l.why !== '');
    const [first] = failing;
    const count = texts.stampsOf('link').size;
    return {
      ...{ id: 'link', kind: 'link', where: 'links of alerts (runbook_url)', count, canWrite: false },
      state: !isOn() ? 'off' : failing.length > 0 ? 'stale' : 'ok',
      what: first ? msg`${failing.length} of ${links.length} links can’t be fetched: ${first.why}` : '',
      remedy: first ? msg`Open the link by hand; name the host in the settings if it is in a private network.` : '',
      readAt: links.reduce<number | null>((last, l) => (l.fetchedAt !== null && l.fetchedAt > (last ?? 0) ? l.fetchedAt : last), null),
      leftOut: failing.slice(0, 50).map((l) => ({ path: l.url, why: l.why })),
      leftOutCount: failing.length,
    };
  }

  start(): void {
    this.plan(SOON_MS);
  }

  /** Links were seen, or the person asks. */
  soon(): void {
    this.plan(SOON_MS);
  }

  /** Fetches what is due now; `all` asks for everything likely. */
  async fetchDue(all = false): Promise<void> {
    await this.running;
    this.running = this.pass(all).finally(() => {
      this.running = null;
    });
    await this.running;
  }

  async stop(): Promise<void> {
    this.ending.abort();
    clearTimeout(this.timer);
    await this.running;
    await this.http.close();
  }

  private plan(ms: number): void {
    clearTimeout(this.timer);
    if (this.ending.signal.aborted) return;
    this.timer = setTimeout(() => {
      const told = (error: unknown): void => this.deps.journal(`links of runbooks: ${error instanceof Error ? error.message : error}`);
      void this.fetchDue()
        .catch(told)
        .finally(() => this.plan(LOOK_EVERY_MS));
    }, ms);
  }

  private async pass(all: boolean): Promise<void> {
    const { deps } = this;
    if (!deps.isOn()) return;
    const due = deps.notes.linksSince(deps.now() - LIKELY_MS, MAX_LINKS).filter((l) => all || isDue(l, deps.now()));
    const work = async (): Promise<void> => {
      for (let link = due.shift(); link && !this.ending.signal.aborted; link = due.shift()) await this.fetch(link);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  private async fetch({ url }: SeenLink): Promise<void> {
    const { texts, notes, now, changed, named } = this.deps;
    const got = await fetchRunbook(this.http, url, named(), this.ending.signal);
    if (this.ending.signal.aborted) return;
    if (!got.ok) {
      notes.tried(url, now(), got.why);
      return changed(false);
    }
    const origin = { kind: 'link', source: 'link', path: url, fetchedAt: now() } as const;
    const before = texts.get(runbookId(origin));
    const { toStored } = await import('./stored');
    const stored = toStored(origin, { stamp: String(now()), text: got.text, changedAt: null });
    texts.change(
      [{ ...stored, info: { ...stored.info, changedAt: before?.info.version === stored.info.version ? before.info.changedAt : now() } }],
      [],
    );
    notes.tried(url, now(), '');
    changed(before?.info.version !== stored.info.version);
  }
}
