// The shape in which texts go into the library. Imported when the first text comes: the parsers behind it are a fifth of the engine's code.
import { createHash } from 'node:crypto';
import type { RunbookOrigin } from '../../shared/domain/runbook';
import { plainText } from '../../shared/domain/runbook-text';
import { fileStem, nameWords } from '../../shared/rules/runbook-index';
import type { StoredRunbook } from '../log/runbook-texts';
import { parseRunbook } from './parse';
import { type ReadText, runbookId } from './source';

export function toStored(origin: RunbookOrigin, { stamp, text, changedAt }: Pick<ReadText, 'stamp' | 'text' | 'changedAt'>): StoredRunbook {
  const { title, front, blocks } = parseRunbook(text);
  const first = blocks.find((b) => b.kind === 'heading');
  const heading = first?.kind === 'heading' ? plainText(first.inlines).trim().slice(0, 300) : '';
  const shown = title.slice(0, 300) || fileStem(origin.path).replaceAll(/[-_]+/g, ' ') || origin.path;
  return {
    info: { id: runbookId(origin), title: shown, origin, version: createHash('sha256').update(text).digest('hex'), changedAt },
    stamp,
    heading,
    names: `${origin.path} ${nameWords(`${origin.path} ${shown} ${heading}`).join(' ')} ${front.alerts.join(' ')} ${front.services.join(' ')}`,
    front,
    text,
  };
}
