// Both answers of Grafana to sightings: what its Alertmanager lists, and the states of its rules where they are asked for. Pure.
import type { MapResult } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { mapAlerts } from '../alertmanager/map';
import { isRecord, textOf } from '../reading';
import { dressed } from './dress';
import { rulesIn, statesOf } from './rules';

/** Maps `{ url, alerts, rules? }`: Grafana's address, the Alertmanager's list, the whole answer of the rules with all states. */
export function mapGrafana(raw: unknown): MapResult {
  if (!isRecord(raw)) return { sightings: [], rejected: [{ where: 'answer', why: msg`not an answer of Grafana` }] };
  const url = textOf(raw.url);
  const listed = mapAlerts(raw.alerts);
  const rules = raw.rules === undefined ? [] : rulesIn(raw.rules);
  const states = statesOf(rules ?? [], { hasPending: true, hasUnknown: true, isOurs: () => true }, listed.sightings, url);
  const noRules = rules === null ? [{ where: 'rules', why: msg`not an answer of the rules` }] : [];
  return {
    sightings: [...listed.sightings.map((sighting) => dressed(sighting, url)), ...states.sightings],
    rejected: [...listed.rejected, ...noRules, ...states.rejected],
  };
}
