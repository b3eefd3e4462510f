import { FileText } from '../ui/FileText.tsx';
import type { Card } from './texts.ts';

const WIDTH_PX = 280;

/** What is under the pointer or has the focus, in words. Stands beside the place, inside the picture. */
export function TimelineCard(props: {
  readonly card: Card;
  readonly x: number;
  readonly y: number;
  readonly within: number;
}) {
  const { card, x, y, within } = props;
  const left = Math.max(0, x + 14 + WIDTH_PX > within ? x - WIDTH_PX - 14 : x + 14);
  return (
    <div
      role="tooltip"
      className="pointer-events-none absolute z-30 rounded-md border border-line bg-surface px-3 py-2 text-xs text-ink shadow-pop"
      style={{ left, top: y + 16, width: Math.min(WIDTH_PX, within) }}
    >
      <p className="font-semibold">
        <FileText text={card.title} limit={260} />
      </p>
      {card.lines.length === 0 ? null : (
        <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5">
          {card.lines.map((line) => (
            <div key={line.name} className="contents">
              <dt className="max-w-36 truncate text-ink-3">{line.name}</dt>
              <dd className="text-ink-2">
                <FileText text={line.value} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {card.note === '' ? null : <p className="mt-1 text-ink-3">{card.note}</p>}
    </div>
  );
}
