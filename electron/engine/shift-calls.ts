// Calls about handing a shift over and taking one over: shown first, sealed as shown, recorded when the file was saved; on the other
// side opened, shown beside the own queue, and taken over in one transaction or not at all.
import type { ReceivedShift } from '../../shared/contract/shift';
import { decideTakeOver, noteKey, planTakeOver, type TakeOverContext } from '../../shared/log/decide/shift';
import { isInShift } from '../../shared/rules/compose-shift';
import { SHIFT_FILE_MAX, type ShiftBundle } from '../../shared/shift-bundle';
import type { Log } from '../log/store';
import { deviceKey } from '../shift/device-key';
import { fingerprintOf, openFile, payloadHash, sealFile } from '../shift/sealed-file';
import type { Desk } from './desk';
import { done, type Handlers, refuse } from './gate';
import { type GatherDeps, gatherShift, notesOf } from './shift-gather';
import { type KeptShift, ShiftInbox } from './shift-inbox';

export interface ShiftCallDeps extends Omit<GatherDeps, 'desk' | 'log'> {
  readonly desk: Desk;
  readonly log: Log;
}

type Names = 'preview-shift' | 'seal-shift' | 'record-handover' | 'open-shift' | 'get-shift' | 'take-over-shift' | 'put-shift-away';

/** Notes looked through to find which of a bundle are here already. */
const NOTES_COMPARED = 500;

export function shiftCalls(deps: ShiftCallDeps): Pick<Handlers, Names> {
  return { ...handingOver(deps), ...takingOver(deps) };
}

interface Shown {
  readonly hash: string;
  readonly payload: string;
  readonly bundle: ShiftBundle;
}

function handingOver(deps: ShiftCallDeps): Pick<Handlers, 'preview-shift' | 'seal-shift' | 'record-handover'> {
  const { desk, log, settings } = deps;
  let shown: Shown | null = null;
  let sealed: Shown | null = null;
  return {
    'preview-shift': async (wish) => {
      const bundle = await gatherShift(deps, wish);
      const payload = JSON.stringify(bundle);
      shown = { hash: payloadHash(payload), payload, bundle };
      const restricted = [...desk.state.incidents.values()].map((i) => i.row).filter((r) => r.isRestricted && isInShift(r));
      return done({
        shown: shown.hash,
        bundle,
        restricted: restricted.map(({ id, number, title, severity }) => ({ id, number, title, severity })),
        fingerprint: fingerprintOf(deviceKey(log).publicKey),
      });
    },
    'seal-shift': async ({ shown: wanted, passphrase }) => {
      const mine = shown;
      if (mine?.hash !== wanted) return refuse('What was shown is not the newest any more.', 'Look at it again, then export it.');
      const key = deviceKey(log);
      const text = await sealFile(mine.payload, key, passphrase);
      if (text.length > SHIFT_FILE_MAX) return refuse('The shift is too big for a file.', 'Close what is over, or shorten long notes.');
      sealed = mine;
      const day = new Date(mine.bundle.madeAt).toISOString().slice(0, 16).replace(/[-:]/g, '');
      return done({ text, bundle: mine.hash, fingerprint: fingerprintOf(key.publicKey), suggestedName: `${day}.dogwatch-shift` });
    },
    'record-handover': ({ bundle: hash }) => {
      if (sealed?.hash !== hash) return refuse('This bundle was not made here just now.', 'Export it again.');
      const { to, note, incidents } = sealed.bundle;
      const by = settings().person.name;
      const data = { to: to || 'the next shift', bundle: hash, incidents: incidents.map((i) => i.id), note, by };
      desk.transact(() => [{ kind: 'shift.handed-over', incident: null, actor: `person:${by}`, data }]);
      sealed = null;
      return done({ recorded: true });
    },
  };
}

function takingOver(deps: ShiftCallDeps): Pick<Handlers, 'open-shift' | 'get-shift' | 'take-over-shift' | 'put-shift-away'> {
  const { desk, log, now } = deps;
  const inbox = new ShiftInbox(log, now);
  const view = (kept: KeptShift): ReceivedShift => ({
    ...kept,
    steps: planTakeOver(desk.state, kept.bundle, contextOf(deps)).map(({ drafts: _, ...step }) => step),
  });
  return {
    'open-shift': async ({ text, passphrase }) => {
      const opened = await openFile(text, passphrase);
      if (!opened.ok) return refuse(opened.what, opened.remedy);
      const kept = inbox.receive(opened);
      return kept.ok ? done({ shift: view(kept.shift) }) : refuse(kept.what, kept.remedy);
    },
    'get-shift': () => {
      const kept = inbox.current();
      return done({ shift: kept && view(kept) });
    },
    'take-over-shift': ({ bundle: hash, isKeyAccepted }) => {
      const kept = inbox.current();
      if (kept?.hash !== hash) return refuse('This shift is not here any more.', 'Open its file again.');
      if (kept.sender.state === 'changed' && !isKeyAccepted)
        return refuse(
          `The sender’s key is not the one it was: ${kept.sender.why}.`,
          'Compare the fingerprint with the sender, then say that it is right.',
        );
      const ctx = contextOf(deps);
      const events = desk.transact((state) => decideTakeOver(state, kept.bundle, hash, ctx), null, inbox.taken(kept));
      const incidents = new Set(events.flatMap((e) => (e.incident === null || e.kind.startsWith('page.') ? [] : [e.incident])));
      return done({ applied: events.filter((e) => e.incident !== null && !e.kind.startsWith('page.')).length, incidents: incidents.size });
    },
    'put-shift-away': () => {
      inbox.putAway();
      return done({ away: true });
    },
  };
}

function contextOf({ log, settings, now }: ShiftCallDeps): TakeOverContext {
  const { person, people } = settings();
  const name = people.find((p) => p.id === person.id)?.name ?? person.name;
  return {
    now: now(),
    me: { id: person.id, name },
    pastRow: (id) => log.row(id),
    notesHere: (id) => new Set(notesOf(log, id, NOTES_COMPARED).map(noteKey)),
  };
}
