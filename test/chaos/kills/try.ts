import { killEngines } from './engine-kills';

const r = await killEngines({ kills: Number(process.argv[2]), seed: 1, say: (l) => console.error(l) });
console.log(
  JSON.stringify(
    { ...r, lost: r.lost.slice(0, 10), nl: r.lost.length, nd: r.duplicated.length, duplicated: r.duplicated.slice(0, 10) },
    null,
    1,
  ),
);
process.exit(0);
