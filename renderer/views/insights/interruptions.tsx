// What pages interrupted: work, free time or sleep, on the wall of this desk. Other desks only where the settings say so.
import { revealLine } from '../../../shared/domain/reveal-text';
import { type Interruptions as Counts, INTERRUPTIONS } from '../../../shared/insights/hours';
import type { Overview } from '../../../shared/insights/overview';
import { INTERRUPTION_WORDS } from '../../../shared/insights/words';
import { msg } from '../../../shared/words/words';
import { Card } from './card';
import { count, pageCount } from './figures';
import type { OpenBehind } from './open-behind';
import { StackedRows } from './stacked-rows';

/** Room for the longest name, and for the hours. */
const NAME_PX = 100;
const WORDS_PX = 190;
/** Lighter to graver; red stays for what needs a person now. */
const COLOURS = { business: ['var(--accent)', 0.45], off: ['var(--accent)', 0.9], sleep: ['var(--s2)', 0.9] } as const;

export function Interruptions({
  interruptions: { own, others },
  open,
}: {
  readonly interruptions: Overview['interruptions'];
  readonly open: OpenBehind;
}) {
  const people = [{ name: msg`You`, counts: own }, ...others.map(({ device, counts }) => ({ name: revealLine(device), counts }))];
  const rows = INTERRUPTIONS.map((kind) => ({
    key: kind,
    name: INTERRUPTION_WORDS[kind].name,
    words: `${count(own[kind])} · ${INTERRUPTION_WORDS[kind].about}`,
    pieces: [
      {
        ...{ key: kind, n: own[kind], colour: COLOURS[kind][0], opacity: COLOURS[kind][1], label: pageCount(own[kind]) },
        open: () => open({ what: 'interruption', kind }, msg`Pages: ${INTERRUPTION_WORDS[kind].name.toLowerCase()}`),
      },
    ],
  }));
  const table = {
    head: [msg`Who`, ...INTERRUPTIONS],
    rows: people.map(({ name, counts }) => [name, ...INTERRUPTIONS.map((kind) => counts[kind])]),
  };
  return (
    <Card
      title={msg`Interruptions`}
      name="interruptions"
      about={
        others.length > 0 ? msg`Your pages, and those of other desks.` : msg`Only yours: nobody else’s are shown, and yours to nobody.`
      }
      table={table}
    >
      <StackedRows label={msg`Your interruptions`} rows={rows} nameWidth={NAME_PX} wordsWidth={WORDS_PX} />
      {others.length > 0 && <Others others={others} />}
    </Card>
  );
}

function Others({ others }: { readonly others: readonly { readonly device: string; readonly counts: Counts }[] }) {
  const rows = others.map(({ device, counts }) => ({
    ...{ key: device, name: revealLine(device), words: INTERRUPTIONS.map((kind) => count(counts[kind])).join(' · ') },
    pieces: INTERRUPTIONS.map((kind) => ({
      ...{
        key: kind,
        n: counts[kind],
        colour: COLOURS[kind][0],
        opacity: COLOURS[kind][1],
        label: `${INTERRUPTION_WORDS[kind].name}: ${pageCount(counts[kind])}`,
        open: () => {},
      },
    })),
  }));
  return <StackedRows label={msg`Interruptions of other desks`} rows={rows} nameWidth={NAME_PX} wordsWidth={WORDS_PX} />;
}
