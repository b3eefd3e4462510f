import type { HeaderLine } from '#core/engine/questions/traces';
import type { TraceKey } from '#core/model/units';
import { formatPlace } from '../../route/url.ts';
import { useQuery } from '../../state/useQuery.ts';
import { FileText } from '../../ui/FileText.tsx';
import { Secret } from '../../ui/Secret.tsx';
import { Empty, Loading } from '../../ui/states.tsx';
import { eventPlace } from '../../verdict/evidence-place.ts';
import { HEADERS } from './words.ts';

const GROUPS: readonly HeaderLine['group'][] = ['request', 'set-request', 'response', 'set-response'];

/** Headers as they came in, as modules set them, and as they went out. Secret values are masked until asked for. */
export function HeadersTab({ trace }: { readonly trace: TraceKey }) {
  const { data } = useQuery((engine) => engine.headers(trace), 'headers', trace);
  if (data === undefined) return <Loading />;
  if (data === null || data.length === 0) return <Empty title={HEADERS.none} />;
  return (
    <div className="grid items-start gap-x-6 gap-y-4 overflow-y-auto pt-3 pb-2 xl:grid-cols-2">
      {GROUPS.map((group) => {
        const lines = data.filter((line) => line.group === group);
        return lines.length === 0 ? null : <Group key={group} trace={trace} group={group} lines={lines} />;
      })}
    </div>
  );
}

function Group(props: {
  readonly trace: TraceKey;
  readonly group: HeaderLine['group'];
  readonly lines: readonly HeaderLine[];
}) {
  const { trace, group, lines } = props;
  const byModule = group.startsWith('set-');
  return (
    <section className="min-w-0">
      <h3 className="mb-1 text-sm font-semibold">{HEADERS.groups[group]}</h3>
      <div className="scroll-thin overflow-x-auto">
        <table className="w-full min-w-80 table-fixed border-collapse rounded-md border border-line bg-surface text-sm">
          <thead className="bg-sunken text-left text-xs text-ink-2">
            <tr>
              <th className="w-[34%] px-2 py-1 font-medium">{HEADERS.name}</th>
              <th className="px-2 py-1 font-medium">{HEADERS.value}</th>
              {byModule ? <th className="hidden w-[24%] px-2 py-1 font-medium sm:table-cell">{HEADERS.by}</th> : null}
              <th className="w-14 px-2 py-1 text-right font-medium">{HEADERS.event}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line, ix) => (
              <tr key={`${line.event} ${ix + 1}`} className="border-t border-line align-top">
                <td className="px-2 py-1">
                  <FileText text={line.name} />
                </td>
                <td className="px-2 py-1">
                  {line.secret ? (
                    <Secret name={line.name} text={line.value} mono />
                  ) : line.value === '' ? (
                    <span className="text-ink-3">{HEADERS.empty}</span>
                  ) : (
                    <FileText text={line.value} mono />
                  )}
                </td>
                {byModule ? (
                  <td className="hidden px-2 py-1 sm:table-cell">
                    <FileText text={line.module} clip />
                  </td>
                ) : null}
                <td className="px-2 py-1 text-right">
                  <a href={formatPlace(eventPlace(trace, line.event))}>{line.event + 1}</a>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
