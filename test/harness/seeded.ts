// fast-check as every test gets it: the samples of a commit are always the same, those of the next commit are others. So a run tells of
// the change and not of chance, and what a later sample finds is found again by anybody. `DOGWATCH_SEED=N` chooses other samples.
import fc from '../../node_modules/fast-check/lib/fast-check.js';

const seed = Number(process.env.DOGWATCH_SEED);
if (process.env.DOGWATCH_SEED && Number.isInteger(seed)) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });

export * from '../../node_modules/fast-check/lib/fast-check.js';
// biome-ignore lint/style/noDefaultExport: fast-check has one
export { fc as default };
