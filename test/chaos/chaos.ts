// `npm run chaos`: storms in full length, told as a table. A storm that loses an event, takes one twice or leaves desks apart fails the run.
import { teamStorm } from './team-storm';

const words = process.argv.slice(2);
const numberAfter = (word: string, otherwise: number): number => {
  const at = words.indexOf(word);
  return at === -1 ? otherwise : Number(words[at + 1]);
};
const only = words.includes('--only') ? words[words.indexOf('--only') + 1] : 'team';
if (only !== 'team') {
  console.error('--only takes team');
  process.exit(2);
}

const say = (line: string): void => console.error(`chaos: ${line}`);
const options = { desks: 5, alerts: 200, acts: numberAfter('--acts', 24_000), restMs: 100, seed: numberAfter('--seed', 1), say };
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
console.log([`| team, seed ${options.seed} | |`, '|---|---|', ...lines.map(([what, n]) => `| ${what} | ${n} |`)].join('\n'));
process.exit(report.lost + report.twice === 0 && report.standings === 1 ? 0 : 1);
