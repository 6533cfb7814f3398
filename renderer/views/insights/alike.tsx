// Incidents that are alike, in groups, though their rules or services may differ: why they count as alike, and how many they are.
import { revealLine } from '../../../shared/domain/reveal-text';
import type { AlikeGroup } from '../../../shared/insights/alike';
import type { Scope } from '../../../shared/insights/material';
import { msg } from '../../../shared/words/words';
import { ErrorState } from '../../ui/error-state';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { Card } from './card';
import { count } from './figures';
import styles from './follow-through.module.css';
import type { OpenBehind } from './open-behind';
import { StackedRows } from './stacked-rows';
import { useAlike } from './use-alike';

interface Props {
  readonly scope: Scope;
  readonly open: OpenBehind;
}

const nameOf = ({ number, title }: AlikeGroup): string => `INC-${number} ${title === '' ? msg`restricted` : revealLine(title)}`;

export function Alike({ scope, open }: Props) {
  const { groups, error, retry } = useAlike(scope);
  const table = {
    head: [msg`Newest incident`, msg`Incidents`, msg`Why`],
    rows: (groups ?? []).map((group) => [nameOf(group), group.n, revealLine(group.why)]),
  };
  return (
    <Card
      title={msg`Similar incidents`}
      name="similar-incidents"
      about={msg`Found by alert, service, labels and rare words, as “last time” finds them; at most sixty are looked at for each.`}
      table={table}
    >
      {error && <ErrorState error={error} onRetry={retry} />}
      {!error && groups === null && <SkeletonRows count={4} label={msg`Looking for similar incidents`} />}
      {groups?.length === 0 && <p className={styles.none}>{msg`No two incidents of the period are alike.`}</p>}
      {groups !== null && groups.length > 0 && <Groups {...{ groups, open }} />}
    </Card>
  );
}

function Groups({ groups, open }: { readonly groups: readonly AlikeGroup[]; readonly open: OpenBehind }) {
  const rows = groups.map((group) => ({
    ...{ key: group.incident, name: nameOf(group), words: `n ${count(group.n)} · ${shortened(revealLine(group.why))}` },
    pieces: [
      {
        ...{
          key: 'n',
          n: group.n,
          colour: 'var(--accent)',
          opacity: 0.75,
          label: msg`${count(group.n)} similar incidents, ${revealLine(group.why)}`,
        },
        open: () => open({ what: 'alike', incident: group.incident }, msg`Similar to INC-${group.number}`),
      },
    ],
  }));
  return <StackedRows label={msg`Groups of similar incidents`} rows={rows} nameWidth={190} wordsWidth={210} />;
}

const LONGEST = 30;

const shortened = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);
