// An incident with a long timeline, and the text of its postmortem as the window has it.
import { expect, type Locator, type Page } from '@playwright/test';
import { incident, incidentTab } from './window';

export const textOf = (panel: Locator): Locator => panel.getByRole('textbox', { name: 'Postmortem text' });

/** The whole text: the editor draws only what is in sight. */
export async function wholeText(window: Page): Promise<string> {
  return window.evaluate(async () => {
    const content = document.querySelector('.cm-content') as unknown as { cmTile?: { view?: View }; cmView?: { view?: View } };
    interface View {
      readonly state: { readonly doc: { toString(): string } };
    }
    return String((content.cmTile?.view ?? content.cmView?.view)?.state.doc ?? '');
  });
}

/** Writes notes into the selected INC-`number`: "Queue depth is 100", 200 and so on. */
export async function writeNotes(window: Page, count: number, number = 1): Promise<void> {
  await incidentTab(window, 'Notes').click();
  const note = incident(window, number).getByRole('textbox', { name: 'New note' });
  for (let i = 1; i <= count; i++) {
    await note.fill(`Queue depth is ${i * 100}`);
    await note.press('Control+Enter');
    await expect(note).toHaveValue('');
  }
}

/** Starts the postmortem of the selected INC-`number` with the proposed draft. */
export async function startPostmortem(window: Page, number = 1): Promise<Locator> {
  const panel = incident(window, number);
  await incidentTab(window, 'Postmortem').click();
  await panel.getByRole('button', { name: 'Start the postmortem' }).click();
  return begun(window, number);
}

/** Opens the postmortem that the selected INC-`number` has. */
export async function begun(window: Page, number = 1): Promise<Locator> {
  const panel = incident(window, number);
  await incidentTab(window, 'Postmortem').click();
  await expect(textOf(panel)).toBeVisible({ timeout: 20_000 });
  return panel;
}
