// The report of faults, as Markdown: printed, and kept in docs/faults.md.
import { median } from '../../bench/measure/quantile';
import type { FaultRow } from './fault';

const seconds = (ms: number): string => (ms / 1_000).toFixed(1);

export function faultTable(rows: readonly FaultRow[]): string {
  const lines = rows.map(({ name, tried, lost, duplicated, recoverMs }) => {
    if (tried === 0) return `| ${name} | not possible here | | | | |`;
    const middle = seconds(median(recoverMs));
    return `| ${name} | ${tried} | ${lost} | ${duplicated} | ${middle} | ${seconds(Math.max(...recoverMs))} |`;
  });
  const head = ['| fault | times tried | lost | duplicated | seconds to recover, median | worst |', '|---|---|---|---|---|---|'];
  return [...head, ...lines].join('\n');
}

/** Something was lost, or came twice beyond its rule. */
export function isBad(rows: readonly FaultRow[]): boolean {
  return rows.some(({ lost, duplicated }) => lost + duplicated > 0);
}
