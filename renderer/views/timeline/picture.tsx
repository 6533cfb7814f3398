// The timeline as a picture: lanes of alerts, marks of what people and Dogwatch did, a span to select. The same as a table for those
// who read it otherwise.
import { useEffect, useMemo, useState } from 'react';
import type { AlertLane } from '../../../shared/log/views/lanes';
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { exactTime } from '../../ui/time-words';
import type { Mark } from './marks';
import styles from './picture.module.css';
import { sceneOf } from './picture-scene';
import { PictureTable } from './picture-table';
import type { Span } from './timeline-filter';
import { usePicture } from './use-picture';

interface Props {
  readonly id: string;
  readonly marks: readonly Mark[];
  readonly pinned: ReadonlySet<number>;
  readonly selected: Span | null;
  onSelect(span: Span | null): void;
}

const ZOOM = 0.6;
const NO_LANES: readonly AlertLane[] = [];

/** Lanes change with entries about alerts only. */
function useLanes(id: string, marks: readonly Mark[]): readonly AlertLane[] {
  const [lanes, setLanes] = useState(NO_LANES);
  const newest = useMemo(() => marks.findLast(({ kind }) => kind.startsWith('alert.') || kind.startsWith('incident.'))?.seq, [marks]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a newer entry about alerts is the reason to ask, not an input
  useEffect(() => {
    let isOver = false;
    void callEngine('list-lanes', { id }).then((reply) => {
      if (!isOver && reply.ok) setLanes(reply.value.lanes);
    });
    return () => {
      isOver = true;
    };
  }, [id, newest]);
  return lanes;
}

export function Picture({ id, marks, pinned, selected, onSelect }: Props) {
  const lanes = useLanes(id, marks);
  const scene = useMemo(() => sceneOf(marks, lanes, Date.now()), [marks, lanes]);
  const picture = usePicture({ scene, pinned, selected, onSelect });
  const [isTable, setIsTable] = useState(false);
  const { shown, at } = picture;
  return (
    <div className={styles.picture}>
      <div ref={picture.frame} className={styles.frame} style={{ height: picture.height }}>
        <div
          className={styles.slider}
          role="slider"
          tabIndex={0}
          aria-label={msg`Timeline picture: arrows move, Shift selects, plus and minus zoom, 0 shows all`}
          aria-valuemin={shown[0]}
          aria-valuemax={shown[1]}
          aria-valuenow={at}
          aria-valuetext={`${exactTime(at)}${selected ? msg`, selected from ${exactTime(selected[0])} to ${exactTime(selected[1])}` : ''}`}
          {...picture.handlers}
        >
          <canvas ref={picture.canvas} className={styles.canvas} />
        </div>
      </div>
      <div className={styles.tools}>
        <button
          type="button"
          className={styles.tool}
          aria-label={msg`Zoom out`}
          title={msg`Zoom out (wheel, or −)`}
          onClick={() => picture.zoomBy(1 / ZOOM)}
        >
          −
        </button>
        <button
          type="button"
          className={styles.tool}
          aria-label={msg`Zoom in`}
          title={msg`Zoom in (wheel, or +)`}
          onClick={() => picture.zoomBy(ZOOM)}
        >
          +
        </button>
        {picture.isZoomed && (
          <button type="button" className={styles.tool} title={msg`Key 0`} onClick={picture.showAll}>{msg`Show all`}</button>
        )}
        <button type="button" className={styles.tool} aria-expanded={isTable} onClick={() => setIsTable(!isTable)}>
          {isTable ? msg`Hide the table` : msg`As a table`}
        </button>
      </div>
      {isTable && <PictureTable scene={scene} shown={shown} />}
    </div>
  );
}
