// Pointer, wheel and keys of the picture, and the canvas kept painted: at most once a frame, whatever moves.
import { useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { pictureKey } from './picture-keys';
import { paint, paletteOf } from './picture-paint';
import { GUTTER_PX, heightOf, type Scene } from './picture-scene';
import { moved, timeAt, zoomed } from './time-scale';
import type { Span } from './timeline-filter';

const WHEEL_ZOOM = 1.0015;
const DRAG_PX = 3;

interface Options {
  readonly scene: Scene;
  readonly pinned: ReadonlySet<number>;
  readonly selected: Span | null;
  onSelect(span: Span | null): void;
}

export function usePicture({ scene, pinned, selected, onSelect }: Options) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { ref: frame, width } = useElementSize<HTMLDivElement>();
  const [zoom, setZoom] = useState<Span | null>(null);
  const [cursor, setCursor] = useState<number | null>(null);
  const [isFocused, setIsFocused] = useState(false);
  const [drag, setDrag] = useState<Span | null>(null);
  const anchor = useRef<number | null>(null);
  const { whole } = scene;
  const shown = zoom ?? whole;
  const at = cursor ?? whole[1];
  const height = heightOf(scene);
  const look = useComputedColorScheme();
  const brushed = drag ? ([Math.min(...drag), Math.max(...drag)] as const) : selected;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the look changes the tokens that are read from the canvas
  useEffect(() => {
    const request = requestAnimationFrame(() => {
      const ctx = sized(canvas.current, width, height);
      const shownCursor = isFocused ? at : null;
      if (ctx) paint(ctx, scene, { shown, selected: brushed, cursor: shownCursor, pinned, width, height }, paletteOf(ctx.canvas));
    });
    return () => cancelAnimationFrame(request);
  }, [scene, shown, brushed, at, isFocused, pinned, width, height, look]);

  const show = (next: Span): void => setZoom(next[0] <= whole[0] && next[1] >= whole[1] ? null : next);
  useWheel(canvas, (event) => {
    const length = shown[1] - shown[0];
    const sideways = event.shiftKey ? event.deltaY : Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : 0;
    if (sideways !== 0) return show(moved(shown, whole, (sideways / Math.max(1, width)) * length));
    show(zoomed(shown, whole, timeOf(event.offsetX), WHEEL_ZOOM ** event.deltaY));
  });
  const timeOf = (x: number): number => timeAt(Math.max(0, x - GUTTER_PX), shown, width - GUTTER_PX);

  return {
    canvas,
    frame,
    height,
    at,
    shown,
    isZoomed: zoom !== null,
    zoomBy: (factor: number) => show(zoomed(shown, whole, at >= shown[0] && at <= shown[1] ? at : (shown[0] + shown[1]) / 2, factor)),
    showAll: () => setZoom(null),
    handlers: {
      onFocus: () => setIsFocused(true),
      onBlur: () => setIsFocused(false),
      onKeyDown(event: KeyboardEvent): void {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const next = pictureKey({ shown, cursor: at, selected, anchor: anchor.current }, event, whole);
        if (!next) return;
        event.preventDefault();
        event.stopPropagation();
        anchor.current = next.anchor;
        setCursor(next.cursor);
        show(next.shown);
        if (next.selected !== selected) onSelect(next.selected);
      },
      onPointerDown(event: PointerEvent<HTMLElement>): void {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const from = timeOf(event.nativeEvent.offsetX);
        setDrag([from, from]);
      },
      onPointerMove(event: PointerEvent): void {
        if (drag) setDrag([drag[0], timeOf(event.nativeEvent.offsetX)]);
      },
      onPointerUp(): void {
        if (!drag) return;
        const isClick = (Math.abs(drag[1] - drag[0]) / Math.max(1, shown[1] - shown[0])) * width < DRAG_PX;
        setDrag(null);
        setCursor(drag[1]);
        onSelect(isClick ? null : [Math.min(...drag), Math.max(...drag)]);
      },
    },
  };
}

/** The canvas in the device's own pixels; null while it has no size. */
function sized(canvas: HTMLCanvasElement | null, width: number, height: number): CanvasRenderingContext2D | null {
  const ctx = width > GUTTER_PX ? canvas?.getContext('2d') : null;
  if (!canvas || !ctx) return null;
  const scale = window.devicePixelRatio || 1;
  const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
  if (canvas.width !== w) canvas.width = w;
  if (canvas.height !== h) canvas.height = h;
  ctx.setTransform(scale, 0, 0, scale, 0, 0);
  return ctx;
}

/** React listens to wheels passively: the page would scroll along. */
function useWheel(target: RefObject<HTMLElement | null>, onWheel: (event: WheelEvent) => void): void {
  const latest = useRef(onWheel);
  latest.current = onWheel;
  useEffect(() => {
    const element = target.current;
    const listener = (event: WheelEvent): void => {
      event.preventDefault();
      latest.current(event);
    };
    element?.addEventListener('wheel', listener, { passive: false });
    return () => element?.removeEventListener('wheel', listener);
  }, [target]);
}
