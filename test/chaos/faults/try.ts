import { randomFrom } from '../../harness/storm';
import { FAULTS } from './all';
import { tryFaults } from './fault';

const word = process.argv[2] ?? '';
const rows = await tryFaults(
  FAULTS.filter((f) => f.name.includes(word)),
  () => Number(process.argv[3] ?? 1),
  randomFrom(Number(process.argv[4] ?? 1)),
  (l) => console.error(l),
);
console.log(rows);
process.exit(0);
