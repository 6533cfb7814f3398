// Calls about running steps. `run-step` is the one place of the product that starts what a runbook says.
import type { RunValues } from '../../shared/contract/runs';
import { foldRuns, RUN_KINDS } from '../../shared/log/views/runs';
import type { Log } from '../log/store';
import type { Library } from '../runbooks/library';
import type { RunDesk } from '../runbooks/run/run-desk';
import { done, type Handlers, refuse } from './gate';

export interface RunCallDeps {
  readonly runs: RunDesk;
  readonly library: Library;
  readonly log: Log;
}

const NO_TERMINAL = 'This does not run in a terminal, or not any more.';

export function runCalls({ runs, library, log }: RunCallDeps): Pick<Handlers, keyof RunValues> {
  const read = async <T extends { readonly runbook: string }>(target: T) => ({
    ...target,
    document: await library.document(target.runbook),
  });
  return {
    'plan-run': async (target) => {
      const planned = runs.plan(await read(target));
      return planned.ok ? done(planned.prepared.plan) : refuse(planned.what, planned.remedy);
    },
    'run-step': async ({ sha256, accepted, ...target }) => {
      const begun = runs.begin(await read(target), sha256, accepted);
      return begun.ok ? done({ run: begun.run }) : refuse(begun.what, begun.remedy);
    },
    'cancel-run': ({ run }) => (runs.cancel(run) ? done({ done: true }) : refuse('This does not run any more.')),
    'type-into-run': ({ run, text, isSecret }) => (runs.type(run, text, isSecret) ? done({ done: true }) : refuse(NO_TERMINAL)),
    'resize-run': ({ run, ...size }) => (runs.resize(run, size) ? done({ done: true }) : refuse(NO_TERMINAL)),
    'get-run': ({ incident, run: id }) => {
      const events = log.ofKinds(incident, RUN_KINDS);
      const run = foldRuns(events).runs.find((r) => r.run === id);
      if (!run) return refuse('There is no such run.');
      const finished = events.find((e) => e.kind === 'run.finished' && e.data.run === id);
      const output = finished?.kind === 'run.finished' ? finished.data.output : (runs.outputOf(id) ?? '');
      return done({ run, output, series: null });
    },
    'approve-step': async ({ text, ...target }) => {
      const approved = runs.approve(await read(target), text);
      return approved.ok ? done({ done: true }) : refuse(approved.what, approved.remedy);
    },
  };
}
