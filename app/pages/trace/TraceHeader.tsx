import { ChevronLeft, ChevronRight, Columns2 } from 'lucide-react';
import type { TraceView } from '#core/engine/questions/traces';
import type { GlossaryTerm } from '../../text/glossary.ts';
import { useZone } from '../../state/prefs.ts';
import { COMMANDS } from '../../text/commands.ts';
import { StatusBadge } from '../../ui/badges.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { cx } from '../../ui/class-names.ts';
import { Copy } from '../../ui/Copy.tsx';
import { FileText } from '../../ui/FileText.tsx';
import { Term } from '../../ui/Term.tsx';
import { Partial } from '../../ui/states.tsx';
import { traceFacts } from './facts.ts';
import { LogRowNote } from './LogRowNote.tsx';
import { traceWarnings } from './warnings.ts';
import { TRACE } from './words.ts';

/** Longest URL that is put on the page; more than two lines are cut by the layout. */
const MOST_URL = 4000;

/** The request: status and URL, the facts under the labels of freb.xsl, and what is missing from the trace. */
export function TraceHeader(props: {
  readonly view: TraceView;
  /** Attribute that evidence points to. */
  readonly marked: string | null;
  readonly onNeighbour: (step: 1 | -1) => void;
  readonly onCompare: () => void;
}) {
  const { view, marked, onNeighbour, onCompare } = props;
  const zone = useZone();
  const { request } = view;
  const [url, ...facts] = traceFacts(view, zone);
  return (
    <section aria-label={TRACE.request} className="flex flex-col gap-2">
      <div className="flex min-w-0 items-center gap-2 max-sm:flex-wrap">
        <StatusBadge status={request.statusCode} failed={view.failed} provisional={view.provisional} />
        <h1 className="flex min-w-0 items-baseline gap-2 text-base font-semibold max-sm:order-last max-sm:basis-full">
          <span className="shrink-0">
            <FileText text={request.verb} />
          </span>
          <span className="sr-only">{url?.label}</span>
          <span
            className={cx(
              'line-clamp-2 min-w-0 print:line-clamp-none',
              marked === 'url' && 'rounded-sm bg-accent-soft',
            )}
            title={request.url.slice(0, MOST_URL)}
          >
            <FileText text={request.url} limit={MOST_URL} />
          </span>
        </h1>
        <Copy text={request.url} label={TRACE.copyUrl} />
        <span className="ml-auto flex shrink-0 items-center print:hidden">
          <IconButton
            size="sm"
            label={COMMANDS.compareNearest}
            keys="x"
            icon={<Columns2 size={16} aria-hidden />}
            onClick={onCompare}
          />
          <IconButton
            size="sm"
            label={TRACE.previous}
            keys="p"
            icon={<ChevronLeft size={16} aria-hidden />}
            onClick={() => onNeighbour(-1)}
          />
          <IconButton
            size="sm"
            label={TRACE.next}
            keys="n"
            icon={<ChevronRight size={16} aria-hidden />}
            onClick={() => onNeighbour(1)}
          />
        </span>
      </div>
      <dl className="flex flex-wrap gap-x-5 gap-y-0.5 text-sm">
        {facts.map((fact) => (
          <div
            key={fact.label}
            className={cx(
              'flex max-w-full min-w-0 items-baseline gap-1.5',
              fact.attribute !== null && fact.attribute === marked && 'rounded-sm bg-accent-soft',
            )}
          >
            <dt className="shrink-0 text-xs text-ink-3">
              <FactName label={fact.label} attribute={fact.attribute} />
            </dt>
            <dd className={cx('min-w-0', fact.fromFile ? 'text-ink' : 'text-ink-2')}>
              <FileText text={fact.value} clip />
            </dd>
          </div>
        ))}
      </dl>
      <LogRowNote logRow={view.logRow} />
      <Warnings view={view} />
    </section>
  );
}

/** Attributes whose name is a technical word. */
const TERMS: ReadonlyMap<string, GlossaryTerm> = new Map([
  ['appPoolId', 'application pool'],
  ['activityId', 'activity id'],
  ['siteId', 'site id'],
  ['processId', 'worker process'],
  ['statusCode', 'sub-status'],
]);

function FactName({ label, attribute }: { readonly label: string; readonly attribute: string | null }) {
  const term = attribute === null ? undefined : TERMS.get(attribute);
  return term === undefined ? (
    label
  ) : (
    <Term term={term} passed={term !== 'sub-status'}>
      {label}
    </Term>
  );
}

function Warnings({ view }: { readonly view: TraceView }) {
  const warnings = traceWarnings(view);
  const losses = warnings.filter((warning) => warning.loss);
  const notes = warnings.filter((warning) => !warning.loss);
  return (
    <>
      {losses.length === 0 ? null : (
        <Partial>
          <Sentences texts={losses.map((warning) => warning.text)} />
        </Partial>
      )}
      {notes.length === 0 ? null : (
        <div className="text-xs text-ink-3">
          <Sentences texts={notes.map((warning) => warning.text)} />
        </div>
      )}
    </>
  );
}

function Sentences({ texts }: { readonly texts: readonly string[] }) {
  if (texts.length === 1) return <p>{texts[0]}</p>;
  return (
    <ul className="flex flex-col gap-1">
      {texts.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}
