// What one needs in the first five seconds: why it paged, what and where it is, what holds it back, the last few steps.
import type { ReactNode } from 'react';
import type { IncidentDetail } from '../../../shared/contract';
import type { IncidentRow } from '../../../shared/domain/incident';
import { firstWithLines, linesOf } from '../../../shared/domain/log-lines';
import { revealLine, revealText } from '../../../shared/domain/reveal-text';
import { isReview } from '../../../shared/readiness/policy-review';
import { locale, msg } from '../../../shared/words/words';
import { openLink } from '../../store/commands';
import { useDesk } from '../../store/desk';
import type { IncidentTab } from '../../store/incident-tab';
import { useUi } from '../../store/ui';
import { Age } from '../../ui/age';
import { rich } from '../../ui/rich';
import { Tag } from '../../ui/tag';
import { ImpactFact } from '../impact/impact-fact';
import { PolicyBox, PolicyLines } from '../policies/policy-lines';
import { LastTime } from '../similar/last-time';
import { EntryLine } from '../timeline/entry-line';
import { EscalationLine } from './escalation-line';
import { heldBack } from './held-back';
import shared from './incident.module.css';
import { KeptLines } from './kept-lines';
import { LabelChips } from './label-chips';
import { Moment } from './moment';
import styles from './now-tab.module.css';
import { RuleName } from './rule-name';
import { RunbookFact } from './runbook-fact';
import { tallyWords } from './tally-words';
import { Trace } from './trace';
import { WhyBox } from './why-box';

const LATEST = 5;

