// Scripts that a drill can play: the one of the demo, and the YAML files of the folder in the settings.
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { DrillScenario } from '../../shared/contract/readiness';
import type { DrillTargets } from '../../shared/readiness/drill-score';
import type { Settings } from '../../shared/settings';
import { msg } from '../../shared/words/words';
import { parseScenario, type Scenario } from '../demo/scenario';

/** Name of the scenario that Dogwatch brings. */
export const BUILT_IN = 'builtIn';
/** So many files and so big a file are read, no more. */
const FILES_MAX = 100;
const BYTES_MAX = 1_000_000;

export interface ScenarioPlaces {
  /** Folder of the demo; null: this engine brings none. */
  readonly demoDir: string | null;
  readonly folder: string;
}

export type Found =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly what: string; readonly remedy: string };

export async function listScenarios(places: ScenarioPlaces): Promise<{ scenarios: DrillScenario[]; folderProblem: string }> {
  const own = await namesIn(places.folder);
  const names = [...(places.demoDir === null ? [] : [BUILT_IN]), ...own.names];
  const scenarios = await Promise.all(
    names.map(async (name): Promise<DrillScenario> => {
      const found = await readScenario(places, name);
      if (found.ok) return { scenario: name, title: found.scenario.title, problem: '' };
      return { scenario: name, title: name, problem: `${found.what} ${found.remedy}`.trim() };
    }),
  );
  return { scenarios, folderProblem: own.problem };
}

async function namesIn(folder: string): Promise<{ names: string[]; problem: string }> {
  if (folder === '') return { names: [], problem: '' };
  try {
    const names = (await readdir(folder)).filter((name) => /\.ya?ml$/i.test(name)).sort();
    return { names: names.slice(0, FILES_MAX), problem: '' };
  } catch (error) {
    return { names: [], problem: `The folder of drills can’t be read: ${wordsOf(error)}` };
  }
}

/** `name` as `listScenarios` gave it; what stands outside the folder is refused. */
export async function readScenario({ demoDir, folder }: ScenarioPlaces, name: string): Promise<Found> {
  const isOwn = name !== BUILT_IN;
  if (isOwn && (folder === '' || basename(name) !== name)) return { ok: false, what: msg`There is no scenario ${name}.`, remedy: '' };
  if (!isOwn && demoDir === null) return { ok: false, what: msg`This engine brings no scenario.`, remedy: msg`Set a folder of your own.` };
  const file = isOwn ? join(folder, name) : join(demoDir ?? '', 'scenario.yml');
  try {
    if ((await stat(file)).size > BYTES_MAX)
      return { ok: false, what: msg`${name} is larger than a megabyte.`, remedy: msg`Make it smaller.` };
    const parsed = parseScenario(await readFile(file, 'utf8'));
    return parsed.ok ? parsed : { ok: false, what: parsed.what, remedy: parsed.remedy };
  } catch (error) {
    return { ok: false, what: msg`${name} can’t be read: ${wordsOf(error)}`, remedy: msg`Look at the folder of drills in the settings.` };
  }
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** As a drill plays it: every alert says that it is one. */
export function asDrill(scenario: Scenario): Scenario {
  return { ...scenario, alerts: scenario.alerts.map((alert) => ({ ...alert, labels: { ...alert.labels, drill: 'true' } })) };
}

/** The targets of a scenario over those of the settings. */
export function targetsOf(scenario: Scenario, { drills }: Settings): DrillTargets {
  const own = Object.fromEntries(Object.entries(scenario.targets).filter(([, value]) => value !== undefined));
  return { ...drills.targets, ...own };
}
