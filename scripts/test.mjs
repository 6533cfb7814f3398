// `npm test`: set-up, then every check there is. All are run, all are summed up, and one failure fails the whole.
// `--only unit` or `--only e2e` is for developers in a hurry.
import { stripVTControlCharacters } from 'node:util';
import { endWhenOrphaned } from './process/orphan.mjs';
import { stopOnSignals } from './process/signals.mjs';
import { hasDisplay, root, toolEnvironment } from './setup/places.mjs';
import { setUp } from './setup.mjs';
import { checks } from './test/checks.mjs';
import { runCheck } from './test/run-check.mjs';

const at = process.argv.indexOf('--only');
const only = at > 0 ? (process.argv[at + 1] ?? '') : '';
if (at > 0 && !['unit', 'e2e'].includes(only)) {
  console.error('--only takes unit or e2e');
  process.exit(2);
}

try {
  await setUp('tests');
} catch (error) {
  console.error(`set-up: ${error instanceof Error ? error.message : error}`);
  console.log('Tests: 0 passed, 1 failed');
  process.exit(1);
}

endWhenOrphaned();
const wanted = checks.filter((check) => only === '' || check.groups.includes(only));
const needsDesktop = !hasDisplay() && wanted.some((check) => check.needsDisplay);
const desktop = needsDesktop ? await (await import('./virtual-desktop.mjs')).startVirtualDesktop() : null;
const off = stopOnSignals(async () => void (await desktop?.stop()));

/** @type {import('./test/run-check.mjs').Outcome[]} */
const outcomes = [];
for (const check of wanted) {
  console.log(`\n--- ${check.name}`);
  const env = { ...toolEnvironment(), ...(check.needsDisplay && desktop ? displayOf(desktop.env) : {}) };
  outcomes.push(await runCheck(check, root, env));
}
off();
await desktop?.stop();

console.log('\n--- Summary');
for (const { name, passed, failed, skipped, flaky, seconds } of outcomes) {
  const rest = `${flaky > 0 ? `, ${flaky} passed only at the second try` : ''}${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  const counts = `${passed} passed, ${failed} failed${rest}`;
  console.log(`${failed > 0 ? 'FAILED' : 'ok    '} ${name.padEnd(34)} ${counts} (${seconds.toFixed(1)} s)`);
}
for (const { test, kind, why } of outcomes.flatMap((outcome) => outcome.troubles).slice(0, 20)) {
  console.log(
    `${kind === 'flaky' ? 'second try' : 'failed'}: ${test}\n    ${stripVTControlCharacters(why).replace(/\s+/g, ' ').slice(0, 300)}`,
  );
}
const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
console.log(`Tests: ${outcomes.reduce((sum, outcome) => sum + outcome.passed, 0)} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/** @param {Record<string, string>} env */
function displayOf({ DISPLAY, DBUS_SESSION_BUS_ADDRESS, XDG_RUNTIME_DIR, XDG_SESSION_TYPE, NO_AT_BRIDGE }) {
  return { DISPLAY, DBUS_SESSION_BUS_ADDRESS, XDG_RUNTIME_DIR, XDG_SESSION_TYPE, NO_AT_BRIDGE };
}
