// Who answers which call of the contract.
import { dirname } from 'node:path';
import type { Settings } from '../../shared/settings';
import { loadKinds } from '../feeds/registry';
import { channelCalls } from './channel-calls';
import type { EngineDeps } from './engine-seams';
import { evidenceCalls } from './evidence-calls';
import { evidenceQueries } from './evidence-queries';
import { problemsOf } from './eyes';
import { done, type Handlers } from './gate';
import { impactCalls } from './impact-calls';
import { incidentCalls } from './incident-calls';
import { incidentQueries } from './incident-queries';
import { insightCalls } from './insight-calls';
import { pagingCalls } from './paging-calls';
import type { Parts } from './parts';
import { postmortemCalls } from './postmortem-calls';
import { postmortemDraftCalls } from './postmortem-draft-calls';
import { reportHandlers } from './report-calls';
import { roleCalls, rolesInDetail } from './role-calls';
import { callsInto, Room } from './room';
import {
  IMPORT_CALLS,
  PRESET_CALLS,
  READINESS_CALLS,
  REPLAY_CALLS,
  RUN_CALLS,
  RUNBOOK_CALLS,
  SCHEDULE_CALLS,
  SHIFT_CALLS,
} from './room-calls';
import { settingsCalls } from './settings-calls';
import { silenceCalls } from './silence-calls';
import { sourceHandlers } from './source-calls';
import { tellingCalls } from './telling-calls';
import { writeCalls } from './write-calls';

export function makeHandlers(deps: EngineDeps, parts: Parts): Omit<Handlers, 'subscribe'> {
  const { log, book, now, newId } = deps;
  const { desk, person, eyes, filter, acks, outbox, channels, sender, runbookRoom, runRoom, scheduleRoom, applied, actions } = parts;
  const writing = { desk, runner: eyes.runner, outbox, person, now, newId };
  const settings = (): Settings => book.settings;
  const feedName = (feed: string): string => book.settings.feeds.find(({ id }) => id === feed)?.name ?? feed;
  const shiftRoom = new Room(async () => {
    const { shiftCalls: make } = await import('./shift-calls');
    return make({ desk, log, settings, runner: eyes.runner, now, device: deps.device });
  });
  const presetRoom = new Room(async () => {
    const { presetCalls: make } = await import('./preset-calls');
    return make({ book, runner: eyes.runner, now, newId });
  });
  const importRoom = new Room(async () => {
    const [{ importCalls: make }, { pagerDutyCalls }] = await Promise.all([import('./import-calls'), import('./pagerduty-import')]);
    const writing = { desk, book, person, applied };
    return { ...make(writing), ...pagerDutyCalls(writing) };
  });
  return {
    ...incidentQueries({
      ...{ desk, log, filter, now, feedName },
      duty: () => parts.sharing.duty,
      runbooksOf: async (incident, events) => (await runbookRoom.open()).library.ofIncident(incident, events),
      policiesOf: (incident) => parts.policies.governing(incident),
      rolesOf: (row) => rolesInDetail({ log, settings }, row),
    }),
    ...roleCalls({ desk, log, settings }),
    ...callsInto(PRESET_CALLS, () => presetRoom.open()),
    ...callsInto(IMPORT_CALLS, () => importRoom.open()),
    ...callsInto(SHIFT_CALLS, () => shiftRoom.open()),
    ...callsInto(RUNBOOK_CALLS, async () => (await runbookRoom.open()).calls),
    ...callsInto(RUN_CALLS, async () => (await runRoom.open()).calls),
    ...callsInto(REPLAY_CALLS, async () => (await parts.replayRoom.open()).calls),
    ...callsInto(READINESS_CALLS, async () => (await parts.readinessRoom.open()).calls),
    ...callsInto(SCHEDULE_CALLS, async () => (await scheduleRoom.open()).calls),
    ...postmortemCalls({ desk, log, room: parts.postmortems, attachments: deps.attachments, settings, person, newId }),
    ...parts.publishing.calls,
    ...incidentCalls({ desk, person, now, isSealed: parts.sharing.isSealed }),
    ...reportHandlers({ desk, person, now }),
    ...impactCalls({ desk, person, now }),
    ...postmortemDraftCalls({ log, settings, timeZone: deps.timeZone, live: (id) => desk.state.incidents.get(id) }),
    ...evidenceQueries(log, deps.attachments, parts.sharing.readFile, feedName),
    ...evidenceCalls({ desk, person, now, log, attachments: deps.attachments, isOutside: parts.sharing.isOutside }),
    ...silenceCalls(writing),
    ...parts.past.calls,
    ...parts.recorder.calls,
    ...parts.backups.calls,
    ...sourceHandlers({ ...writing, feedName }),
    ...writeCalls({ desk, log, acks, person }),
    ...settingsCalls({ desk, book, runner: eyes.runner, kinds: loadKinds, person, problemsOf, applied }),
    ...channelCalls({ desk, book, runner: channels, person, now, applied }),
    ...tellingCalls({ desk, log, outbox, sender, person, now, newId }),
    ...actions.calls(applied),
    ...insightCalls(parts.insights),
    ...parts.policies.calls,
    ...parts.proofs.calls,
    ...parts.sharing.calls,
    'check-machine': async () => {
      const { checkMachine } = await import('./check-machine');
      return done(await checkMachine(book.settings.feeds, dirname(deps.workDir), now));
    },
    ...pagingCalls({ desk, absence: eyes.absence, person, now, isSoundOn: () => book.settings.paging.isSoundOn }),
  };
}
