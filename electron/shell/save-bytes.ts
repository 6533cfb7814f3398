// Writes what the window drew, or a report that was printed, to a place that the person chooses.
import { rename, rm, writeFile } from 'node:fs/promises';
import type { EngineValues, Reply } from '../../shared/contract';
import { safeFileName } from '../../shared/domain/safe-file-name';
import { msg } from '../../shared/words/words';
import { wordsOf } from './journal';
import type { PrintOptions } from './print-page';

type ChoosePlace = (suggestedName: string) => Promise<string | null>;
type Saved = Reply<{ path: string | null }>;

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Nothing but a PNG; `path` null: the person thought better. A refused place leaves no file. */
export async function savePicture(choosePlace: ChoosePlace, suggestedName: string, base64: string): Promise<Saved> {
  const bytes = Buffer.from(base64, 'base64');
  if (!bytes.subarray(0, PNG.length).equals(PNG)) return failed(msg`This is no PNG picture.`, msg`Try again.`);
  return saveBytes(await choosePlace(safeFileName(suggestedName)), bytes);
}

export interface ReportParts {
  readonly report: (month: string) => Promise<Reply<EngineValues['monthly-report']>>;
  readonly print: (options: PrintOptions) => Promise<Buffer>;
  readonly choosePlace: ChoosePlace;
}

/** The report of a month as PDF. Nothing is printed when the person thought better. */
export async function saveReport({ report, print, choosePlace }: ReportParts, month: string): Promise<Saved> {
  const made = await report(month);
  if (!made.ok) return made;
  const { html, title } = made.value;
  const path = await choosePlace(safeFileName(`insights-${month}.pdf`));
  if (path === null) return { ok: true, value: { path } };
  try {
    return await saveBytes(path, await print({ html, paper: 'A4', head: { left: title, right: '' }, foot: 'Dogwatch' }));
  } catch (error) {
    return failed(msg`The report could not be printed: ${wordsOf(error)}.`, msg`Try again.`);
  }
}

async function saveBytes(path: string | null, bytes: Buffer): Promise<Saved> {
  if (path === null) return { ok: true, value: { path } };
  const unfinished = `${path}.${process.pid}.part`;
  try {
    await writeFile(unfinished, bytes, { mode: 0o600, flush: true });
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    return failed(
      msg`${path} could not be written: ${wordsOf(error)}.`,
      msg`Choose another place, with room and the right to write there.`,
    );
  }
  return { ok: true, value: { path } };
}

function failed(what: string, remedy: string): Saved {
  return { ok: false, error: { kind: 'failed', what, remedy } };
}
