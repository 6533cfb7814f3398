// Which runbooks belong to an incident, and why: what somebody said outright comes before what names have in common.
import type { Labels } from '../domain/alert';
import { oneLine } from '../domain/plain-text';
import type { RunbookMatch } from '../domain/runbook';
import { msg } from '../words/words';
import { fileStem, nameKey, nameWords, type RunbookFacts, type RunbookIndex } from './runbook-index';

/** What matching knows of an alert. */
export interface MatchedAlert {
  readonly name: string;
  readonly labels: Labels;
  readonly annotations: Labels;
}

export interface MatchSubject {
  readonly service: string | null;
  readonly labels: Labels;
  readonly alerts: readonly MatchedAlert[];
}

/** A rule of the person, already held against the incident. */
export interface RunbookRuleHit {
  readonly rule: string;
  readonly runbook: string;
}

const SCORE = { link: 100, linkName: 95, rule: 90, front: 80, file: 70, heading: 65, service: 50, labels: 45, words: 30 } as const;
const MAX_MATCHES = 12;
/** Distinct names that are looked at; an incident of a storm has thousands of alerts of few names. */
const MAX_ALERTS = 40;
/** A word that this share of the library has says nothing. */
const COMMON_SHARE = 0.2;
const COMMON_MIN = 20;
/** This much of an alert's name must be in a title. */
const WORD_SHARE = 0.6;

/** Annotations that name a runbook. */
export const LINK_ANNOTATIONS = ['runbook_url', 'runbook'] as const;

/** The http(s) links to runbooks that an alert names. */
export function runbookLinks(annotations: Labels): string[] {
  return LINK_ANNOTATIONS.flatMap((name) => {
    const url = Object.hasOwn(annotations, name) ? (annotations[name] ?? '').trim() : '';
    return /^https?:\/\/[^\s]+$/i.test(url) && url.length <= 2000 ? [url] : [];
  });
}

/** Best first, each runbook once with its best reason. Ties go by title, so that the order stays. */
export function matchRunbooks(index: RunbookIndex, subject: MatchSubject, rules: readonly RunbookRuleHit[]): RunbookMatch[] {
  const best = new Map<RunbookFacts, Offered>();
  const offer: Offer = (r, score, why) => {
    if (!r) return;
    const known = best.get(r);
    if (!known || known.score < score) best.set(r, { info: r.info, score, why });
  };
  const alerts = distinct(subject.alerts);
  for (const alert of alerts) offerLinks(index, alert, offer);
  for (const { rule, runbook } of rules) offer(index.byId.get(runbook), SCORE.rule, () => msg`your rule “${rule}” names it`);
  for (const { name } of alerts) {
    const key = nameKey(name);
    for (const r of index.byAlert.get(key) ?? []) offer(r, SCORE.front, () => msg`its front matter names the alert ${name}`);
    for (const r of index.byFile.get(key) ?? []) offer(r, SCORE.file, () => msg`its file is named like the alert ${name}`);
    for (const r of index.byHeading.get(key) ?? []) offer(r, SCORE.heading, () => msg`its heading is the alert ${name}`);
  }
  if (subject.service !== null)
    for (const r of index.byService.get(nameKey(subject.service)) ?? [])
      offer(r, SCORE.service, () => msg`its front matter names the service ${subject.service}`);
  offerLabels(index, subject, alerts, offer);
  for (const { name } of alerts) offerWords(index, name, offer);
  return [...best.values()]
    .sort((a, b) => b.score - a.score || inOrder(a.info.title, b.info.title) || inOrder(a.info.id, b.info.id))
    .slice(0, MAX_MATCHES)
    .map(({ info, score, why }) => ({ runbook: info.id, title: info.title, why: oneLine(why(), 200), score }));
}

interface Offered {
  readonly info: RunbookFacts['info'];
  readonly score: number;
  /** Asked of the few that stay: hundreds are offered. */
  readonly why: () => string;
}

