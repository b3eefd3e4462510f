import { useRef, type PointerEvent } from 'react';

interface Drag {
  readonly startX: number;
  readonly startWidth: number;
}

/** The border of a heading: dragging sizes the column, a double click gives it back its own width. For pointers only. */
export function ColumnEdge({ onWidth }: { readonly onWidth: (width: number | null) => void }) {
  const drag = useRef<Drag | null>(null);
  const follow = (event: PointerEvent): void => {
    if (drag.current !== null) onWidth(drag.current.startWidth + event.clientX - drag.current.startX);
  };
  return (
    <span
      aria-hidden
      data-edge
      className="absolute inset-y-0 -right-1 z-10 w-2 cursor-col-resize touch-none border-r border-transparent hover:border-line-strong active:border-accent"
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { startX: event.clientX, startWidth: event.currentTarget.parentElement?.offsetWidth ?? 0 };
      }}
      onPointerMove={follow}
      onPointerUp={(event) => {
        if (drag.current !== null && Math.abs(event.clientX - drag.current.startX) > 2) follow(event);
        drag.current = null;
      }}
      onPointerCancel={() => {
        drag.current = null;
      }}
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={(event) => {
        event.stopPropagation();
        onWidth(null);
      }}
    />
  );
}
