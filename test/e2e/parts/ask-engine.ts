// Calls of the contract from the page, as its own code makes them: over a line of the page's own that the shell gives it.
import type { Page } from '@playwright/test';
import type { EngineArgs, EngineCall, EngineValues, Reply } from '../../../shared/contract';

const LIMIT_MS = 8_000;
const TRIES = 5;

/**
 * Asks the engine over a new line; the page goes on with the same one, or asks for another, and then the answer is lost: so it is asked
 * again, and what is asked must bear that.
 */
export async function askEngine<C extends EngineCall>(window: Page, call: C, args: EngineArgs<C>): Promise<Reply<EngineValues[C]>> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const reply = await askOnce(window, call, args);
    if (reply) return reply as Reply<EngineValues[C]>;
  }
  throw new Error(`the engine did not answer ${call} within ${(TRIES * LIMIT_MS) / 1000} s`);
}

function askOnce(window: Page, call: string, args: unknown): Promise<Reply<unknown> | null> {
  return window.evaluate(
    ([name, given, limitMs]) =>
      new Promise<Reply<unknown> | null>((resolve) => {
        const id = 1_000_000 + Math.floor(performance.now() * 1000);
        setTimeout(() => resolve(null), limitMs);
        const onPort = (event: MessageEvent): void => {
          const [port] = event.ports;
          if (event.data?.dogwatch !== 'port' || !port) return;
          removeEventListener('message', onPort);
          port.addEventListener('message', ({ data }) => {
            if (data.id === id && 'reply' in data) resolve(data.reply);
          });
          port.start();
          port.postMessage({ id, call: name, args: given });
        };
        addEventListener('message', onPort);
        (window as unknown as { dogwatch: { requestPort(): void } }).dogwatch.requestPort();
      }),
    [call, args, LIMIT_MS] as const,
  );
}