type Offer = (r: RunbookFacts | undefined, score: number, why: () => string) => void;

function inOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function distinct(alerts: readonly MatchedAlert[]): MatchedAlert[] {
  const seen = new Map<string, MatchedAlert>();
  for (const a of alerts) {
    const key = `${a.name}\n${runbookLinks(a.annotations).join('\n')}`;
    if (!seen.has(key)) seen.set(key, a);
    if (seen.size >= MAX_ALERTS) break;
  }
  return [...seen.values()];
}

function offerLinks(index: RunbookIndex, alert: MatchedAlert, offer: Offer): void {
  for (const url of runbookLinks(alert.annotations)) {
    offer(index.byId.get(`link:${url}`), SCORE.link, () => msg`the alert ${alert.name} links to it`);
    const last = fileStem(pathOf(url));
    for (const r of index.byFile.get(nameKey(last)) ?? [])
      offer(r, SCORE.linkName, () => msg`the link of the alert ${alert.name} ends in its name`);
  }
}

/** The path of an address without its last slash; pure code has no URL. */
function pathOf(url: string): string {
  return (/^https?:\/\/[^/?#]+([^?#]*)/i.exec(url)?.[1] ?? '').replace(/\/+$/, '');
}

/** All labels that a front matter names must hold, on the incident or on one alert. */
function offerLabels(index: RunbookIndex, subject: MatchSubject, alerts: readonly MatchedAlert[], offer: Offer): void {
  if (index.byLabel.size === 0) return;
  for (const labels of [subject.labels, ...alerts.map((a) => a.labels)]) {
    for (const name in labels) {
      for (const r of index.byLabel.get(`${name}=${labels[name]}`) ?? []) {
        const wanted = Object.entries(r.front.labels);
        if (wanted.every(([n, v]) => labels[n] === v))
          offer(r, SCORE.labels, () => msg`its front matter names the labels ${wanted.map(([n, v]) => `${n}="${v}"`).join(', ')}`);
      }
    }
  }
}

/** Shared words are counted by place, for a name's words stand in thousands of titles. Words that everybody has count nothing. */
function offerWords(index: RunbookIndex, name: string, offer: Offer): void {
  const words = nameWords(name);
  const needed = Math.max(2, Math.ceil(words.length * WORD_SHARE));
  const isCommon = (n: number): boolean => n > COMMON_MIN && n > index.all.length * COMMON_SHARE;
  const lists = words.map((word) => index.byWord.get(word) ?? []).filter((places) => places.length > 0 && !isCommon(places.length));
  if (lists.length < needed) return;
  const counts = index.scratch.fill(0);
  const found: number[] = [];
  for (const places of lists)
    for (const place of places) {
      const count = (counts[place] ?? 0) + 1;
      counts[place] = count;
      if (count === needed) found.push(place);
    }
  const scoreOf = (place: number): number => {
    const count = counts[place] ?? 0;
    return SCORE.words * (count / words.length) * (0.5 + count / Math.max(words.length, index.wordCounts[place] ?? 1) / 2);
  };
  for (const { place, score } of bestOf(found, scoreOf)) {
    const common = (): string => words.filter((word) => index.byWord.get(word)?.includes(place)).join(', ');
    offer(index.all[place], score, () => msg`its title has the words ${common()} of the alert ${name}`);
  }
}

/** The best few of many places, best first, without sorting them all; of equal ones those that come first. */
function bestOf(places: readonly number[], scoreOf: (place: number) => number): { place: number; score: number }[] {
  const best: { place: number; score: number }[] = [];
  for (const place of places) {
    const score = scoreOf(place);
    if (best.length === MAX_MATCHES && score <= (best.at(-1)?.score ?? 0)) continue;
    const at = best.findIndex((b) => b.score < score);
    best.splice(at === -1 ? best.length : at, 0, { place, score });
    if (best.length > MAX_MATCHES) best.pop();
  }
  return best;
}
