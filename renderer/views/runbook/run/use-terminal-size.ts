// Tells a run in a terminal how many characters its output's place is wide and high, so that programs break their lines there.
import { type RefObject, useEffect } from 'react';
import { resizeRun } from './run-acts';

const SETTLE_MS = 150;
/** Height and the space around lines, as the style sheet has them. */
const LINE_PX = 18;
const MOST_PX = 320;
const AROUND_PX = 22;
const SAMPLE = 'mmmmmmmmmmmmmmmmmmmm';

/** `box`: what is as wide as the output will be. Nothing happens while `isOn` is false. */
export function useTerminalSize(run: string, isOn: boolean, box: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = box.current;
    if (!isOn || !element) return;
    let timer: ReturnType<typeof setTimeout>;
    let told = '';
    const tell = (): void => {
      const columns = Math.floor((element.clientWidth - AROUND_PX) / characterPx(element));
      const size = { columns: Math.min(500, Math.max(20, columns)), rows: Math.floor(MOST_PX / LINE_PX) };
      const words = JSON.stringify(size);
      if (words === told || element.clientWidth === 0) return;
      told = words;
      void resizeRun({ run, ...size });
    };
    const observer = new ResizeObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(tell, SETTLE_MS);
    });
    observer.observe(element);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, [run, isOn, box]);
}

function characterPx(element: HTMLElement): number {
  const pen = document.createElement('canvas').getContext('2d');
  if (!pen) return 7.5;
  pen.font = getComputedStyle(element).getPropertyValue('--mono') || 'monospace';
  return pen.measureText(SAMPLE).width / SAMPLE.length || 7.5;
}
