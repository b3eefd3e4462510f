import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { WORDS } from '../text/words.ts';
import { buttonClass } from './button-class.ts';

export interface DialogProps {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly wide?: boolean;
  /** What has the focus at first, when that is not the first thing in it. */
  readonly focusFirst?: RefObject<HTMLElement | null>;
}

/** Modal dialog with a title and a close button; Escape and a click outside close it. */
export function Dialog({ title, open, onClose, children, wide = false, focusFirst }: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Base.Popup
          {...(focusFirst === undefined ? {} : { initialFocus: focusFirst })}
          className={`fixed top-[8vh] left-1/2 z-50 scroll-thin max-h-[84vh] w-[calc(100vw-24px)] -translate-x-1/2 overflow-y-auto rounded-lg border border-line bg-surface text-ink shadow-pop ${wide ? 'max-w-3xl' : 'max-w-xl'}`}
        >
          <div className="sticky top-0 z-10 flex items-center gap-2 border-b border-line bg-surface py-2 pr-2 pl-4">
            <Base.Title className="text-base font-semibold">{title}</Base.Title>
            <Base.Close aria-label={WORDS.close} className={`ml-auto ${buttonClass('quiet', 'md', true)}`}>
              <X size={16} aria-hidden />
            </Base.Close>
          </div>
          <div className="p-4">{children}</div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
