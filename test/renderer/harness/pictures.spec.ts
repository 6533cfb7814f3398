// Pictures of the frame and the queue in every state, dark and light, to be looked at; and axe over each of them.

import { test } from '@playwright/test';
import { looksRightIn } from '../../harness/looks';
import { type Harness, openHarness } from './open-harness';

const SHOTS = [
  { scenario: 'desk', select: true, sizes: ['1440x900', '1100x700'] },
  { scenario: 'busy', select: false, sizes: ['1440x900'] },
  { scenario: 'empty', select: false, sizes: ['1440x900'] },
  { scenario: 'blind', select: false, sizes: ['1100x700'] },
  { scenario: 'down', select: false, sizes: ['1100x700'] },
  { scenario: 'paused', select: false, sizes: ['1440x900'] },
];

let harness: Harness;
test.beforeAll(async () => {
  harness = await openHarness();
});
test.afterAll(() => harness.close());

for (const { scenario, select, sizes } of SHOTS) {
  for (const theme of ['dark', 'light'] as const) {
    for (const size of sizes) {
      test(`${scenario}, ${theme}, ${size}: drawn without serious or critical axe violations`, async () => {
        const page = await harness.page(scenario, { theme, size });
        await page.getByRole('main').waitFor();
        if (select) await page.getByRole('row', { name: /^INC-1042/ }).click();
        await looksRightIn(page, theme, `frame/${scenario}-${theme}-${size}`);
        await page.close();
      });
    }
  }
}
