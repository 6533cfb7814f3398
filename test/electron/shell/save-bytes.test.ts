// A picture and a report on their way to a place that a person chose.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { savePicture, saveReport } from '../../../electron/shell/save-bytes';
import { tempFolder } from '../log/a-log';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2]);

it('[Q12] a picture is saved whole under a harmless name; anything but a PNG is refused', async () => {
  const folder = tempFolder();
  const choosePlace = (name: string): Promise<string> => Promise.resolve(join(folder, name));
  expect(await savePicture(choosePlace, '../noise.png', PNG.toString('base64'))).toMatchObject({ ok: true });
  expect(readdirSync(folder)).toEqual(['noise.png']);
  expect(readFileSync(join(folder, 'noise.png'))).toEqual(PNG);
  expect(statSync(join(folder, 'noise.png')).mode & 0o777).toBe(0o600);
  expect(await savePicture(choosePlace, 'x.png', Buffer.from('#!/bin/sh').toString('base64'))).toMatchObject({ ok: false });
  expect(readdirSync(folder)).toEqual(['noise.png']);
});

it('[Q12] a report is printed only when there is a place for it, and a refused place is told', async () => {
  const folder = tempFolder();
  let printed = 0;
  const parts = {
    report: () => Promise.resolve({ ok: true as const, value: { html: '<p>x</p>', title: 'Insights of 2026-11' } }),
    print: () => {
      printed += 1;
      return Promise.resolve(Buffer.from('%PDF-'));
    },
  };
  expect(await saveReport({ ...parts, choosePlace: () => Promise.resolve(null) }, '2026-11')).toEqual({ ok: true, value: { path: null } });
  expect(printed).toBe(0);
  const path = join(folder, 'r.pdf');
  expect(await saveReport({ ...parts, choosePlace: () => Promise.resolve(path) }, '2026-11')).toEqual({ ok: true, value: { path } });
  expect(readFileSync(path, 'latin1')).toBe('%PDF-');
  const gone = join(folder, 'no', 'r.pdf');
  expect(await saveReport({ ...parts, choosePlace: () => Promise.resolve(gone) }, '2026-11')).toMatchObject({ ok: false });
});
