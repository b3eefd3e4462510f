import { codeEntry } from '#core/knowledge/codes/table';
import { hexCode } from '#core/knowledge/decode';
import type { HResult } from '#core/model/units';
import { formatPlace } from '../../route/url.ts';
import { CODES_PAGE } from '../../text/codes.ts';
import { Copy } from '../../ui/Copy.tsx';
import { CodeAdvice } from './CodeAdvice.tsx';
import { Block, Sources, TracesWith } from './parts.tsx';

/** What one error code is called and means. */
export function CodeDetail({ code }: { readonly code: HResult }) {
  const entry = codeEntry(code);
  const hex = hexCode(code);
  const unsigned = code >>> 0;
  const win32 = unsigned >>> 16 === 0x8007 ? unsigned & 0xffff : null;
  return (
    <article aria-label={hex} className="flex flex-col gap-4 rounded-lg border border-line bg-surface p-4">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="font-mono text-lg font-semibold">{hex}</h2>
        <Copy text={hex} label={`Copy ${hex}`} />
        <span className="min-w-0 text-base text-ink-2 [overflow-wrap:anywhere]">
          {entry === null ? CODES_PAGE.noMeaning : entry.names.join(' / ')}
        </span>
      </header>
      {entry === null ? (
        <p className="text-sm text-ink-2">{CODES_PAGE.noMatchDetail}</p>
      ) : (
        <p className="max-w-prose text-base">{entry.meaning}</p>
      )}
      <CodeAdvice code={code} />
      <Block title={CODES_PAGE.numbers}>
        <dl className="flex flex-wrap gap-x-6 gap-y-1 font-mono text-sm">
          <Number name={CODES_PAGE.unsigned} value={unsigned} />
          <Number name={CODES_PAGE.signed} value={unsigned | 0} />
          {win32 === null ? null : <Number name={CODES_PAGE.win32} value={win32} />}
        </dl>
      </Block>
      {entry === null || CODES_PAGE.benign[entry.benign] === '' ? null : (
        <Block title={CODES_PAGE.note}>
          <p className="text-sm">{CODES_PAGE.benign[entry.benign]}</p>
        </Block>
      )}
      {entry === null || entry.statuses.every((status) => status === '') ? null : (
        <Block title={CODES_PAGE.seenWith}>
          <ul className="flex flex-wrap gap-2">
            {entry.statuses.map((status) => (
              <li key={status}>
                <a className="font-mono" href={formatPlace({ page: 'codes', key: status.replace(/\.0$/, '') })}>
                  {status.replace(/\.0$/, '')}
                </a>
              </li>
            ))}
          </ul>
        </Block>
      )}
      <TracesWith what={unsigned} />
      {entry === null ? null : <Sources keys={entry.sources} />}
    </article>
  );
}

function Number({ name, value }: { readonly name: string; readonly value: number }) {
  return (
    <div className="flex items-baseline gap-2">
      <dt className="font-sans text-xs text-ink-3">{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
