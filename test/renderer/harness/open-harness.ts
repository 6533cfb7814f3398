// The window of the harness: the whole renderer over scenarios, in Electron's Chromium.
import type { ElectronApplication, Page } from '@playwright/test';
import { launchWindow, servePage } from './served-page';

export interface Harness {
  /** A window of that size with that scenario. */
  page(scenario: string, options?: { theme?: 'dark' | 'light'; size?: string }): Promise<Page>;
  lastApp(): ElectronApplication | undefined;
  close(): Promise<void>;
}

export async function openHarness(): Promise<Harness> {
  const { address, close } = await servePage(import.meta.dirname);
  const apps: ElectronApplication[] = [];
  return {
    async page(scenario, { theme = 'dark', size = '1440x900' } = {}) {
      const app = await launchWindow(`${address}?scenario=${scenario}&theme=${theme}`, size);
      apps.push(app);
      return app.firstWindow();
    },
    lastApp: () => apps.at(-1),
    async close() {
      for (const app of apps) await app.close();
      await close();
    },
  };
}
