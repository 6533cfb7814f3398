// Where a link from one runbook to another leads inside their source.
import type { RunbookInfo } from '../../../shared/domain/runbook';

/** Id of the runbook at `path`, relative to the one it is written in (`./b.md`, `../x/c.md`, `/top.md`). Never leaves the source. */
export function pathBeside(info: RunbookInfo, path: string): string {
  const start = path.startsWith('/') ? [] : info.origin.path.split('/').slice(0, -1);
  const parts: string[] = [...start];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return `${info.origin.source}/${parts.join('/')}`;
}
