// What woke people for nothing, and the ten rules that are loudest.
import { revealLine } from '../../../shared/domain/reveal-text';
import type { Scope } from '../../../shared/insights/material';
import type { Noise as Numbers } from '../../../shared/insights/noise';
import { msg } from '../../../shared/words/words';
import { Card } from './card';
import { count, pageCount, percent } from './figures';
import styles from './noise.module.css';
import { NoisyRules } from './noisy-rules';
import type { OpenBehind } from './open-behind';
import { StackedRows } from './stacked-rows';

interface Props {
  readonly noise: Numbers;
  readonly scope: Scope;
  readonly open: OpenBehind;
}

export function Noise({ noise, scope, open }: Props) {
  const table = {
    head: [msg`Rule`, msg`Incidents`, msg`Pages`, 'Share %', 'Actionable %', msg`Over by itself`, msg`Re-fires per 24 h`],
    rows: noise.loudest.map((rule) => [
      ...[revealLine(rule.rule), rule.incidents, rule.pages, Math.round(rule.share * 100)],
      ...[rule.actionable === null ? null : Math.round(rule.actionable * 100), rule.blips, Number(rule.refiresPerDay.toFixed(2))],
    ]),
  };
  const rows = noise.loudest.map((rule) => ({
    ...{ key: rule.rule, name: revealLine(rule.rule), words: msg`${pageCount(rule.pages)} · ${percent(rule.actionable)} acted on` },
    pieces: piecesOf(rule, () => open({ what: 'rule', rule: rule.rule }, msg`Rule ${revealLine(rule.rule)}`)),
  }));
  return (
    <Card
      title={msg`Noise`}
      name="noise"
      about={msg`What paged and what came of it. A bar is a rule’s pages: the full part by the share that people acted on.`}
      table={table}
    >
      <Totals {...{ noise, open }} />
      <StackedRows label={msg`The ten loudest rules`} rows={rows} nameWidth={150} wordsWidth={172} />
      <NoisyRules rules={noise.loudest} scope={scope} />
    </Card>
  );
}

function piecesOf(rule: Numbers['loudest'][number], open: () => void) {
  const acted = rule.pages * (rule.actionable ?? 0);
  return [
    { key: 'acted', n: acted, colour: 'var(--accent)', label: msg`${percent(rule.actionable)} acted on`, open },
    { key: 'rest', n: rule.pages - acted, colour: 'var(--s2)', opacity: 0.55, label: pageCount(rule.pages), open },
  ];
}

function Totals({ noise, open }: Omit<Props, 'scope'>) {
  const { actionable, blips, refiresPerDay, firingsPerIncident, loudestShare, rules } = noise;
  return (
    <dl className={styles.totals}>
      <Total name="actionable" onOpen={() => open({ what: 'noise', kind: 'not-acted' }, msg`Paged, and nobody did anything`)}>
        {percent(actionable)}
      </Total>
      <Total
        name={msg`over in 5 min, never acked`}
        onOpen={() => open({ what: 'noise', kind: 'blips' }, msg`Over by itself within five minutes`)}
      >
        {count(blips)}
      </Total>
      <Total name={msg`re-fires per 24 h`} onOpen={() => open({ what: 'noise', kind: 'refired' }, msg`Fired again after a resolution`)}>
        {refiresPerDay.toFixed(2)}
      </Total>
      <Total name={msg`firings per incident`} onOpen={() => open({ what: 'all', group: null }, msg`All incidents of the period`)}>
        {firingsPerIncident === null ? '–' : firingsPerIncident.toFixed(1)}
      </Total>
      <Total
        name={msg`of pages by the ten loudest of ${count(rules)} rules`}
        onOpen={() => open({ what: 'noise', kind: 'paged' }, msg`Incidents that paged`)}
      >
        {percent(loudestShare)}
      </Total>
    </dl>
  );
}

function Total({ name, children, onOpen }: { readonly name: string; readonly children: string; onOpen(): void }) {
  return (
    <div className={styles.total}>
      <dt>{name}</dt>
      <dd>
        <button type="button" className={styles.number} aria-label={msg`${children} ${name}: open the incidents`} onClick={onOpen}>
          {children}
        </button>
      </dd>
    </div>
  );
}
