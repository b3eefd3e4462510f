import { LoaderCircle, OctagonAlert, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { WORDS } from '../text/words.ts';

interface EmptyProps {
  readonly title: string;
  readonly children?: ReactNode;
  readonly icon?: ReactNode;
  /** It stands for the whole page: its title is the page's heading. */
  readonly page?: boolean;
}

/** Nothing to show: why, and what to do. */
export function Empty(props: EmptyProps) {
  const Title = props.page ? 'h1' : 'p';
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-2 px-4 py-12 text-center">
      {props.icon === undefined ? null : <div className="text-ink-3">{props.icon}</div>}
      <Title className="text-base font-medium text-ink">{props.title}</Title>
      {props.children === undefined ? null : <div className="text-sm text-ink-2">{props.children}</div>}
    </div>
  );
}

/** Work is going on; `children` says which. */
export function Loading({ children }: { readonly children?: ReactNode }) {
  return (
    <div className="flex items-center justify-center gap-2 px-4 py-12 text-sm text-ink-2">
      <LoaderCircle size={16} aria-hidden className="animate-spin text-ink-3" />
      {children ?? WORDS.loading}
    </div>
  );
}

/** Something is missing from what is shown below: says what. */
export function Partial({ children }: { readonly children: ReactNode }) {
  return (
    <div className="flex items-start gap-2 rounded-md border border-warn-line bg-warn-soft px-3 py-2 text-sm text-warn">
      <TriangleAlert size={16} aria-hidden className="mt-0.5 shrink-0" />
      <div className="min-w-0">{children}</div>
    </div>
  );
}

/** Something could not be done: what, and what to do. */
export function Failed(props: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div
      role="alert"
      className="mx-auto my-8 flex max-w-lg items-start gap-3 rounded-lg border border-line-strong bg-surface p-4 text-sm"
    >
      <OctagonAlert size={18} aria-hidden className="mt-0.5 shrink-0 text-warn" />
      <div className="flex min-w-0 flex-col gap-2">
        <p className="font-medium text-ink">{props.title}</p>
        {props.children === undefined ? null : <div className="text-ink-2">{props.children}</div>}
      </div>
    </div>
  );
}
