import { CircleHelp, Info, OctagonAlert, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './class-names.ts';

export type Tone = 'fail' | 'warn' | 'accent' | 'strong' | 'plain';

const TONES: Readonly<Record<Tone, string>> = {
  fail: 'border-fail-line bg-fail-soft text-fail',
  warn: 'border-warn-line bg-warn-soft text-warn',
  accent: 'border-transparent bg-accent-soft text-accent-strong',
  strong: 'border-ink-3 bg-sunken text-ink font-semibold',
  plain: 'border-line bg-sunken text-ink-2',
};

/** Small framed word or number. */
export function Badge(props: { readonly tone?: Tone; readonly children: ReactNode; readonly title?: string }) {
  return (
    <span
      className={cx(
        'inline-flex h-5 shrink-0 items-center gap-1 rounded-sm border px-1.5 text-xs font-medium whitespace-nowrap',
        TONES[props.tone ?? 'plain'],
      )}
      {...(props.title === undefined ? {} : { title: props.title })}
    >
      {props.children}
    </span>
  );
}

/** A status such as `502.3`: red only for one that failed; `provisional` draws it as not being an outcome. */
export function StatusBadge(props: {
  readonly status: string;
  readonly failed: boolean;
  readonly provisional?: boolean;
  readonly title?: string;
}) {
  if (props.provisional) {
    return (
      <span
        className="inline-flex h-5 shrink-0 items-center rounded-sm border border-dashed border-line-strong px-1.5 font-mono text-xs text-ink-2"
        title={props.title ?? 'Not an outcome: the trace ends before the request did'}
      >
        {props.status || '—'}
        <span aria-hidden>?</span>
        <span className="sr-only"> provisional</span>
      </span>
    );
  }
  return (
    <Badge tone={props.failed ? 'fail' : 'plain'} {...(props.title === undefined ? {} : { title: props.title })}>
      <span className="font-mono">{props.status || '—'}</span>
    </Badge>
  );
}

/** The slug of a cause, as it stands in reports. */
export function CauseTag({ cause }: { readonly cause: string }) {
  return (
    <span className="inline-flex h-5 shrink-0 items-center rounded-sm bg-accent-soft px-1.5 font-mono text-xs text-accent-strong">
      {cause}
    </span>
  );
}

const STEPS = { high: 3, medium: 2, low: 1 } as const;

/** How sure a verdict is: three bars and the word. `short` leaves out the word `certainty`, `bare` shows the bars only. */
export function Certainty(props: {
  readonly level: 'high' | 'medium' | 'low';
  readonly short?: boolean;
  readonly bare?: boolean;
}) {
  const steps = STEPS[props.level];
  const words = `${props.level} certainty`;
  return (
    <span
      {...(props.bare ? { title: words } : {})}
      className="inline-flex shrink-0 items-center gap-1.5 text-xs whitespace-nowrap text-ink-2"
    >
      <span className="inline-flex items-end gap-px" aria-hidden>
        {[1, 2, 3].map((step) => (
          <span
            key={step}
            className={cx('w-1 rounded-[1px]', step <= steps ? 'bg-accent' : 'bg-line-strong')}
            style={{ height: 3 + step * 3 }}
          />
        ))}
      </span>
      {props.bare ? <span className="sr-only">{words}</span> : props.short ? props.level : words}
    </span>
  );
}

const SEVERITIES = {
  error: { icon: OctagonAlert, className: 'text-warn', word: 'error' },
  warning: { icon: TriangleAlert, className: 'text-warn', word: 'warning' },
  info: { icon: Info, className: 'text-ink-3', word: 'note' },
  unknown: { icon: CircleHelp, className: 'text-ink-3', word: 'unknown' },
} as const;

/** Sign of a severity (amber: red is for what produced the failure), with its word for those who do not see it. */
export function Severity(props: { readonly level: keyof typeof SEVERITIES; readonly word?: boolean }) {
  const { icon: Icon, className, word } = SEVERITIES[props.level];
  return (
    <span className={cx('inline-flex shrink-0 items-center gap-1 text-xs', className)}>
      <Icon size={14} aria-hidden />
      <span className={props.word ? '' : 'sr-only'}>{word}</span>
    </span>
  );
}
