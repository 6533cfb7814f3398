// From a loud rule to the place where its threshold is raised: our own rule with its query and what its numbers suggest, or the source's
// page, which opens by a click only.
import { Button, Modal } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Alert } from '../../../shared/domain/alert';
import { revealLine, revealText } from '../../../shared/domain/reveal-text';
import type { Scope } from '../../../shared/insights/material';
import type { RuleNoise } from '../../../shared/insights/noise';
import { msg } from '../../../shared/words/words';
import { openLink } from '../../store/commands';
import { useDesk } from '../../store/desk';
import { useUi } from '../../store/ui';
import { ErrorState } from '../../ui/error-state';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { type Latest, latestOf } from './latest-of';
import styles from './noise.module.css';
import { elsewhere, ownRule, suggestion } from './threshold-words';

interface Props {
  readonly noise: RuleNoise;
  readonly scope: Scope;
  onClose(): void;
}

export function RaiseThreshold({ noise, scope, onClose }: Props) {
  const [latest, setLatest] = useState<Latest | null>(null);
  useEffect(() => void latestOf(noise.rule, scope).then(setLatest), [noise.rule, scope]);
  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      title={msg`Raise the threshold of ${revealLine(noise.rule)}`}
      closeButtonProps={{ 'aria-label': msg`Close` }}
    >
      {latest === null ? (
        <SkeletonRows count={3} label={msg`Looking for its rule`} />
      ) : 'error' in latest ? (
        <ErrorState error={latest.error} />
      ) : (
        <Where noise={noise} alerts={latest.detail.alerts} onClose={onClose} />
      )}
    </Modal>
  );
}

function Where({ noise, alerts, onClose }: { readonly noise: RuleNoise; readonly alerts: readonly Alert[]; onClose(): void }) {
  const alert = alerts.find(({ name }) => name === noise.rule) ?? alerts[0];
  const feed = useDesk((state) => state.settings?.feeds.find(({ id }) => id === alert?.feed));
  const kind = useDesk((state) => state.feeds.find((health) => health.feed === alert?.feed)?.kind) ?? feed?.kind ?? '';
  const own = ownRule(feed, noise.rule);
  if (own !== null && feed !== undefined) return <Own noise={noise} rule={own} feed={feed.id} kind={feed.kind} onClose={onClose} />;
  const link = alert?.link ?? null;
  return (
    <div className={styles.hold}>
      <p className={styles.rule}>{elsewhere(kind)}</p>
      <p className={styles.about}>
        {link === null ? msg`The source gives no link to it.` : msg`The source names this page; it opens in the browser when you say so.`}
      </p>
      <div className={styles.foot}>
        {link !== null && (
          <Button size="xs" title={revealLine(link)} onClick={() => void openLink(link)}>{msg`Open it at the source`}</Button>
        )}
      </div>
    </div>
  );
}

interface OwnProps {
  readonly noise: RuleNoise;
  readonly rule: Readonly<Record<string, unknown>>;
  readonly feed: string;
  readonly kind: string;
  onClose(): void;
}

function Own({ noise, rule, feed, kind, onClose }: OwnProps) {
  const hint = suggestion(kind, noise);
  const query = String(rule.query ?? rule.pattern ?? '');
  const open = (): void => {
    onClose();
    useUi.getState().go('feeds');
    useUi.getState().openDialog({ kind: 'feed', feed, rule: { name: noise.rule, hint } });
  };
  return (
    <div className={styles.hold}>
      {query !== '' && <pre className={styles.query}>{revealText(query)}</pre>}
      <p className={styles.rule}>{hint}</p>
      <div className={styles.foot}>
        <Button size="xs" data-autofocus onClick={open}>{msg`Open the rule`}</Button>
      </div>
    </div>
  );
}
