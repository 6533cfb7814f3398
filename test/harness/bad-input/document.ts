// docs/bad-input.md, made of what the kinds said.
import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import { FAULTS, type Fault, type Outcome } from './faults';

export type Told = Map<string, Map<Fault, Outcome>>;

const FILE = new URL('../../../docs/bad-input.md', import.meta.url);
const HEAD = `# When a source answers badly

What each kind of feed says when its source goes wrong. In every case here what was known before stays open, rows that can be read are
kept, no alert is taken as over because of the fault, and the feed heals by itself with the next good answer; the test that wrote this
page (\`test/contract/bad-input-table.test.ts\`) does each of these to each kind. \`the-host\` stands for the server's address.
`;

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');

function cells(outcome: Outcome): string {
  if ('told' in outcome) {
    const { why, remedy, then } = outcome.told;
    return `${cell(why)} | ${cell([remedy, then].filter((part) => part !== undefined).join(' '))}`;
  }
  if ('found' in outcome) return `An alert: ${cell(outcome.found)} | It ends with the next good answer.`;
  return 'harmless' in outcome ? `${cell(outcome.harmless)} | Nothing.` : `Can not happen. ${cell(outcome.cannot)} | —`;
}

/** Kinds that say the same stand in one row. */
function table(told: Told, fault: Fault): string {
  const kindsOf = new Map<string, string[]>();
  for (const [kind, outcomes] of told) {
    const outcome = outcomes.get(fault);
    if (!outcome) throw new Error(`"${fault}" was not done to ${kind}.`);
    const said = cells(outcome);
    kindsOf.set(said, [...(kindsOf.get(said) ?? []), kind]);
  }
  const rows = [...kindsOf].map(([said, kinds]) => `| ${kinds.join(', ')} | ${said} |`);
  return [
    `## ${fault[0]?.toUpperCase()}${fault.slice(1)}`,
    '',
    '| kind | what the feed says | what to do |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

export function documentOf(told: Told): string {
  return [HEAD, ...FAULTS.map((fault) => table(told, fault))].join('\n');
}

export function writeOrCompare(document: string): void {
  if (process.env.DOGWATCH_WRITE === '1') writeFileSync(FILE, document);
  expect(readFileSync(FILE, 'utf8'), '`npm run bad-input` writes the page anew').toBe(document);
}
