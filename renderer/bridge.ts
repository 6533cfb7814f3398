// The only file, beside port-inlet.ts, that touches `window.dogwatch` and the engine's port: calls go out checked, answers come back as values.
import type {
  CallError,
  DogwatchBridge,
  EngineArgs,
  EngineCall,
  EnginePush,
  EngineToWindow,
  EngineValues,
  Reply,
  ShellArgs,
  ShellCall,
  ShellPush,
  ShellValues,
  Snapshot,
  WindowToEngine,
} from '../shared/contract';
import type { Recovery } from '../shared/contract/backups';
import { msg } from '../shared/words/words';
import type { CheckedArgs } from './call-check';
import { takePorts } from './port-inlet';

declare global {
  interface Window {
    readonly dogwatch: DogwatchBridge;
  }
}

const TIMEOUT_MS = 10_000;
/** These wait for a source, which has its own time-out. */
const SLOW_TIMEOUT_MS = 60_000;
const SLOW: ReadonlySet<EngineCall> = new Set([
  'add-note',
  'find-sources',
  'test-feed',
  'preview-query',
  'try-preset',
  'create-silence',
  'expire-silence',
  'list-silences',
  'refresh-runbooks',
  'preview-shift',
  'seal-shift',
  'open-shift',
  'test-schedule',
  'refresh-schedule',
  'back-up-now',
]);
const RETRY_PORT_MS = 1_000;
const PORT_LATE_MS = 5_000;

/** Where the line to the engine stands. `live` brings the state of the desk at its seq; pushes go on from there. */
export type Connection =
  | { readonly state: 'connecting' }
  | { readonly state: 'live'; readonly snapshot: Snapshot }
  /** `recovery`: it can't start, and this is what can be done about it. */
  | { readonly state: 'engine-down'; readonly why: string; readonly recovery?: Recovery };

export interface Listeners {
  /** Pushes after the snapshot, in order and without gaps in seq. */
  onPush(push: EnginePush): void;
  onShellPush(push: ShellPush): void;
  onConnection(connection: Connection): void;
}

const pending = new Map<number, (reply: Reply<unknown>) => void>();
let port: MessagePort | null = null;
let lastId = 0;

function failure(kind: CallError['kind'], what: string, remedy: string): { ok: false; error: CallError } {
  return { ok: false, error: { kind, what, remedy } };
}

function notReady() {
  return failure('not-ready', msg`The engine is not running.`, msg`It is being restarted; try again in a moment.`);
}

/** Asks the engine. Never rejects: refusals, malformed arguments, 10 s without an answer and a closed port are error values. */
export async function callEngine<C extends EngineCall>(call: C, args: EngineArgs<C>): Promise<Reply<EngineValues[C]>> {
  const checked = isEmpty(args) ? UNCHECKED : (await import('./call-check')).checkEngineCall(call, args);
  if (!checked.ok) return malformed(call, checked.wrong);
  const timeoutMs = SLOW.has(call) ? SLOW_TIMEOUT_MS : TIMEOUT_MS;
  const to = port;
  if (!to) return notReady();
  return new Promise((resolve) => {
    const id = ++lastId;
    const timer = setTimeout(
      () =>
        settle(
          id,
          failure(
            'failed',
            msg`The engine did not answer “${call}” within ${timeoutMs / 1000} s.`,
            msg`Look at the status bar: is the engine up?`,
          ),
        ),
      timeoutMs,
    );
    pending.set(id, (reply) => {
      clearTimeout(timer);
      // The gate on the engine's side answers each call with its own value type.
      resolve(reply as Reply<EngineValues[C]>);
    });
    to.postMessage({ id, call, args: checked.args } satisfies WindowToEngine);
  });
}

/** Asks the shell (Electron main). Never rejects. */
export async function callShell<C extends ShellCall>(call: C, args: ShellArgs<C>): Promise<Reply<ShellValues[C]>> {
  const checked = isEmpty(args) ? UNCHECKED : (await import('./call-check')).checkShellCall(call, args);
  if (!checked.ok) return malformed(call, checked.wrong);
  try {
    return await window.dogwatch.invoke(call, args);
  } catch (error) {
    return failure(
      'failed',
      msg`The shell could not do “${call}”: ${error instanceof Error ? error.message : String(error)}`,
      msg`Try again.`,
    );
  }
}

