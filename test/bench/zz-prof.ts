import { benchRules } from './rules.bench';
for (const r of await benchRules()) console.log(r.what, r.measured, r.note);
