import { Tabs as Base } from '@base-ui/react/tabs';
import { useRef, type ReactNode } from 'react';
import { useInSight } from './useInSight.ts';

export interface TabItem {
  readonly id: string;
  readonly label: string;
  /** Shown beside the label, for example a count. */
  readonly note?: string;
  readonly panel: ReactNode;
}

export interface TabsProps {
  /** Accessible name of the tab list. */
  readonly label: string;
  readonly items: readonly TabItem[];
  readonly value: string;
  readonly onChange: (id: string) => void;
  /** Shown at the end of the tab row. */
  readonly aside?: ReactNode;
  readonly panelClass?: string;
}

/** Tab row with one panel below. Only the panel that is shown is mounted. */
export function Tabs({ label, items, value, onChange, aside, panelClass = '' }: TabsProps) {
  const list = useRef<HTMLDivElement>(null);
  useInSight(list, value);
  return (
    <Base.Root
      value={value}
      onValueChange={(next: string) => onChange(next)}
      className="flex min-h-0 min-w-0 grow flex-col"
    >
      <div className="flex min-w-0 items-center gap-2 border-b border-line">
        <Base.List
          ref={list}
          aria-label={label}
          className="scroll-thin relative flex min-w-0 gap-1 overflow-x-auto px-1"
        >
          {items.map((item) => (
            <Base.Tab
              key={item.id}
              value={item.id}
              data-key={item.id}
              className="focus-inset -mb-px flex h-9 items-center gap-1.5 border-b-2 border-transparent px-2.5 text-sm font-medium whitespace-nowrap text-ink-2 transition-colors hover:text-ink data-[active]:border-accent data-[active]:text-ink"
            >
              {item.label}
              {item.note === undefined ? null : <span className="text-xs font-normal text-ink-3">{item.note}</span>}
            </Base.Tab>
          ))}
        </Base.List>
        {aside === undefined ? null : <div className="ml-auto flex items-center gap-2 pr-1">{aside}</div>}
      </div>
      {items.map((item) => (
        <Base.Panel key={item.id} value={item.id} className={`flex min-h-0 grow flex-col ${panelClass}`}>
          {item.panel}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
