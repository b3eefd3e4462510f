import { X } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { EventView, FieldView } from '#core/engine/questions/events';
import type { EventIx, TraceKey } from '#core/model/units';
import { useQuery } from '../../../state/useQuery.ts';
import { Button, IconButton } from '../../../ui/Button.tsx';
import { Copy } from '../../../ui/Copy.tsx';
import { FileText } from '../../../ui/FileText.tsx';
import { Secret } from '../../../ui/Secret.tsx';
import { Loading } from '../../../ui/states.tsx';
import { EVENTS } from '../words.ts';
import { eventText } from './event-text.ts';

/** Everything one event holds. */
export function EventDetail(props: {
  readonly trace: TraceKey;
  readonly event: EventIx;
  readonly onClose: () => void;
}) {
  const { trace, event, onClose } = props;
  const { data } = useQuery((engine) => engine.event(trace, event), `event ${event}`, trace);
  return (
    <aside
      aria-label={EVENTS.fields}
      className="scroll-thin flex max-h-[60%] min-h-0 shrink-0 flex-col overflow-y-auto border-t border-line xl:max-h-none xl:w-[30rem] xl:border-t-0 xl:border-l 2xl:w-[36rem]"
    >
      {data === undefined || data === null ? <Loading /> : <Detail view={data} onClose={onClose} />}
    </aside>
  );
}

function Detail({ view, onClose }: { readonly view: EventView; readonly onClose: () => void }) {
  const { row } = view;
  return (
    <>
      <div className="sticky top-0 z-10 flex items-center gap-2 border-b border-line bg-surface py-1 pr-1 pl-3">
        <h3 className="min-w-0 text-sm font-semibold">
          <FileText text={`#${row.ix + 1} ${row.damaged ? EVENTS.damaged : row.name}`} clip />
        </h3>
        <span className="ml-auto flex shrink-0">
          <Copy text={eventText(view)} label={EVENTS.copyEvent} />
          <IconButton size="sm" label={EVENTS.close} icon={<X size={14} aria-hidden />} onClick={onClose} />
        </span>
      </div>
      <div className="flex flex-col gap-3 p-3">
        {view.fields.length === 0 ? (
          <p className="text-sm text-ink-3">{EVENTS.noData}</p>
        ) : (
          <dl className="flex flex-col gap-1">
            {view.fields.map((field, ix) => (
              <Field key={`${row.ix} ${ix + 1} ${field.name}`} field={field} />
            ))}
          </dl>
        )}
        <details className="text-sm">
          <summary className="text-xs font-semibold text-ink-2">{EVENTS.system}</summary>
          <dl className="mt-2 flex flex-col gap-1">
            {view.system.map((field) => (
              <SystemField key={field.name} field={field} />
            ))}
          </dl>
        </details>
        <RawXml key={row.ix} view={view} />
      </div>
    </>
  );
}

function Field({ field }: { readonly field: FieldView }) {
  const value: ReactNode = field.secret ? (
    <Secret name={field.name} text={field.value} lines mono />
  ) : (
    <FileText text={field.value} lines mono />
  );
  return (
    <div className="group/field grid grid-cols-[8.5rem_minmax(0,1fr)_1.5rem] items-start gap-x-2 text-sm leading-snug max-sm:grid-cols-[6.5rem_minmax(0,1fr)_1.5rem]">
      <dt className="pt-px text-xs text-ink-3">
        <FileText text={field.name} />
      </dt>
      <dd className="min-w-0">
        {value}
        {field.description === '' || field.secret ? null : (
          <span className="ml-2 text-ink-2">
            <FileText text={field.description.trim()} lines />
          </span>
        )}
        {field.decoded === '' || field.decoded === field.description.trim() ? null : (
          <p className="mt-0.5 border-l-2 border-accent pl-2 text-ink-2">
            <FileText text={field.decoded} limit={1000} />
          </p>
        )}
      </dd>
      <dd className="-my-0.5 opacity-0 group-focus-within/field:opacity-100 group-hover/field:opacity-100">
        <Copy text={field.value} label={EVENTS.copyValue(field.name)} />
      </dd>
    </div>
  );
}

function SystemField({ field }: { readonly field: FieldView }) {
  return (
    <div className="grid grid-cols-[8.5rem_minmax(0,1fr)] gap-2 max-sm:grid-cols-[6.5rem_minmax(0,1fr)]">
      <dt className="text-xs text-ink-3">{field.name}</dt>
      <dd className="text-xs">
        <FileText text={field.value} mono />
        {field.decoded === '' ? null : (
          <span className="ml-2 text-ink-2">
            <FileText text={field.decoded} />
          </span>
        )}
      </dd>
    </div>
  );
}

/** The XML as it stands in the file; nothing of it is in the document before somebody asks. */
function RawXml({ view }: { readonly view: EventView }) {
  const [shown, setShown] = useState(false);
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-2">
        <Button size="sm" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {shown ? EVENTS.hideRaw : EVENTS.showRaw}
        </Button>
        {shown ? <Copy text={view.raw} label={EVENTS.copyRaw} words /> : null}
      </div>
      {shown ? (
        <pre className="rounded-md border border-line bg-sunken p-2 text-xs leading-relaxed whitespace-pre-wrap">
          <FileText text={view.raw} lines />
        </pre>
      ) : null}
      {shown && view.rawLength > view.raw.length ? (
        <p className="text-xs text-ink-3">{EVENTS.cutRaw(view.raw.length, view.rawLength)}</p>
      ) : null}
    </div>
  );
}
