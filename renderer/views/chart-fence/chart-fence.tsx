// A chart fence of a postmortem, drawn: the alerts come from the log, the stages stand in the fence. What is no chart stays text.
import { useEffect, useMemo, useState } from 'react';
import type { CallError } from '../../../shared/contract';
import type { AlertLane } from '../../../shared/log/views/lanes';
import { type ChartReference, parseChart } from '../../../shared/postmortem/chart-fence';
import { chartScene, type Shape } from '../../../shared/postmortem/chart-scene';
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { rich } from '../../ui/rich';
import styles from './chart-fence.module.css';

type Lanes = { readonly lanes: readonly AlertLane[] | null; readonly error: CallError | null };

const NO_LANES: Lanes = { lanes: null, error: null };
const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** `text` is what stands between the lines of the fence. */
export function ChartFence({ text }: { readonly text: string }) {
  const chart = useMemo(() => parseChart(text), [text]);
  return chart ? <Chart chart={chart} /> : <pre>{text}</pre>;
}

function Chart({ chart }: { readonly chart: ChartReference }) {
  const { lanes, error } = useLanes(chart);
  const needsLanes = chart.chart === 'alerts';
  return (
    <figure className={styles.chart}>
      {needsLanes && error ? (
        <p role="status">{rich`This chart can’t be drawn now. ${error.what} ${error.remedy}`}</p>
      ) : needsLanes && lanes === null ? (
        <p aria-busy="true">{msg`Drawing…`}</p>
      ) : (
        <Picture chart={chart} lanes={lanes ?? []} />
      )}
      {chart.caption !== '' && <figcaption>{chart.caption}</figcaption>}
    </figure>
  );
}

function useLanes({ chart, incident }: ChartReference): Lanes {
  const [state, setState] = useState(NO_LANES);
  useEffect(() => {
    let isOver = false;
    setState(NO_LANES);
    if (chart === 'alerts')
      void callEngine('list-lanes', { id: incident }).then((reply) => {
        if (!isOver) setState(reply.ok ? { lanes: reply.value.lanes, error: null } : { lanes: null, error: reply.error });
      });
    return () => {
      isOver = true;
    };
  }, [chart, incident]);
  return state;
}

function Picture({ chart, lanes }: { readonly chart: ChartReference; readonly lanes: readonly AlertLane[] }) {
  const scene = useMemo(() => chartScene(chart, lanes, zone), [chart, lanes]);
  const ordered = [...scene.shapes].sort((a, b) => Number(a.shape !== 'line') - Number(b.shape !== 'line'));
  return (
    <svg className={styles.picture} viewBox={`0 0 ${scene.width} ${scene.height}`} role="img" aria-label={scene.words}>
      {ordered.map((shape, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: shapes have no names, and all of them change at once
        <Drawn key={i} shape={shape} />
      ))}
    </svg>
  );
}

function Drawn({ shape }: { readonly shape: Shape }) {
  if (shape.shape === 'text')
    return (
      <text x={shape.x} y={shape.y} textAnchor={shape.anchor} data-role={shape.role}>
        {shape.text}
      </text>
    );
  if (shape.shape === 'line') {
    const { x1, y1, x2, y2, role } = shape;
    return <line x1={x1} y1={y1} x2={x2} y2={y2} data-role={role} />;
  }
  const { x, y, width, height, role, title } = shape;
  return (
    <rect x={x} y={y} width={width} height={height} rx={2} data-role={role}>
      {title !== '' && <title>{title}</title>}
    </rect>
  );
}
