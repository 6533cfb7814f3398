// A day lived in the console, from the shift that is taken over to the one that is handed over: real sources, real window, a picture of
// each moment for people to look at. `npm run day` runs it; `npm test` does not.
import { test } from '../e2e/parts/stage';
import { blind, noise, security, silence, storm } from './afternoon';
import { cameraFor } from './camera';
import { actions, evening, postmortem, published } from './closing';
import { firstPage, people, resolved, runbook, secondTool } from './incident';
import { anasNight, morning } from './morning';
import { startSite } from './site';

test.use({ screenSize: '1920x1200x24' });

test('a day, from the shift taken over to the shift handed over', async ({ stage }) => {
  const site = await startSite(stage);
  const take = cameraFor(() => running);
  const file = await anasNight({ site, stage, take });
  const running = await stage.open({ config: site.config('Robin') });
  const day = { stage, site, running, take };
  await morning(day, file);
  for (const chapter of [firstPage, runbook, secondTool, people, security, silence, noise, storm, blind]) await chapter(day);
  for (const chapter of [resolved, postmortem, actions, published, evening]) await chapter(day);
});
