// `npm run bench`: runs the groups one after another and prints one table. A figure that is not reached is told, not hidden, and
// does not fail the run: machines differ, and the tests guard correctness.
import { loadavg } from 'node:os';
import { benchEditor } from './editor.bench';
import { benchEngine } from './engine.bench';
import { benchIcinga } from './icinga.bench';
import { benchIdle } from './idle.bench';
import { benchInsights } from './insights.bench';
import { benchLint } from './lint.bench';
import { benchLog } from './log.bench';
import { benchLogs } from './logs.bench';
import { benchMaps } from './maps.bench';
import { benchMemory } from './memory.bench';
import { benchPage } from './page.bench';
import { benchPostmortem } from './postmortem.bench';
import { benchPostmortemDraft } from './postmortem-draft.bench';
import { benchPrint } from './print.bench';
import { benchPush } from './push.bench';
import { benchReplay } from './replay.bench';
import type { BenchRow } from './row';
import { benchRules } from './rules.bench';
import { benchRunbooks } from './runbooks.bench';
import { benchRuns } from './runs.bench';
import { benchSilence } from './silence.bench';
import { benchStart } from './start.bench';
import { tableOf } from './table';
import { benchTeam } from './team.bench';
import { benchTeamJoin } from './team-join.bench';
import { benchTimeline } from './timeline.bench';
import { benchWindow } from './window.bench';
import { benchZabbix } from './zabbix.bench';

type Group = (isQuick: boolean) => Promise<BenchRow[]>;

const groups: Readonly<Record<string, Group>> = {
  engine: benchEngine,
  window: async (isQuick) => [...(await benchWindow(isQuick)), ...(await benchPage(isQuick))],
  log: benchLog,
  start: benchStart,
  memory: benchMemory,
  idle: benchIdle,
  runbooks: benchRunbooks,
  timeline: benchTimeline,
  runs: benchRuns,
  postmortem: async (isQuick) => [...(await benchPostmortem(isQuick)), ...(await benchPostmortemDraft())],
  lint: benchLint,
  insights: benchInsights,
  print: benchPrint,
  rules: benchRules,
  replay: benchReplay,
  silence: benchSilence,
  editor: benchEditor,
  push: benchPush,
  feeds: async (isQuick) => [...(await benchIcinga(isQuick)), ...(await benchZabbix(isQuick))],
  logs: benchLogs,
  maps: benchMaps,
  team: async (isQuick) => [...(await benchTeam(isQuick)), ...(await benchTeamJoin(isQuick))],
};

const words = process.argv.slice(2);
const only = words.includes('--only') ? (words[words.indexOf('--only') + 1] ?? '') : undefined;
const isQuick = words.includes('--quick');
if (only !== undefined && !Object.hasOwn(groups, only)) {
  console.error(`--only takes one of ${Object.keys(groups).join(', ')}`);
  process.exit(2);
}

const rows: BenchRow[] = [];
for (const [name, run] of Object.entries(groups)) {
  if (only !== undefined && name !== only) continue;
  const startedAt = performance.now();
  console.error(`bench: ${name} (load ${loadavg()[0]?.toFixed(1)})`);
  rows.push(...(await run(isQuick)));
  console.error(`bench: ${name} took ${Math.round((performance.now() - startedAt) / 1000)} s`);
}
console.log(`\n${tableOf(rows)}`);
process.exit(0);
