// The harness's engine with a whole incident behind INC-1042: a storm of alerts, a timeline, silences, hostile text.
import type { EngineCall, IncidentDetail, Reply, TimelineEntry, WindowToEngine } from '../../../../shared/contract';
import type { Alert } from '../../../../shared/domain/alert';
import type { IncidentRow } from '../../../../shared/domain/incident';
import type { Matcher, Silence } from '../../../../shared/feed';
import { compileMatchers } from '../../../../shared/rules/matchers';
import { FakeEngine } from '../../harness/fake-engine';
import type { Scenario } from '../../harness/scenario';
import { longPast, stormAlerts, stormLanes, stormSilence, stormTimeline, stormTrace } from './storm-incident';

type Answer = Reply<unknown>;
const ok = (value: unknown): Answer => ({ ok: true, value });
const TIMELINE_FIRST = 200;
const fail = (what: string, remedy: string, kind: 'failed' | 'refused' = 'failed'): Answer => ({
  ok: false,
  error: { kind, what, remedy },
});

/** `mood`: 'slow' never answers get-incident, 'down' fails it, 'missing' refuses it, 'unconfirmed' leaves silences unconfirmed, 'broken' finds a broken chain, 'unsimilar' can't look through the past, 'long' has 2,600 entries. */
export class IncidentEngine extends FakeEngine {
  private readonly mood: string;
  private readonly alerts: readonly Alert[];
  private readonly notes: TimelineEntry[] = [];
  /** In the mood 'long': so many entries before the ones of the story that not all are loaded at once. */
  private readonly past: readonly TimelineEntry[];
  private readonly at: number;
  private silences: Silence[];
  private readonly pinned = new Set<number>();

  constructor(scenario: Scenario, mood: string) {
    super(scenario);
    this.mood = mood;
    this.at = scenario.now;
    this.alerts = stormAlerts(scenario.now);
    this.past = mood === 'long' ? longPast(scenario.now) : [];
    this.silences = [stormSilence(scenario.now)];
  }

  override serve(port: MessagePort): void {
    const inner = new MessageChannel();
    super.serve(inner.port1);
    inner.port2.onmessage = ({ data }) => {
      const isDetail = data.reply?.ok && 'timeline' in (data.reply.value ?? {});
      port.postMessage(isDetail ? { ...data, reply: ok(this.enrich(data.reply.value)) } : data);
    };
    port.onmessage = ({ data }: MessageEvent<WindowToEngine>) => {
      const reply = this.mine(data.call as EngineCall, data.args as never);
      if (reply === 'never') return;
      if (reply) setTimeout(() => port.postMessage({ id: data.id, reply }), 20);
      else inner.port2.postMessage(data);
    };
  }

  private enrich(detail: IncidentDetail): IncidentDetail {
    const row: IncidentRow = detail.row;
    if (row.number !== 1042) return { ...detail, timeline: stormTimeline(row.openedAt).slice(-3), timelineTotal: 3 };
    const all = [...this.past, ...stormTimeline(this.at), ...this.notes];
    const timeline = all.slice(-TIMELINE_FIRST);
    const links = [
      { label: 'Runbook', url: 'https://runbooks.example.com/HighErrorRate' },
      { label: 'Dashboard', url: 'https://grafana.example.com/d/checkout?var-region=eu-west-1' },
    ];
    const why = { sentence: '', trace: stormTrace, at: this.at - 5 * 60_000 };
    return {
      row,
      timeline,
      timelineTotal: all.length,
      alerts: this.alerts.slice(0, 200),
      alertTotal: this.alerts.length,
      links,
      why,
    };
  }

  private mine(call: EngineCall, args: never): Answer | 'never' | null {
    if (call === 'get-incident' && this.mood === 'slow') return 'never';
    if (call === 'get-incident' && this.mood === 'down')
      return fail('The engine did not answer “get-incident” within 10 s.', 'Look at the status bar: is the engine up?');
    if (call === 'get-incident' && (args as { id: string }).id === 'inc-0') return fail('No incident inc-0', '', 'refused');
    if (call === 'open-timeline') return this.openTimeline(args);
    if (call === 'read-entries') return this.readEntries(args);
    if (call === 'find-entries') return this.findEntries(args);
    if (call === 'list-lanes') return ok({ lanes: stormLanes(this.at) });
    if (call === 'get-evidence') return ok({ attachments: [], exports: [], members: [], done: [] });
    if (call === 'pin-entry') return this.pin(args);
    if (call === 'verify-incident') return this.verify();
    if (call === 'list-alerts') return this.listAlerts(args);
    if (call === 'preview-silence') return this.preview(args);
    if (call === 'create-silence') return this.createSilence(args);
    if (call === 'list-silences') return ok({ silences: this.silences });
    if (call === 'expire-silence') return ok({ isConfirmed: true });
    if (call === 'split-incident') return ok({ done: 1, refused: [], to: 'inc-1041' });
    if (call === 'add-note') return this.addNote(args);
    if (call === 'retry-write') return this.retry(args);
    if (call === 'similar-incidents') return this.similar(args);
    if (call === 'merge-incidents' || call === 'set-severity') return ok({ done: 1, refused: [] });
    return null;
  }

