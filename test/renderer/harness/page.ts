// The real renderer on a plain page: the shell and the engine behind it are fakes. `?scenario=desk&theme=light`.
import { FakeEngine } from './fake-engine';
import { installFakeShell } from './fake-shell';
import { isScenario, scenarioOf } from './scenario';

const params = new URLSearchParams(location.search);
const name = params.get('scenario') ?? 'desk';
const scenario = isScenario(name) ? name : 'desk';
const engine = new FakeEngine(scenarioOf(scenario, Date.now()), scenario);
installFakeShell(engine, { theme: params.get('theme') === 'light' ? 'light' : 'dark', isFirstRun: params.has('first-run') });
Object.assign(window, { engine });

void import('../../../renderer/console');
