// `npm run chaos`: kills, faults and storms in full length, told as tables. What is lost, or comes twice beyond its rule, fails the run.
import { randomFrom } from '../harness/storm';
import { FAULTS } from './faults/all';
import { type FaultRow, tryFaults } from './faults/fault';
import { faultTable, isBad } from './faults/table';
import { killApps } from './kills/app-kills';
import { killEngines } from './kills/engine-kills';
import { teamStorm } from './team-storm';
import { soakPart, yearPart } from './year/parts';

const words = process.argv.slice(2);
const after = (word: string): string | undefined => (words.includes(word) ? words[words.indexOf(word) + 1] : undefined);
const numberAfter = (word: string, otherwise: number): number => Number(after(word) ?? otherwise);
const say = (line: string): void => console.error(`chaos: ${line}`);
const seed = numberAfter('--seed', 1);

/** True: nothing was lost, nothing came twice. */
const PARTS: Readonly<Record<string, () => Promise<boolean>>> = {
  async desk() {
    const report = await killEngines({ kills: numberAfter('--kills', 500), seed, say });
    for (const line of [...report.lost, ...report.duplicated]) say(line);
    const row: FaultRow = {
      ...report,
      name: 'engine killed',
      tried: report.kills,
      lost: report.lost.length,
      duplicated: report.duplicated.length,
    };
    const { unborn, events, pages, messages, saidDouble } = report;
    console.log(`${faultTable([row])}\n`);
    console.log(
      `${unborn} kills hit a start. ${events} events, ${pages} pages, ${messages} messages, ${saidDouble} of them told as perhaps double.`,
    );
    return !isBad([row]);
  },
  async app() {
    const report = await killApps({ kills: numberAfter('--kills', 100), seed, say });
    for (const line of [...report.lost, ...report.duplicated]) say(line);
    const { lost, duplicated, recoverMs } = report;
    const row: FaultRow = { name: 'app killed', tried: report.kills, lost: lost.length, duplicated: duplicated.length, recoverMs };
    const { shells, wholes, unborn, events, pages } = report;
    console.log(`${faultTable([row])}\n`);
    console.log(`${shells} kills hit the shell alone, ${wholes} everything at once, ${unborn} a start. ${events} events, ${pages} pages.`);
    return !isBad([row]);
  },
  async faults() {
    const chosen = FAULTS.filter(({ name }) => name.includes(after('--fault') ?? ''));
    const rows = await tryFaults(chosen, ({ times }) => numberAfter('--times', times), randomFrom(seed), say);
    console.log(faultTable(rows));
    return !isBad(rows);
  },
  async team() {
    const options = { desks: 5, alerts: 200, acts: numberAfter('--acts', 24_000), restMs: 100, seed, say };
    const report = await teamStorm(options);
    const lines: readonly (readonly [string, string | number])[] = [
      ['desks; servers', `${options.desks}; 3`],
      ['different events about incidents', report.events.toLocaleString('en')],
      ...Object.entries(report.faults),
      ['time, s', report.seconds.toFixed(1)],
      ['all alike after the last act, s', (report.equalAfterMs / 1_000).toFixed(1)],
      ['events lost', report.lost],
      ['events taken twice', report.twice],
      ['different standings at the end', report.standings],
    ];
    console.log([`| team, seed ${seed} | |`, '|---|---|', ...lines.map(([what, n]) => `| ${what} | ${n} |`)].join('\n'));
    return report.lost + report.twice === 0 && report.standings === 1;
  },
  year: () => yearPart({ seed, numberAfter, say }),
  soak: () => soakPart({ seed, numberAfter, say }),
};

const only = after('--only');
if (only !== undefined && !PARTS[only]) {
  console.error(`--only takes ${Object.keys(PARTS).join(', ')}`);
  process.exit(2);
}
let isWell = true;
for (const [name, part] of Object.entries(PARTS)) if ((only ?? name) === name) isWell = (await part()) && isWell;
process.exit(isWell ? 0 : 1);
