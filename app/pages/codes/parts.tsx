import type { ReactNode } from 'react';
import { sourceLink, type SourceKey } from '#core/knowledge/sources';
import { formatPlace } from '../../route/url.ts';
import { useQuery } from '../../state/useQuery.ts';
import { CODES_PAGE } from '../../text/codes.ts';
import { FileText } from '../../ui/FileText.tsx';
import { HelpLink } from '../../ui/HelpLink.tsx';

/** One block of a code or status: heading and content. */
export function Block({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1">
      <h3 className="text-xs font-medium text-ink-3">{title}</h3>
      {children}
    </div>
  );
}

/** Where the facts of an entry were published. */
export function Sources({ keys }: { readonly keys: readonly SourceKey[] }) {
  return (
    <Block title={CODES_PAGE.sources}>
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
        {keys.map((key) => {
          const { text, url } = sourceLink(key);
          return (
            <li key={key}>
              <HelpLink text={text} url={url} />
            </li>
          );
        })}
      </ul>
    </Block>
  );
}

const MOST_TRACES = 50;

/** Traces of the workspace that carry a code or a status. */
export function TracesWith({ what }: { readonly what: number | string }) {
  const { data } = useQuery(async (engine) => engine.tracesWithCode(what), String(what), `traces with ${what}`);
  return (
    <Block title={CODES_PAGE.traces}>
      {data === undefined || data.length === 0 ? (
        <p className="text-sm text-ink-3">{CODES_PAGE.noTraces}</p>
      ) : (
        <ul className="flex flex-col gap-1 text-sm">
          {data.slice(0, MOST_TRACES).map((use) => (
            <li key={`${use.trace} ${use.event}`} className="flex min-w-0 items-baseline gap-2">
              <a
                href={formatPlace({ page: 'trace', key: use.trace, params: { event: use.event + 1 } })}
                className="min-w-0"
              >
                <FileText text={use.path} />
              </a>
              <span className="shrink-0 text-xs text-ink-3">{CODES_PAGE.event(use.event + 1)}</span>
            </li>
          ))}
        </ul>
      )}
    </Block>
  );
}
