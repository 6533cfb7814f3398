// Good answers with one thing wrong about them, whatever the source: made from the text of the good one.
import { BAD_ANSWERS } from '../../fakes/bad-answers';
import { rawAnswer } from '../../fakes/raw-server';
import { endless } from '../../fakes/slow-answers';
import { type Spoiler, whole } from '../bad-input';
import type { Fault } from './faults';

const isXml = (good: string): boolean => good.startsWith('<');
const say = (good: string, headers: Readonly<Record<string, string>> = {}) =>
  rawAnswer('200 OK', { 'content-type': isXml(good) ? 'application/atom+xml' : 'application/json', ...headers }, good);

const ISO = /\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:?\d\d)/g;
/** Every date that the answer holds is this one. */
export const dated =
  (iso: string, seconds: number): Spoiler =>
  (good) =>
    say(
      good
        .replace(ISO, iso)
        .replace(/(?<![-\w])17\d{8}(\.\d+)?\b/g, String(seconds))
        .replace(/(?<![-\w])17\d{11}\b/g, String(seconds * 1000)),
    );

const hourOff =
  (ms: number): Spoiler =>
  (good) =>
    say(good, { date: new Date(Date.now() + ms).toUTCString() });

const doubled: Spoiler = (good) =>
  say(isXml(good) ? good.replace(/<entry>.*<\/entry>/s, (entries) => entries + entries) : good.replace(/\{"(\w+)":/g, '{"$1":null,"$1":'));

const MANY = Array.from({ length: 1_000_000 }, (_, at) => `"l${at}":"v"`).join(',');
const LABELS = /("(?:labels|metric|attrs|details)":\{)"/;
const BESIDE = /"(plugin_output|incident_key|alias)":/;

/** The first alert of the answer has a million labels, or fields where it has no labels. */
const labelled: Spoiler = (good) => {
  if (isXml(good)) return say(good.replace('</entry>', `${'<category term="v"/>'.repeat(1_000_000)}</entry>`));
  const [find, put] = LABELS.test(good)
    ? ([LABELS, `$1${MANY},"`] as const)
    : ([BESIDE.test(good) ? BESIDE : /(\[\s*\{)/, BESIDE.test(good) ? `${MANY},"$1":` : `$1${MANY},`] as const);
  return say(good.replace(find, put));
};

const named = (name: string): Spoiler => BAD_ANSWERS.find((one) => one.name === name)?.spoil ?? whole;
const status =
  (line: string, headers: Readonly<Record<string, string>> = {}): Spoiler =>
  () =>
    rawAnswer(line, headers, '');

/** What the source answers instead, one after the other. Faults of the link are not among them. */
export const SPOILED: Readonly<Partial<Record<Fault, readonly Spoiler[]>>> = {
  truncated: [named('half of a body, in good HTTP'), named('a body shorter than announced')],
  empty: [named('an empty body')],
  'a web page': [named('a web page')],
  'wrong schema': [named('rows whose fields have other names')],
  'wrong encoding': [named('UTF-16')],
  '100 MB': [() => endless(100)],
  '1,000,000 labels': [labelled],
  'a clock an hour off': [hourOff(3_600_000), hourOff(-3_600_000)],
  'future and zero dates': [
    dated('2999-01-01T00:00:00Z', 32_472_144_000),
    dated('1970-01-01T00:00:00Z', 0),
    dated('0001-01-01T00:00:00Z', -62_135_596_800),
  ],
  'duplicate keys': [doubled],
  'a circle of redirects': [named('a circle of redirects')],
  'a token revoked mid-run': [status('401 Unauthorized')],
  '429 with Retry-After': [status('429 Too Many Requests', { 'retry-after': '77' })],
  '429 without Retry-After': [status('429 Too Many Requests')],
};
