// Two desks with profiles of their own on one real Alertmanager: one hands its shift over, the other takes it.
import { afterEach, expect, it } from 'vitest';
import { startAlertmanager } from '../../harness/alertmanager';
import { eventually } from '../../harness/eventually';
import { type DeskEngine, feed, startDeskEngine } from './desk-engine';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const PASSPHRASE = 'seven bells and all is well';
const people = [
  { id: 'robin', name: 'Robin', timeZone: 'Europe/Berlin' },
  { id: 'ana', name: 'Ana', timeZone: 'Asia/Tokyo' },
];

async function open(url: string, me: 'robin' | 'ana', profile?: string): Promise<DeskEngine> {
  const config = { person: { name: me === 'robin' ? 'Robin' : 'Ana', id: me }, people, feeds: [feed(url)] };
  const desk = await startDeskEngine({ config, ...(profile !== undefined && { profile }) });
  ends.push(() => desk.stop());
  return desk;
}

const incidentOf = (desk: DeskEngine, title: string) =>
  eventually(`${title} is known`, async () => (await desk.incident(title)) ?? undefined, { limitMs: 15_000 });

async function exported(desk: DeskEngine, note = '') {
  const preview = await desk.must('preview-shift', { to: 'Ana', note });
  const sealed = await desk.must('seal-shift', { shown: preview.shown, passphrase: PASSPHRASE });
  await desk.must('record-handover', { bundle: sealed.bundle });
  return { preview, ...sealed };
}

it('[D12] [D13] [D16] [D17] a shift goes from one desk to the other, once', async () => {
  const server = await startAlertmanager();
  ends.push(server.stop);
  const robin = await open(server.url, 'robin');
  const ana = await open(server.url, 'ana');
  await server.post([{ labels: { alertname: 'DiskFull', severity: 'critical', service: 'db' } }]);
  const { row } = await incidentOf(robin, 'DiskFull');
  expect((await incidentOf(ana, 'DiskFull')).row.id).toBe(row.id);
  await robin.must('assign-role', { incident: row.id, role: 'incident-manager', person: 'robin' });
  await robin.must('tick-duty', { incident: row.id, role: 'incident-manager', duty: 'Say that you lead', isDone: true });
  await robin.must('add-note', { id: row.id, text: 'grew since noon' });
  await robin.must('snooze-incident', { incidents: [row.id], minutes: 60 });
  const silence = { feed: 'am', matchers: [{ name: 'alertname', value: 'Noise', isRegex: false, isEqual: true }] };
  await robin.must('create-silence', { ...silence, minutes: 60, comment: 'known noise' });

  const shift = await exported(robin, 'watch db-3');
  expect(shift.preview.bundle).toMatchObject({
    note: 'watch db-3',
    silences: [{ what: 'alertname="Noise"', comment: 'known noise' }],
    leftOut: [],
  });
  expect(robin.events.at(-1)).toMatchObject({ kind: 'shift.handed-over', data: { to: 'Ana', incidents: [row.id] } });
  expect(await robin.call('record-handover', { bundle: shift.bundle })).toMatchObject({ ok: false });

  const before = ana.engine.seq();
  expect(await ana.call('open-shift', { text: shift.text, passphrase: 'wrong passphrase' })).toMatchObject({
    ok: false,
    error: { what: 'This passphrase does not open the shift.' },
  });
  const { shift: received } = await ana.must('open-shift', { text: shift.text, passphrase: PASSPHRASE });
  expect(received).toMatchObject({ hash: shift.bundle, sender: { state: 'new', fingerprint: shift.fingerprint } });
  expect(received.steps).toMatchObject([{ state: 'here', willDo: ['1 note', 'snooze', 'Incident manager: Ana'] }]);
  expect(ana.engine.seq()).toBe(before);

  expect(await ana.must('take-over-shift', { bundle: received.hash })).toEqual({ applied: 4, incidents: 1 });
  const taken = (await ana.must('get-incident', { id: row.id })).row;
  expect(taken).toMatchObject({ noteCount: 1, roles: [{ role: 'incident-manager', person: 'ana' }] });
  expect(taken.snoozedUntil).toBe(received.bundle.incidents[0]?.snoozedUntil);
  expect(await ana.must('get-shift', {})).toEqual({ shift: null });
  expect(await ana.call('open-shift', { text: shift.text, passphrase: PASSPHRASE })).toMatchObject({
    ok: false,
    error: { what: 'This shift was taken over here already.' },
  });
  const next = await exported(robin, 'one more thing');
  const again = await ana.must('open-shift', { text: next.text, passphrase: PASSPHRASE });
  expect(again.shift.sender.state).toBe('known');
}, 60_000);

it('[D15] [D17] a received shift waits over a restart; a changed key is taken only after a person’s word', async () => {
  const server = await startAlertmanager();
  ends.push(server.stop);
  const robin = await open(server.url, 'robin');
  const first = await exported(robin);
  const ana = await open(server.url, 'ana');
  const opened = await ana.must('open-shift', { text: first.text, passphrase: PASSPHRASE });
  await ana.stop(true);
  const later = await open(server.url, 'ana', ana.profile);
  expect((await later.must('get-shift', {})).shift?.hash).toBe(opened.shift.hash);
  await later.must('take-over-shift', { bundle: opened.shift.hash });

  const impostor = await open(server.url, 'robin');
  const other = await exported(impostor, 'it is me, Robin');
  const { shift } = await later.must('open-shift', { text: other.text, passphrase: PASSPHRASE });
  expect(shift.sender).toMatchObject({ state: 'changed', why: expect.stringContaining(first.fingerprint) });
  expect(await later.call('take-over-shift', { bundle: shift.hash })).toMatchObject({
    ok: false,
    error: { what: expect.stringContaining('The sender’s key is not the one it was') },
  });
  expect(await later.must('take-over-shift', { bundle: shift.hash, isKeyAccepted: true })).toEqual({ applied: 0, incidents: 0 });
  await later.must('preview-shift', {});
  expect(await later.call('seal-shift', { shown: 'b'.repeat(64), passphrase: PASSPHRASE })).toMatchObject({ ok: false });
}, 60_000);
