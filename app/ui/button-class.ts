import { cx } from './class-names.ts';

export type ButtonKind = 'primary' | 'plain' | 'quiet';
export type ButtonSize = 'sm' | 'md' | 'lg';

const KINDS: Readonly<Record<ButtonKind, string>> = {
  primary: 'border-accent bg-accent text-on-accent hover:bg-accent-strong hover:border-accent-strong',
  plain: 'border-line-strong bg-surface text-ink hover:bg-hover',
  quiet: 'border-transparent bg-transparent text-ink-2 hover:bg-sunken hover:text-ink',
};

const SIZES: Readonly<Record<ButtonSize, string>> = {
  sm: 'h-6 px-2 text-xs gap-1',
  md: 'h-8 px-3 text-sm gap-1.5',
  lg: 'h-10 px-4 text-base gap-2',
};

const SQUARES: Readonly<Record<ButtonSize, string>> = {
  sm: 'h-6 w-6 justify-center',
  md: 'h-8 w-8 justify-center',
  lg: 'h-10 w-10 justify-center',
};

/** Look of a button, for buttons, links and labels alike; nobody presses one on paper. `square`: an icon without text. */
export function buttonClass(kind: ButtonKind = 'plain', size: ButtonSize = 'md', square = false): string {
  return cx(
    'inline-flex shrink-0 items-center rounded-md border font-medium whitespace-nowrap no-underline select-none',
    'transition-colors print:hidden disabled:opacity-50 disabled:pointer-events-none',
    'aria-pressed:bg-accent-soft aria-pressed:text-accent-strong',
    KINDS[kind],
    square ? SQUARES[size] : SIZES[size],
  );
}