interface Props {
  readonly row: IncidentRow;
  readonly detail: IncidentDetail;
  onTab(tab: IncidentTab): void;
  onActed(): void;
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Links({ links }: Pick<IncidentDetail, 'links'>) {
  return (
    <span className={styles.links}>
      {links.map((link) => (
        <button
          key={`${link.label} ${link.url}`}
          type="button"
          className={shared.link}
          title={revealLine(link.url)}
          onClick={() => void openLink(link.url)}
        >
          {revealLine(link.label)}
        </button>
      ))}
    </span>
  );
}

function SeverityFact({ row, detail }: Pick<Props, 'row' | 'detail'>) {
  return (
    <Fact name={msg`Why SEV${row.severity}`}>
      {revealLine(row.severityWhy)}
      {detail.severity && (
        <Trace
          trace={detail.severity.trace}
          at={detail.severity.at}
          label={msg`Severity rules that were asked, in order`}
          what={msg`rules`}
        />
      )}
    </Fact>
  );
}

function JoinedFact({ detail: { correlated = [] } }: Pick<Props, 'detail'>) {
  if (correlated.length === 0) return null;
  return (
    <Fact name={msg`Joined`}>
      {correlated.map(({ alert, rule, why, at }) => (
        <div key={`${at} ${alert} ${rule}`}>
          {revealLine(alert)}: {revealLine(why)} <RuleName name={rule} />
        </div>
      ))}
    </Fact>
  );
}

function HeldBackFact({ row, detail }: Pick<Props, 'row' | 'detail'>) {
  const feeds = useDesk((s) => s.feeds);
  const groups = heldBack(detail.alerts);
  if (groups.length === 0) return null;
  return (
    <Fact name={msg`Held back`}>
      {groups.map((g) => (
        <div key={`${g.feed} ${g.by}`}>
          {rich`${g.words} at ${revealLine(feeds.find((f) => f.feed === g.feed)?.name ?? g.feed)}: ${g.count} ${g.count === 1 ? msg`alert` : msg`alerts`}`}{' '}
          {g.by === 'silence' && (
            <button
              type="button"
              className={shared.link}
              onClick={() => useUi.getState().openDialog({ kind: 'silence', incident: row.id })}
            >{msg`Show silences`}</button>
          )}
        </div>
      ))}
    </Fact>
  );
}

function LinesFact({ detail: { alerts } }: Pick<Props, 'detail'>) {
  const alert = firstWithLines(alerts);
  const lines = alert && linesOf(alert);
  if (lines === null) return null;
  return (
    <Fact name={msg`Lines`}>
      <KeptLines text={lines} />
      {alerts.length > 1 && <small>{rich`of ${revealLine(alert?.name ?? '')}; the other alerts have theirs under “Alerts”`}</small>}
    </Fact>
  );
}

/** What it is and where; of the review of a policy there is no more to know than the policy. */
function Facts({ row, detail, onTab, onActed }: Props) {
  const feeds = useDesk((s) => s.feeds);
  const sources = row.feeds.map((id) => revealLine(feeds.find((f) => f.feed === id)?.name ?? id)).join(', ');
  return (
    <dl className={styles.facts}>
      {row.summary && <Fact name={msg`What`}>{revealText(row.summary)}</Fact>}
      <LinesFact detail={detail} />
      <Fact name={msg`Where`}>
        <LabelChips labels={row.labels} />
        {row.groupWhy && <small>{rich`One incident by ${revealLine(row.groupWhy)}`}</small>}
      </Fact>
      <SeverityFact row={row} detail={detail} />
      <JoinedFact detail={detail} />
      <Fact name={msg`Since`}>
        <Moment at={row.startedAt} hasZone /> (<Age at={row.startedAt} until={row.resolvedAt} className="" />
        {msg`), seen here`} <Moment at={row.openedAt} />
      </Fact>
      <Fact name={msg`Alerts`}>
        {tallyWords(row.tally, row.alertCount)}
        {sources && <small>{rich`from ${sources}`}</small>}
      </Fact>
      {detail.idle && (
        <Fact name={msg`Asks for nothing`}>
          <Tag tone="unsure">{msg`NO ACTION`}</Tag> {detail.idle.reasons.join('; ')}.
          <small>{msg`Its rule may be noise: say so when it closes, and look at the noise in Insights.`}</small>
        </Fact>
      )}
      <HeldBackFact row={row} detail={detail} />
      <Ways row={row} detail={detail} onTab={onTab} onActed={onActed} />
      <Fact name={msg`Last time`}>
        <LastTime id={row.id} />
      </Fact>
      <Fact name={msg`Impact`}>
        <ImpactFact key={row.id} row={row} onActed={onActed} />
      </Fact>
    </dl>
  );
}

/** What helps: runbook, policy, who is asked next, links. */
function Ways({ row, detail, onTab, onActed }: Props) {
  const policies = row.isSecurity ? [] : (detail.policies ?? []);
  return (
    <>
      {detail.runbooks && (
        <Fact name={msg`Runbook`}>
          <RunbookFact runbooks={detail.runbooks} onOpen={() => onTab('runbook')} />
        </Fact>
      )}
      {policies.length > 0 && (
        <Fact name={policies.length === 1 ? msg`Policy` : msg`Policies`}>
          <PolicyLines policies={policies} onActed={onActed} />
        </Fact>
      )}
      {detail.escalation && (
        <Fact name={msg`Escalation`}>
          <EscalationLine row={row} story={detail.escalation} />
        </Fact>
      )}
      {detail.links.length > 0 && (
        <Fact name={msg`Links`}>
          <Links links={detail.links} />
        </Fact>
      )}
    </>
  );
}

export function NowTab({ row, detail, onTab, onActed }: Props) {
  const policies = row.isSecurity || isReview(row) ? (detail.policies ?? []) : [];
  const latest = detail.timeline.slice(-LATEST).reverse();
  return (
    <div className={styles.now}>
      {policies.length > 0 && <PolicyBox row={row} policies={policies} onActed={onActed} />}
      <WhyBox row={row} why={detail.why} />
      {!isReview(row) && <Facts row={row} detail={detail} onTab={onTab} onActed={onActed} />}
      <section className={styles.latest} aria-label={msg`Latest`}>
        {latest.map((entry) => (
          <EntryLine key={entry.seq} entry={entry} />
        ))}
        {detail.timelineTotal > latest.length && (
          <button
            type="button"
            className={shared.link}
            onClick={() => onTab('timeline')}
          >{rich`All ${detail.timelineTotal.toLocaleString(locale())} entries`}</button>
        )}
      </section>
    </div>
  );
}