  private similar({ incident }: { incident: string }): Answer {
    if (incident !== 'inc-1042') return ok({ similar: [], took: 1 });
    if (this.mood === 'unsimilar') return fail('The search index can’t be read.', 'The engine tries again.');
    const past = { severity: 2, isRestricted: false, score: 8 };
    const openedAt = this.at - 12 * 86_400_000;
    const similar = [
      {
        ...{ ...past, id: 'inc-1028', number: 1028, title: 'Checkout errors', openedAt, resolvedAfterMs: 1_560_000 },
        ...{ why: 'same alert HighErrorRate, same service checkout, in common: migration', runbook: 'Checkout error rate' },
        ...{ resolvedWhy: 'rolled back to 4.17.2', lastNote: 'The <b>migration</b> had dropped an index; rollback brought it back' },
      },
      {
        ...{ ...past, id: 'inc-900', number: 900, title: '', isRestricted: true, openedAt: openedAt - 86_400_000, resolvedAfterMs: null },
        ...{ why: '', runbook: '', resolvedWhy: '', lastNote: '' },
      },
    ];
    return ok({ similar, took: 1 });
  }

  private all(): TimelineEntry[] {
    return [...this.past, ...stormTimeline(this.at), ...this.notes];
  }

  private openTimeline({ after }: { after: number }): Answer {
    const all = this.all().filter((entry) => entry.seq > after);
    const kindNames = [...new Set(all.map((entry) => entry.kind))];
    const actorNames = [...new Set(all.map((entry) => entry.actor))];
    return ok({
      seqs: all.map((entry) => entry.seq),
      at: all.map((entry) => entry.at),
      happenedAt: all.map((entry) => entry.happenedAt ?? entry.at),
      kinds: all.map((entry) => kindNames.indexOf(entry.kind)),
      actors: all.map((entry) => actorNames.indexOf(entry.actor)),
      kindNames,
      actorNames,
      pinned: [...this.pinned],
    });
  }

  private readEntries({ seqs }: { seqs: readonly number[] }): Answer {
    return ok({ entries: this.all().filter((entry) => seqs.includes(entry.seq)) });
  }

  private findEntries({ text }: { text: string }): Answer {
    const words = text.toLowerCase().split(/\s+/);
    const fits = this.all().filter((entry) => words.every((word) => `${entry.text} ${entry.detail}`.toLowerCase().includes(word)));
    return ok({ seqs: fits.map((entry) => entry.seq) });
  }

  private pin({ id, seq, isPinned }: { id: string; seq: number; isPinned: boolean }): Answer {
    if (isPinned) this.pinned.add(seq);
    else this.pinned.delete(seq);
    const data = { entry: String(seq), isPinned, by: 'me' };
    queueMicrotask(() => this.happen([{ kind: 'entry.pinned', incident: id, actor: 'person:me', data }]));
    return ok({ done: 1, refused: [] });
  }

  private retry({ incident, write }: { incident: string; write: string }): Answer {
    const data = { write: 'w2', feed: 'am-ams', action: 'ack' as const, ref: null, until: null, why: '', retryOf: write };
    queueMicrotask(() => this.happen([{ kind: 'write.requested', incident, actor: 'person:me', data }]));
    return ok({ asked: true });
  }

  private verify(): Answer {
    const events = this.past.length + stormTimeline(this.at).length + this.notes.length;
    return ok({ isWhole: this.mood !== 'broken', events, brokenAt: this.mood === 'broken' ? 5_003 : null });
  }

  private listAlerts({ text, offset = 0, limit = 200 }: { text: string; offset: number; limit: number }): Answer {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    const found = this.alerts.filter((a) => words.every((w) => JSON.stringify(a).toLowerCase().includes(w)));
    return ok({ alerts: found.slice(offset, offset + limit), total: found.length });
  }

  private preview({ feed, matchers }: { feed: string; matchers: Matcher[] }): Answer {
    const compiled = compileMatchers(matchers);
    if (!compiled.ok) return fail(compiled.why, 'Correct the pattern.');
    const hidden = this.alerts.filter((a) => a.isFiring && compiled.test(a.labels));
    const incidents = [{ id: 'inc-1042', number: 1042, title: 'Error rate above objective in eu-west-1', alerts: hidden.length }];
    if (matchers.length < 4) incidents.push({ id: 'inc-1041', number: 1041, title: 'p99 latency 2.1 s, objective 400 ms', alerts: 2 });
    const sample = hidden.slice(0, 3).map(({ name, labels }) => ({ name, labels }));
    return ok(
      hidden.length === 0
        ? { feed, hiddenNow: 0, incidents: [], sample }
        : { feed, hiddenNow: hidden.length + (incidents.length - 1) * 2, incidents, sample },
    );
  }

  private createSilence({ matchers, minutes, comment }: { matchers: Matcher[]; minutes: number; comment: string }): Answer {
    if (comment.includes('refuse'))
      return fail('Alertmanager answered 400: bad matcher format.', 'Correct the matchers and send it again.');
    const id = '0b9dc1b2-6a3e-4d5f-8d47-3f6f5e2f1c11';
    this.silences = [
      ...this.silences,
      { id, matchers, startsAt: Date.now(), endsAt: Date.now() + minutes * 60_000, createdBy: 'me', comment, state: 'active' },
    ];
    return ok({ id, isConfirmed: this.mood !== 'unconfirmed' });
  }

  private addNote({ id, text }: { id: string; text: string }): Answer {
    const at = Date.now();
    this.notes.push({
      seq: 10_000 + this.notes.length,
      at,
      kind: 'incident.noted',
      actor: 'me',
      text: 'Note by me',
      detail: text,
      tone: 'person',
    });
    queueMicrotask(() => this.happen([{ kind: 'incident.noted', incident: id, actor: 'me', data: { text, by: 'me' } }]));
    return ok({ done: 1, refused: [] });
  }
}
