import { Tooltip as Base } from '@base-ui/react/tooltip';
import { useId, useState, type ReactElement, type ReactNode } from 'react';
import { Kbd } from './Kbd.tsx';

export interface TooltipProps {
  readonly text: ReactNode;
  readonly keys?: string;
  /** The words say more than the element's name: they are its description while they show. */
  readonly describes?: boolean;
  /** The one element that is described. It must be focusable, so that the keyboard reaches the words too. */
  readonly children: ReactElement<Record<string, unknown>>;
}

/** Words on hover and focus. Never the only place where something is said. */
export function Tooltip({ text, keys, describes = false, children }: TooltipProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <Base.Root onOpenChange={setOpen}>
      <Base.Trigger render={children} {...(describes && open ? { 'aria-describedby': id } : {})} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} className="z-50">
          <Base.Popup
            id={id}
            className="flex max-w-80 items-center gap-2 rounded-md border border-line bg-surface px-2 py-1 text-xs text-ink shadow-pop"
          >
            <span>{text}</span>
            {keys === undefined ? null : <Kbd keys={keys} />}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
