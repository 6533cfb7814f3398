// What the shop of the day runs: a real Alertmanager, Prometheus and Icinga, a place for messages, a tracker and a repository for postmortems.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { bareRepository } from '../e2e/parts/share';
import type { Stage } from '../e2e/parts/stage';
import { startGithubFake } from '../fakes/github-fake';
import { type Alertmanager, startAlertmanager } from '../harness/alertmanager';
import { type Icinga, startIcinga } from '../harness/icinga';
import { type MessageSink, startMessageSink } from '../harness/message-sink';
import { type Prometheus, startPrometheus } from '../harness/prometheus';

export interface Site {
  readonly alertmanager: Alertmanager;
  readonly prometheus: Prometheus;
  readonly icinga: Icinga;
  readonly messages: MessageSink;
  /** Settings as code for the desk of `person`. */
  readonly config: (person: 'Robin' | 'Ana') => string;
}

const own = resolve(import.meta.dirname, 'site');
const people = [
  { id: 'robin', name: 'Robin' },
  { id: 'ana', name: 'Ana Lima' },
  { id: 'raj', name: 'Raj Patel' },
];
const policies = [
  { id: 'access', name: 'Account compromise', owner: 'raj', governs: { isSecurity: true }, lastReview: '2026-10-12' },
  { id: 'deploys', name: 'Changes to production', owner: 'ana', governs: { matchers: ['service="checkout"'] }, lastReview: '2026-06-01' },
];

/** The rules of the folder, as a short day has them: what must hold for minutes holds for a second. */
function rulesOf(folder: string): string[] {
  const files = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
  return files.map((name) => readFileSync(join(folder, name), 'utf8').replace(/^(\s+for:).*$/gm, '$1 1s'));
}

/** Starts it all; `DOGWATCH_RULES` and `DOGWATCH_RUNBOOKS` name folders of more rules and runbooks. */
export async function startSite(stage: Stage): Promise<Site> {
  const alertmanager = stage.keep(await startAlertmanager());
  const more = process.env.DOGWATCH_RULES;
  const rules = [...rulesOf(join(own, 'rules')), ...(more ? rulesOf(resolve(more)) : [])];
  const prometheus = stage.keep(await startPrometheus(alertmanager.url, rules));
  const icinga = stage.keep(await startIcinga());
  const messages = stage.keep(await startMessageSink());
  const github = stage.keep(await startGithubFake());
  const repository = bareRepository(stage.profile);
  const books = [join(own, 'runbooks'), ...(process.env.DOGWATCH_RUNBOOKS ? [resolve(process.env.DOGWATCH_RUNBOOKS)] : [])];
  const config: Site['config'] = (person) =>
    stringify({
      version: 1,
      person: { name: person, id: person.toLowerCase() },
      people,
      policies,
      feeds: [
        feed('main', 'alertmanager', 'Main cluster', { urls: [alertmanager.url], restartGraceSeconds: 0 }),
        feed('icinga', 'icinga', 'Icinga-fra', {
          url: icinga.url,
          username: 'oncall',
          password: icinga.password('oncall'),
          caPem: icinga.caPem,
          tlsServerName: 'localhost',
        }),
      ],
      runbooks: {
        sources: books.map((path, i) => ({ kind: 'folder', id: i === 0 ? 'shop' : 'more', path })),
        run: { prometheusUrl: prometheus.url },
      },
      channels: [{ id: 'support', kind: 'webhook', name: 'Support desk', config: { url: messages.url } }],
      audiences: [{ id: 'customer-support', name: 'Customer support', members: [{ channel: 'support' }] }],
      routing: [{ name: 'grave ones', when: { severityAtLeast: 1 }, at: ['opened', 'update', 'resolved'], to: ['customer-support'] }],
      bridge: { url: 'https://meet.example/inc-{{number}}', name: 'War room' },
      trackers: [{ id: 'shop', kind: 'github', name: 'acme/shop', config: github.config }],
      actions: { pollMinutes: 0.05, isReminded: false },
      publish: [{ id: 'docs', kind: 'git', name: 'Team docs', config: { repository, branch: 'main', folder: 'postmortems' } }],
      postmortem: { needsAnotherToApprove: false },
      schedules: [{ id: 'first-line', name: 'First line', from: rotation() }],
    });
  return { alertmanager, prometheus, icinga, messages, config };
}

function feed(id: string, kind: string, name: string, config: Readonly<Record<string, unknown>>) {
  return { id, kind, name, intervalSeconds: 1, clearAfterSeconds: 0.5, failAfterSeconds: 600, config };
}

function rotation() {
  const startDate = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  return { kind: 'rotation', people: ['robin', 'ana', 'raj'], startDate, handoverAt: '09:00', timeZone: 'UTC', rrule: 'FREQ=WEEKLY' };
}
