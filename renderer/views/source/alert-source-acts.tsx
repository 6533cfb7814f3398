// What can be done at its source about one alert, beside its facts.
import { Button } from '@mantine/core';
import type { Alert } from '../../../shared/domain/alert';
import type { SourceAct } from '../../../shared/domain/source-act';
import { msg } from '../../../shared/words/words';
import { useUi } from '../../store/ui';
import own from './source.module.css';
import { SOURCE_WORDS } from './source-words';

interface Props {
  readonly incident: string;
  readonly alert: Alert;
  readonly acts: readonly SourceAct[];
}

export function AlertSourceActs({ incident, alert: { feed, key, name }, acts }: Props) {
  const openDialog = useUi((s) => s.openDialog);
  if (acts.length === 0) return null;
  return (
    <div className={own.acts} role="toolbar" aria-label={msg`At the source of ${name}`}>
      <span>{msg`At the source`}</span>
      {acts.map((does) => (
        <Button
          key={does}
          size="compact-xs"
          variant="default"
          aria-label={msg`${SOURCE_WORDS[does].label} of ${name}`}
          onClick={() => openDialog({ kind: 'source', incident, does, only: { feed, key } })}
        >
          {SOURCE_WORDS[does].short}…
        </Button>
      ))}
    </div>
  );
}
