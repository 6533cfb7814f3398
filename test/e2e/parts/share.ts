// The share dialog, pressed as a person does: a PDF on the disk, read back page by page, and a commit in a real git repository.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { RunningApp } from '../../harness/electron-app';
import { pagesOf } from '../../harness/print-app';

/** A new bare repository on the disk, as a server's would be; it goes with the folder. */
export function bareRepository(folder: string): string {
  const repository = join(folder, 'team-docs.git');
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', repository]);
  return repository;
}

export interface PrintedPdf {
  readonly pages: number;
  /** What poppler reads from all pages. */
  readonly words: string;
  /** Pictures that stand inside. */
  readonly pictures: number;
}

/** Saves a PDF from the open share dialog into `folder`, with each of its pages as a picture beside it, to be looked at. */
export async function savedPdf({ app, window }: RunningApp, folder: string): Promise<PrintedPdf> {
  mkdirSync(folder, { recursive: true });
  const file = resolve(folder, 'whole.pdf');
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await window.getByRole('dialog').getByRole('button', { name: 'PDF…' }).click();
  await expect(window.getByText(`Saved to ${file}`)).toBeVisible({ timeout: 20_000 });
  const run = (command: string, ...args: string[]): string => execFileSync(command, args, { encoding: 'utf8' });
  run('pdftoppm', '-png', '-r', '70', file, join(folder, 'whole'));
  const pictures = run('pdfimages', '-list', file).trim().split('\n').length - 2;
  return { pages: pagesOf(readFileSync(file)), words: run('pdftotext', '-layout', file, '-'), pictures };
}

export interface Published {
  /** Paths of the commit that was pushed. */
  readonly files: readonly string[];
  show(name: string): string;
}

/** Publishes from the open share dialog to the place `name` and waits until the commit that the window names is in `repository`. */
export async function publishedTo(window: Page, name: string, repository: string): Promise<Published> {
  const git = (...args: string[]): string => execFileSync('git', args, { cwd: repository, encoding: 'utf8' }).trim();
  const dialog = window.getByRole('dialog');
  await dialog.getByRole('button', { name: `Publish to ${name}` }).click();
  await dialog
    .getByRole('group', { name: `Publish to ${name}?` })
    .getByRole('button', { name: 'Publish' })
    .click();
  const told = dialog.getByText(/^Committed as [0-9a-f]{10}/);
  await expect(told).toBeVisible({ timeout: 20_000 });
  const commit = /[0-9a-f]{10}/.exec((await told.textContent()) ?? '')?.[0] ?? '';
  await expect.poll(() => git('for-each-ref', '--format=%(objectname)', 'refs/heads/main'), { timeout: 20_000 }).toMatch(`${commit}`);
  const files = git('ls-tree', '-r', '--name-only', commit).split('\n');
  return { files, show: (file) => git('show', `${commit}:postmortems/${file}`) };
}
