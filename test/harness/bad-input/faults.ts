// What a source may do wrong, by name, and what a kind of feed may make of it: the rows and cells of docs/bad-input.md.

export const FAULTS = [
  'truncated',
  'empty',
  'a web page',
  'wrong schema',
  'wrong encoding',
  '100 MB',
  '1,000,000 labels',
  'a clock an hour off',
  'future and zero dates',
  'duplicate keys',
  'a circle of redirects',
  'slow loris',
  'TLS that can not be trusted',
  'an expired certificate',
  'a token revoked mid-run',
  '429 with Retry-After',
  '429 without Retry-After',
  '503 for an hour',
] as const;
export type Fault = (typeof FAULTS)[number];

/** What came of a fault. */
export type Outcome =
  /** The health of the feed told it. `then`: what else follows from it, such as when it asks again. */
  | { readonly told: { readonly why: string; readonly remedy: string; readonly then?: string } }
  /** An alert told it: to this kind it is a finding. */
  | { readonly found: string }
  /** Nothing is lost, so there is nothing to tell; the words say how that is. */
  | { readonly harmless: string }
  /** It can not come to this kind; the words say why not. */
  | { readonly cannot: string };

/** One kind before its source. Each call does one fault to it, sees that nothing is lost or cleared and that it heals, and gives what was told. */
export interface Subject {
  readonly suffer: (fault: Fault) => Promise<Outcome>;
  readonly stop: () => Promise<void>;
}

export type OpenSubject = (kind: string, certificates: BadCertificates) => Promise<Subject>;

/** PEM texts: an authority that the feed trusts, a server's certificates, and the key of all of them. */
export interface BadCertificates {
  readonly ca: string;
  readonly key: string;
  readonly good: string;
  readonly expired: string;
  /** Of an authority that nobody knows. */
  readonly foreign: string;
}

/** Addresses, ports and folders of a run are not those of the next; of what a source said no more than that is told. */
export function steady(words: string, name = ''): string {
  return (name === '' ? words : words.replaceAll(name, 'the source'))
    .replace(/: "\S.*…"\.$/, ': "...".')
    .replace(/(127\.0\.0\.1|localhost):\d+/g, 'the-host')
    .replace(/\/\S*\/dogwatch-\w+-\w+\//g, '/var/log/')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/^t(?=he source )/, 'T');
}

export const NO_HTTP = 'It is asked nothing by HTTP, so there are no statuses and no redirects.';
