// What each kind of feed makes of each thing that a source may do wrong: nothing is lost, cleared or hidden, it heals by itself, and what
// it says is in docs/bad-input.md. A kind is here by being in the registry.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { KINDS } from '../../electron/feeds/registry';
import { makeBadCertificates } from '../harness/bad-input/certificates';
import { documentOf, type Told, writeOrCompare } from '../harness/bad-input/document';
import { type BadCertificates, FAULTS, type Subject } from '../harness/bad-input/faults';
import { openSubject } from '../harness/bad-input/subjects';

let dir: string;
let certificates: BadCertificates;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'dogwatch-bad-'));
  certificates = makeBadCertificates(dir);
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const told: Told = new Map();

describe.each(KINDS)('kind %s', (kind) => {
  let subject: Subject;
  beforeAll(async () => {
    subject = await openSubject(kind, certificates);
    told.set(kind, new Map());
  });
  afterAll(() => subject?.stop());

  test.each(FAULTS)(
    '[F10] %s',
    async (fault) => {
      const outcome = await subject.suffer(fault);
      expect(
        Object.values(outcome)
          .flatMap((one) => (typeof one === 'string' ? one : one.why))
          .join(),
        'it is in words',
      ).toMatch(/\w+ \w+/);
      told.get(kind)?.set(fault, outcome);
    },
    60_000,
  );
});

test('[F10] docs/bad-input.md says what the kinds say', () => {
  writeOrCompare(documentOf(told));
});
