// Pictures of the frame and the queue in every state, dark and light, to be looked at; and axe over each of them.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { type Harness, openHarness } from './open-harness';

const FOLDER = resolve(process.env.PICTURES ?? 'test-results/pictures');
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
  mkdirSync(FOLDER, { recursive: true });
  harness = await openHarness();
});
test.afterAll(() => harness.close());

async function seriousViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.any.map((check) => check.message).join('; ')}`),
    );
}

for (const { scenario, select, sizes } of SHOTS) {
  for (const theme of ['dark', 'light'] as const) {
    for (const size of sizes) {
      test(`${scenario}, ${theme}, ${size}: drawn without serious or critical axe violations`, async () => {
        const page = await harness.page(scenario, { theme, size });
        await page.getByRole('main').waitFor();
        if (select) await page.getByRole('row', { name: /^INC-1042/ }).click();
        await page.waitForTimeout(500);
        await page.screenshot({ path: join(FOLDER, `${scenario}-${theme}-${size}.png`) });
        expect(await seriousViolations(page)).toEqual([]);
        await page.close();
      });
    }
  }
}
