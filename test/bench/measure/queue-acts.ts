// What a person does in the queue, by the ways a person has, timed in the page: from the input event to the end of the frame that shows
// the new rows.
import type { Page } from '@playwright/test';

/** Scrolls the whole time, up and down, by a good two rows a frame. */
export async function scrollQueue(page: Page, ms: number): Promise<void> {
  await page.evaluate(
    (forMs) =>
      new Promise<void>((resolve) => {
        const scroller = document.querySelector('.queue-scroller') as HTMLElement;
        const until = performance.now() + forMs;
        // Read once: a look at the geometry in each frame would be a layout more.
        const end = scroller.scrollHeight - scroller.clientHeight;
        let at = scroller.scrollTop;
        let step = 100;
        const frame = (): void => {
          if (at + step > end || at + step < 0) step = -step;
          at += step;
          scroller.scrollTop = at;
          if (performance.now() < until) requestAnimationFrame(frame);
          else resolve();
        };
        requestAnimationFrame(frame);
      }),
    ms,
  );
}

type Timed = typeof globalThis & { benchPaint: Promise<number> };

/** In the page: from the next event of this type to the end of the first frame with another row count; rows must be there, not the heads alone. */
function armInPage(type: string): void {
  const grid = document.querySelector('[role=grid][aria-label="Incident queue"]');
  const rows = grid?.getAttribute('aria-rowcount');
  (globalThis as Timed).benchPaint = new Promise((resolve) => {
    addEventListener(
      type,
      (event) => {
        const frame = (): void => {
          const now = grid?.getAttribute('aria-rowcount');
          if (now === rows || now === '1') return void requestAnimationFrame(frame);
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.now() - event.timeStamp);
          port2.postMessage(null);
        };
        requestAnimationFrame(frame);
      },
      { capture: true, once: true },
    );
  });
}

const painted = (page: Page): Promise<number> => page.evaluate(() => (globalThis as Timed).benchPaint);

/** Types `what` into the filter, or groups by the label `what`; gives the ms until it was painted, and takes a filter out again. */
export async function paintAfter(page: Page, act: 'filter' | 'group', what: string): Promise<number> {
  return act === 'filter' ? filterBy(page, what) : groupBy(page, what);
}

async function filterBy(page: Page, text: string): Promise<number> {
  const field = page.getByRole('textbox', { name: 'Filter the queue' });
  await field.focus();
  await page.waitForTimeout(300);
  await page.evaluate(armInPage, 'input');
  await page.keyboard.insertText(text);
  const ms = await painted(page);
  await page.waitForTimeout(300);
  await field.fill('');
  await page.waitForTimeout(700);
  return ms;
}

async function groupBy(page: Page, label: string): Promise<number> {
  await page.getByRole('button', { name: /^Group/ }).click();
  const item = page.getByRole('menu').getByText(label, { exact: true });
  await item.waitFor();
  await page.waitForTimeout(300);
  await page.evaluate(armInPage, 'click');
  await item.click();
  const ms = await painted(page);
  await page.waitForTimeout(500);
  return ms;
}
