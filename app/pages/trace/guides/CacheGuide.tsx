import type { CacheGuide as Guide, CacheLookup, CompressionTry } from '#core/model/guides';
import type { TraceKey } from '#core/model/units';
import { formatBytes } from '../../../text/numbers.ts';
import { FileText } from '../../../ui/FileText.tsx';
import { Empty } from '../../../ui/states.tsx';
import { CodeLink, EventLink, GuidePart, GuideTable } from './parts.tsx';
import { GUIDES } from './words.ts';

/** What was looked up in which cache, what HTTP.sys may keep, and what compression made of the response. */
export function CacheGuide({ trace, guide }: { readonly trace: TraceKey; readonly guide: Guide }) {
  const { lookups, kernel, compression, headers } = guide;
  if (lookups.length + kernel.length + compression.length === 0) return <Empty title={GUIDES.noCache} />;
  return (
    <div className="grid items-start gap-x-6 gap-y-4 overflow-y-auto pt-3 pb-2 xl:grid-cols-2">
      {kernel.length === 0 ? null : (
        <GuidePart title={GUIDES.kernel}>
          <GuideTable
            columns={[GUIDES.outcome, GUIDES.reason, GUIDES.policy, GUIDES.event]}
            widths={['w-[16%]', '', 'w-[22%]', 'w-16']}
            rows={kernel.map((one) => ({
              key: String(one.event),
              cells: [yesNo(one.cacheable), one.reason, one.policy, link(trace, one)],
            }))}
          />
        </GuidePart>
      )}
      {compression.length === 0 ? null : (
        <GuidePart title={GUIDES.compression}>
          <GuideTable
            columns={[GUIDES.what, GUIDES.outcome, GUIDES.reason, GUIDES.event]}
            widths={['w-[16%]', 'w-[36%]', '', 'w-16']}
            rows={compression.map((one) => ({
              key: String(one.event),
              cells: [GUIDES.kinds[one.kind], compressed(one), one.reason, link(trace, one)],
            }))}
          />
        </GuidePart>
      )}
      {lookups.length === 0 ? null : (
        <GuidePart title={GUIDES.lookups}>
          <GuideTable
            columns={[GUIDES.where, GUIDES.what, GUIDES.outcome, GUIDES.event]}
            widths={['w-[20%]', '', 'w-[36%]', 'w-16']}
            rows={lookups.map((one) => ({
              key: String(one.event),
              cells: [
                GUIDES.cacheNames[one.cache],
                <FileText key="what" text={one.what} mono limit={600} />,
                <span key="outcome">
                  {lookedUp(one)} <CodeLink code={one.code} />
                </span>,
                link(trace, one),
              ],
            }))}
          />
        </GuidePart>
      )}
      {headers.length === 0 ? null : (
        <GuidePart title={GUIDES.headers}>
          <GuideTable
            columns={[GUIDES.name, GUIDES.value, '', GUIDES.event]}
            widths={['w-[30%]', '', 'w-[16%]', 'w-16']}
            rows={headers.map((one) => ({
              key: `${one.event} ${one.name} ${one.value}`,
              cells: [
                <FileText key="name" text={one.name} />,
                <FileText key="value" text={one.value} mono limit={600} />,
                GUIDES.sides[one.side],
                link(trace, one),
              ],
            }))}
          />
        </GuidePart>
      )}
    </div>
  );
}

function link(trace: TraceKey, one: Pick<CacheLookup, 'event'>) {
  return <EventLink key="event" trace={trace} event={one.event} />;
}

function yesNo(value: boolean | null): string {
  return value === null ? GUIDES.unknown : value ? GUIDES.yes : GUIDES.no;
}

function lookedUp({ found, added }: CacheLookup): string {
  if (found === null) return GUIDES.unknown;
  return [found ? GUIDES.found : GUIDES.notFound, added ? GUIDES.added : ''].filter((word) => word !== '').join(', ');
}

function compressed({ done, originalBytes, compressedBytes }: CompressionTry): string {
  if (done === null) return GUIDES.unknown;
  if (!done) return GUIDES.notCompressed;
  if (originalBytes === null || compressedBytes === null) return GUIDES.compressed;
  return `${GUIDES.compressed}: ${formatBytes(originalBytes)} → ${formatBytes(compressedBytes)}`;
}
