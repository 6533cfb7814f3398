// The four kinds of file, and what became of the last one.
import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import type { ExportedPostmortem, ExportFormat } from '../../../../shared/contract/publish';
import { msg } from '../../../../shared/words/words';
import { rich } from '../../../ui/rich';
import css from './share.module.css';
import type { Paper, ShareActs } from './share-acts';

const FORMATS: readonly (readonly [ExportFormat, string])[] = [
  ['pdf', 'PDF…'],
  ['html', msg`Web page…`],
  ['markdown', msg`Markdown…`],
  ['markdown-tar', msg`Markdown, one file…`],
];

export function SaveAs({ acts }: { readonly acts: ShareActs }) {
  const [paper, setPaper] = useState<Paper>('A4');
  const [busy, setBusy] = useState<ExportFormat | null>(null);
  const [saved, setSaved] = useState<ExportedPostmortem | null>(null);
  const save = async (format: ExportFormat): Promise<void> => {
    if (busy) return;
    setBusy(format);
    const done = await acts.save(format, paper);
    setBusy(null);
    if (done) setSaved(done);
  };
  return (
    <>
      <div className={css.row}>
        {FORMATS.map(([format, label]) => (
          <Button key={format} size="compact-sm" variant="default" aria-busy={busy === format} onClick={() => void save(format)}>
            {busy === format ? msg`Saving…` : label}
          </Button>
        ))}
        <Select
          className={css.paper}
          aria-label={msg`Paper`}
          data={['A4', 'Letter']}
          value={paper}
          onChange={(value) => setPaper(value === 'Letter' ? 'Letter' : 'A4')}
        />
      </div>
      {saved && (
        <p role="status" className={css.note}>
          {rich`Saved to ${saved.path}`}
          {saved.missing.length > 0 && (
            <b>
              {' '}
              {rich`without ${saved.missing.length === 1 ? msg`a picture that is` : msg`${saved.missing.length} pictures that are`} missing here`}
            </b>
          )}
          .
        </p>
      )}
    </>
  );
}
