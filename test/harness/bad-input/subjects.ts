// How a fault reaches each kind: told from what the kind is, so that a new one is covered by being in the registry.
import { asking, judging, presets } from '../bad-input';
import { openAsking } from './asked';
import { openBroker } from './brokers';
import type { BadCertificates, OpenSubject, Subject } from './faults';
import { openFiles } from './files';
import { openJudging } from './judged';
import { openListening } from './listening';

/** Kinds that do not ask over HTTP. */
const OTHERS: Readonly<Record<string, OpenSubject>> = {
  logs: openFiles,
  mqtt: openBroker,
  nats: openBroker,
  webhook: openListening,
};

export function openSubject(kind: string, certificates: BadCertificates): Promise<Subject> {
  const open = judging.includes(kind) ? openJudging : [...asking, ...presets].includes(kind) ? openAsking : OTHERS[kind];
  if (!open) throw new Error(`Say in test/harness/bad-input/subjects.ts how bad input comes to the kind "${kind}".`);
  return open(kind, certificates);
}
