import type { ReactNode } from 'react';
import type { ComparedFact, ComparedHeader } from '#core/engine/questions/compare';
import { formatShare } from '../../text/numbers.ts';
import { shortUrl } from '../../text/urls.ts';
import { cx } from '../../ui/class-names.ts';
import { FileText } from '../../ui/FileText.tsx';
import { Secret } from '../../ui/Secret.tsx';
import { COMPARE, FACTS, HEADER_GROUPS } from './words.ts';

/** Status path, handler, rewrite result and the like, side by side. */
export function FactTable(props: { readonly facts: readonly ComparedFact[]; readonly onlyDifferences: boolean }) {
  const facts = props.onlyDifferences ? props.facts.filter(({ a, b }) => a !== b) : props.facts;
  if (facts.length === 0) return <p className="text-sm text-ink-2">{COMPARE.sameFacts}</p>;
  return (
    <SideTable head={COMPARE.fact}>
      {facts.map((fact) => (
        <Row
          key={fact.id}
          name={FACTS[fact.id]}
          differs={fact.a !== fact.b}
          a={<Value text={shown(fact, fact.a)} />}
          b={<Value text={shown(fact, fact.b)} share={fact.share} />}
        />
      ))}
    </SideTable>
  );
}

/** Addresses may carry secrets in their query. */
function shown({ id }: ComparedFact, text: string): string {
  if (id !== 'rewrittenTo' || text === '') return text;
  const { host, path, query } = shortUrl(text);
  return `${host}${path}${query}`;
}

/** Headers side by side; secret values stay masked until asked for. */
export function HeaderTable(props: { readonly headers: readonly ComparedHeader[]; readonly onlyDifferences: boolean }) {
  const headers = props.onlyDifferences ? props.headers.filter(({ a, b }) => a !== b) : props.headers;
  if (headers.length === 0) return <p className="text-sm text-ink-2">{COMPARE.sameHeaders}</p>;
  return (
    <SideTable head={COMPARE.header}>
      {headers.map((header) => (
        <Row
          key={`${header.group} ${header.name}`}
          name={header.name}
          note={HEADER_GROUPS[header.group]}
          differs={header.a !== header.b}
          a={<HeaderValue header={header} value={header.a} side="A" />}
          b={<HeaderValue header={header} value={header.b} side="B" />}
        />
      ))}
    </SideTable>
  );
}

function HeaderValue(props: {
  readonly header: ComparedHeader;
  readonly value: string | null;
  readonly side: 'A' | 'B';
}) {
  const { header, value, side } = props;
  const share = side === 'B' ? header.share : 1;
  if (value === null || !header.secret) return <Value text={value ?? ''} mono share={share} />;
  return (
    <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
      <Secret name={`${header.name} of ${side}`} text={value} mono />
      {side === 'A' || header.a === null ? null : (
        <span className="text-xs text-ink-3">{header.a === header.b ? COMPARE.secretSame : COMPARE.secretDiffers}</span>
      )}
    </span>
  );
}

function Value({
  text,
  mono = false,
  share = 1,
}: {
  readonly text: string;
  readonly mono?: boolean;
  readonly share?: number;
}) {
  return (
    <>
      {text === '' ? (
        <span className="text-ink-3">{COMPARE.none}</span>
      ) : (
        <FileText text={text} lines mono={mono} limit={600} />
      )}
      {share < 1 ? <span className="ml-2 text-xs whitespace-nowrap text-ink-3">{formatShare(share)}</span> : null}
    </>
  );
}

function SideTable({ head, children }: { readonly head: string; readonly children: ReactNode }) {
  return (
    <table className="w-full table-fixed border-collapse rounded-md border border-line bg-surface text-sm">
      <thead className="bg-sunken text-left text-xs text-ink-2">
        <tr>
          <th scope="col" className="w-[26%] px-2 py-1 font-medium">
            {head}
          </th>
          <th scope="col" className="px-2 py-1 font-medium">
            A
          </th>
          <th scope="col" className="px-2 py-1 font-medium">
            B
          </th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

function Row(props: {
  readonly name: string;
  readonly note?: string;
  readonly differs: boolean;
  readonly a: ReactNode;
  readonly b: ReactNode;
}) {
  return (
    <tr className={cx('border-t border-line align-top', !props.differs && 'text-ink-3')}>
      <th scope="row" className="px-2 py-1 text-left font-normal">
        <FileText text={props.name} className={cx(props.differs && 'font-medium')} />
        {props.note === undefined ? null : <span className="block text-xs text-ink-3">{props.note}</span>}
      </th>
      <td className="px-2 py-1">{props.a}</td>
      <td className="px-2 py-1">{props.b}</td>
    </tr>
  );
}
