import { CODES } from '#core/knowledge/codes/table';
import { hexCode } from '#core/knowledge/decode';
import { FAMILIES } from '#core/knowledge/modules';
import { formatStatus, statusMeaning } from '#core/knowledge/substatus';
import { formatPlace } from '../../route/url.ts';
import { CODES_PAGE } from '../../text/codes.ts';
import { Copy } from '../../ui/Copy.tsx';
import { Block, Sources, TracesWith } from './parts.tsx';

/** What one status with its sub-status means, and what each module means by it. */
export function StatusDetail({ status, subStatus }: { readonly status: number; readonly subStatus: number }) {
  const written = formatStatus(status, subStatus);
  const meaning = statusMeaning(status, subStatus);
  const codes = CODES.filter((entry) => entry.statuses.includes(`${status}.${subStatus}`));
  return (
    <article aria-label={written} className="flex flex-col gap-4 rounded-lg border border-line bg-surface p-4">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="font-mono text-lg font-semibold">{written}</h2>
        <Copy text={written} label={`Copy ${written}`} />
        <span className="text-base text-ink-2">{meaning?.name ?? CODES_PAGE.noMeaning}</span>
      </header>
      <p className="max-w-prose text-base">{meaning?.text ?? CODES_PAGE.noMatchDetail}</p>
      {meaning === null || meaning.entry.byModule.size === 0 ? null : (
        <Block title={CODES_PAGE.byModule}>
          <dl className="flex flex-col gap-2 text-sm">
            {[...meaning.entry.byModule].map(([family, text]) => (
              <div key={family} className="grid gap-x-4 sm:grid-cols-[12rem_minmax(0,1fr)]">
                <dt className="font-medium">{FAMILIES.find(({ id }) => id === family)?.label ?? family}</dt>
                <dd className="text-ink-2">{text}</dd>
              </div>
            ))}
          </dl>
        </Block>
      )}
      {meaning === null || meaning.note === '' ? null : (
        <Block title={CODES_PAGE.note}>
          <p className="max-w-prose text-sm">{meaning.note}</p>
        </Block>
      )}
      <TracesWith what={written} />
      {codes.length === 0 ? null : (
        <Block title={CODES_PAGE.codesSeen}>
          <ul className="grid gap-x-4 gap-y-1 text-sm sm:grid-cols-2">
            {codes.map((entry) => (
              <li key={entry.code} className="flex min-w-0 items-baseline gap-2">
                <a className="font-mono" href={formatPlace({ page: 'codes', key: hexCode(entry.code) })}>
                  {hexCode(entry.code)}
                </a>
                <span className="min-w-0 truncate text-ink-2">{entry.names[0]}</span>
              </li>
            ))}
          </ul>
        </Block>
      )}
      {meaning === null ? null : <Sources keys={meaning.entry.sources} />}
    </article>
  );
}
