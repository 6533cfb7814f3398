import { expect, test } from 'vitest';
import { parseRunbook } from '../../../electron/runbooks/parse';
import type { IncidentRow } from '../../../shared/domain/incident';
import { draftRunbook, fileName } from '../../../shared/rules/new-runbook';

const row = { title: 'Disk full on db-1', service: 'orders', labels: { cluster: 'eu', 'x`y': '<b>' } } as unknown as IncidentRow;
const alert = (name: string, description: string) => ({ name, summary: 's', labels: {}, annotations: { description } });

test('[R6] a new runbook knows the alert, its words, its labels and its links, and has steps', () => {
  const { name, text } = draftRunbook(
    row,
    [alert('DiskFull', 'The disk\nis full.'), alert('DiskFull', 'again')],
    ['https://wiki.example/a b'],
  );
  expect(name).toBe('DiskFull.md');
  const doc = parseRunbook(text);
  expect(doc.front).toEqual({ title: 'DiskFull', alerts: ['DiskFull'], services: ['orders'], labels: {} });
  expect(doc.steps.map((s) => s.kind)).toEqual(expect.arrayContaining(['heading', 'check', 'approval']));
  expect(text).toContain('> The disk\n> is full.');
  expect(text).toContain('`cluster="eu"`');
  expect(text).toContain('<https://wiki.example/a%20b>');
});

test('[R6] what an alert says stays text in the file', () => {
  const evil = 'x"]\nevil: true\n---\n# [a](javascript:alert(1)) <script>';
  const doc = parseRunbook(draftRunbook(row, [alert(evil, evil)], []).text);
  expect(doc.front.alerts).toEqual(['x"] evil: true --- # [a](javascript:alert(1)) <script>']);
  expect(JSON.stringify(doc.blocks)).not.toContain('"to":"url"');
  expect(doc.blocks.filter((b) => b.kind === 'heading' && b.depth === 1)).toHaveLength(1);
});

test.each([
  ['../../etc/passwd', 'etc-passwd'],
  ['Kube Pod / CrashLooping', 'Kube-Pod-CrashLooping'],
  ['CON', 'runbook-CON'],
  ['...', 'runbook'],
  ['\u202egnp.exe', 'gnp-exe'],
  ['Größe', 'Größe'],
])('[R6] %s becomes the file %s', (name, file) => expect(fileName(name)).toBe(file));
