import type { KeyboardEvent, PointerEvent } from 'react';
import { cx } from '../../ui/class-names.ts';

interface ChartHandleProps {
  readonly label: string;
  /** Px from the left. */
  readonly x: number;
  /** Bucket at which the range begins or ends. */
  readonly value: number;
  readonly most: number;
  readonly text: string;
  readonly height: number;
  /** There is a range to change: the handle is seen, and can be dragged. */
  readonly live: boolean;
  /** Bucket at a place of the screen. */
  readonly bucketAt: (clientX: number) => number;
  readonly onChange: (value: number) => void;
  readonly onClear: () => void;
}

/** One end of the range. Arrow keys move it by a bucket, with Shift by ten; Escape takes the range away. */
export function ChartHandle(props: ChartHandleProps) {
  const { value, most, live } = props;
  const change = (next: number) => props.onChange(Math.min(most, Math.max(0, next)));
  function onKeyDown(event: KeyboardEvent) {
    const step = event.shiftKey ? 10 : 1;
    const next = new Map<string, number>([
      ['ArrowLeft', value - step],
      ['ArrowDown', value - step],
      ['ArrowRight', value + step],
      ['ArrowUp', value + step],
      ['Home', 0],
      ['End', most],
    ]).get(event.key);
    if (event.key === 'Escape') props.onClear();
    else if (next === undefined) return;
    else change(next);
    event.preventDefault();
    event.stopPropagation();
  }
  function onPointerMove(event: PointerEvent<HTMLSpanElement>) {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) change(props.bucketAt(event.clientX));
  }
  return (
    <span
      role="slider"
      tabIndex={0}
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={most}
      aria-valuenow={value}
      aria-valuetext={props.text}
      className={cx(
        'absolute top-0 -ml-1.5 flex w-3 touch-none items-center justify-center rounded-sm',
        live ? 'cursor-ew-resize' : 'pointer-events-none',
      )}
      style={{ left: props.x, height: props.height }}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (event.button === 0) event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={onPointerMove}
    >
      {live ? <span aria-hidden className="h-5 w-1 rounded-full bg-accent" /> : null}
    </span>
  );
}
