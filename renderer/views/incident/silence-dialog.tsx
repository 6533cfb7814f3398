// A silence is made with open eyes: matchers prefilled from what the alerts share, and what they hide now beside them.
import { Select } from '@mantine/core';
import { useState } from 'react';
import type { IncidentDetail } from '../../../shared/contract';
import type { IncidentRow } from '../../../shared/domain/incident';
import { msg } from '../../../shared/words/words';
import { incidentName, useDesk } from '../../store/desk';
import { ErrorState } from '../../ui/error-state';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { DialogFrame } from './dialog-frame';
import { ExistingSilences } from './existing-silences';
import { SilenceForm } from './silence-form';
import { useIncidentDetail } from './use-incident-detail';

interface Props {
  readonly id: string;
  /** The loud rule that it is made for; null: none. */
  readonly ticketFor: string | null;
  onClose(): void;
}

interface FeedSilencesProps extends Pick<Props, 'ticketFor' | 'onClose'> {
  readonly row: IncidentRow;
  readonly detail: IncidentDetail;
}

function FeedSilences({ row, detail, ticketFor, onClose }: FeedSilencesProps) {
  const feeds = useDesk((s) => s.feeds);
  const [feed, setFeed] = useState(row.feeds[0] ?? '');
  const [made, setMade] = useState(0);
  if (feed === '')
    return (
      <ErrorState
        error={{
          what: msg`No source to silence`,
          remedy: msg`This incident holds no alert of any feed, so there is nothing to silence. Snooze or resolve it instead.`,
        }}
      />
    );
  const nameOf = (id: string): string => feeds.find((f) => f.feed === id)?.name ?? id;
  return (
    <>
      {row.feeds.length > 1 && (
        <Select
          label={msg`At`}
          data={row.feeds.map((value) => ({ value, label: nameOf(value) }))}
          value={feed}
          onChange={(value) => setFeed(value ?? feed)}
          mb="sm"
        />
      )}
      <SilenceForm
        key={feed}
        row={row}
        detail={detail}
        feed={feed}
        feedName={nameOf(feed)}
        ticketFor={ticketFor}
        onMade={() => setMade(made + 1)}
        onClose={onClose}
      />
      <ExistingSilences key={`${feed} ${made}`} row={row} alerts={detail.alerts} feed={feed} feedName={nameOf(feed)} />
    </>
  );
}

export function SilenceDialog({ id, ticketFor, onClose }: Props) {
  const { row, detail, error, refresh } = useIncidentDetail(id);
  return (
    <DialogFrame title={row ? msg`Silence ${incidentName(row)}` : msg`Silence`} size={640} onClose={onClose}>
      {row && detail ? (
        <FeedSilences row={row} detail={detail} ticketFor={ticketFor} onClose={onClose} />
      ) : error ? (
        <ErrorState error={error} onRetry={refresh} />
      ) : (
        <SkeletonRows count={4} />
      )}
    </DialogFrame>
  );
}