const UNCHECKED: CheckedArgs = { ok: true, args: {} };

function malformed(call: string, wrong: string) {
  return failure('malformed', `${call}: ${wrong}`, msg`Correct the input and try again.`);
}

/** Nothing in it can be wrong that the other side's gate does not say: what the start calls needs none of the schemas. */
function isEmpty(args: object): boolean {
  return Object.keys(args).length === 0;
}

function settle(id: number, reply: Reply<unknown>): void {
  const resolve = pending.get(id);
  pending.delete(id);
  resolve?.(reply);
}

function dropPort(): void {
  port?.close();
  port = null;
  for (const id of [...pending.keys()]) settle(id, notReady());
}

/**
 * Opens the line to the engine and keeps it: asks the shell for a port, subscribes, subscribes again after a gap in seq,
 * and asks for a new port when the engine went away and came back. Returns the end of it all.
 */
export function connect(listeners: Listeners): () => void {
  let seq: number | null = null;
  let isEnded = false;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let late: ReturnType<typeof setTimeout> | undefined;

  const awaitPort = (): void => {
    clearTimeout(late);
    late = setTimeout(() => {
      listeners.onConnection({ state: 'engine-down', why: msg`The shell gave no line to the engine within 5 s. Asking again.` });
      requestPort();
    }, PORT_LATE_MS);
  };
  const requestPort = (): void => {
    awaitPort();
    window.dogwatch.requestPort();
  };

  const subscribe = async (): Promise<void> => {
    seq = null;
    const asked = port;
    const reply = await callEngine('subscribe', {});
    if (isEnded || asked !== port || !port) return;
    if (!reply.ok) {
      listeners.onConnection({ state: 'engine-down', why: `${reply.error.what} ${reply.error.remedy}` });
      clearTimeout(retry);
      retry = setTimeout(requestPort, RETRY_PORT_MS);
      return;
    }
    seq = reply.value.seq;
    listeners.onConnection({ state: 'live', snapshot: reply.value });
  };

  const onFrame = (frame: EngineToWindow): void => {
    if ('reply' in frame) {
      settle(frame.id, frame.reply);
    } else if (frame.push !== 'events') {
      listeners.onPush(frame);
    } else if (seq !== null && frame.fromSeq === seq) {
      seq = frame.seq;
      listeners.onPush(frame);
    } else if (seq !== null) {
      // A gap. While the snapshot is awaited there is nothing to add events to: it will hold them.
      void subscribe();
    }
  };

  const onPort = (fresh: MessagePort): void => {
    clearTimeout(late);
    dropPort();
    port = fresh;
    fresh.onmessage = (message: MessageEvent<EngineToWindow>) => {
      if (port === fresh) onFrame(message.data);
    };
    fresh.addEventListener('close', () => {
      if (port !== fresh) return;
      dropPort();
      listeners.onConnection({ state: 'engine-down', why: msg`The engine stopped. It is being restarted.` });
    });
    void subscribe();
  };

  const onShellPush = (push: ShellPush): void => {
    if (push.push === 'engine') {
      if (push.state === 'up') {
        // A line that was given before the engine was ready stands already.
        if (!port) requestPort();
      } else {
        clearTimeout(late);
        dropPort();
        listeners.onConnection({ state: 'engine-down', why: push.why, ...(push.recovery && { recovery: push.recovery }) });
      }
    }
    listeners.onShellPush(push);
  };

  listeners.onConnection({ state: 'connecting' });
  const stopPushes = window.dogwatch.onPush(onShellPush);
  const inlet = takePorts(onPort);
  if (!inlet.isAsked) requestPort();
  else if (!port) awaitPort();
  return () => {
    isEnded = true;
    clearTimeout(retry);
    clearTimeout(late);
    inlet.end();
    stopPushes();
    dropPort();
  };
}
