import type { AroundItem, AroundPart, AroundPlace } from '#core/engine/questions/around';
import { maskedLine } from '../../../text/masked.ts';
import { formatInstant } from '../../../text/times.ts';
import { formatPlace, type PlaceLike } from '../../../route/url.ts';
import { useZone } from '../../../state/prefs.ts';
import { Badge, type Tone } from '../../../ui/badges.tsx';
import { FileText } from '../../../ui/FileText.tsx';
import { logPlace } from '../../../verdict/evidence-place.ts';
import { AroundLines } from './AroundLines.tsx';
import { AROUND } from './words.ts';

/** What the files of one kind say: one thing, several that fit alike, or none and why. */
export function AroundPartView({ part, id }: { readonly part: AroundPart; readonly id: string }) {
  const { kind, items, candidates, leftOut, none } = part;
  return (
    <section
      aria-labelledby={id}
      className="grid scroll-mt-2 gap-x-4 gap-y-1.5 border-t border-line py-3 first:border-t-0 first:pt-0 md:grid-cols-[11rem_minmax(0,1fr)]"
    >
      <div className="flex flex-wrap items-baseline gap-x-2 md:flex-col md:gap-y-0.5">
        <h3 id={id} tabIndex={-1} className="text-sm font-semibold outline-offset-4">
          {AROUND.kinds[kind]}
        </h3>
        {candidates > 0 ? <Badge tone="warn">{AROUND.ambiguous(candidates)}</Badge> : null}
        <p className="text-xs text-ink-3 max-md:hidden">{AROUND.abouts[kind]}</p>
      </div>
      {items.length === 0 ? (
        <p className="text-sm text-ink-2">
          <span className="font-medium">{AROUND.none}</span> – <FileText text={none} limit={600} />
        </p>
      ) : (
        <ul className="flex min-w-0 flex-col gap-3">
          {items.map((item) => (
            <li key={keyOf(item)} className="min-w-0">
              <Item item={item} />
            </li>
          ))}
          {leftOut > 0 ? <li className="text-xs text-ink-3">{AROUND.more(leftOut)}</li> : null}
        </ul>
      )}
    </section>
  );
}

const keyOf = ({ place, title, time }: AroundItem): string =>
  `${place.kind === 'trace' ? place.trace : `${place.file} ${place.line}`} ${title} ${time ?? ''}`;

const TONES: Readonly<Record<AroundItem['certainty'], Tone>> = {
  exact: 'accent',
  likely: 'accent',
  possible: 'plain',
  around: 'plain',
};

function Item({ item }: { readonly item: AroundItem }) {
  const { title, detail, certainty, why, time, lines } = item;
  const zone = useZone();
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <p className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5 text-sm">
        <span className="min-w-0 font-medium [overflow-wrap:anywhere]">
          <FileText text={maskedLine(title)} limit={400} />
        </span>
        <Badge tone={TONES[certainty]} title={AROUND.meaning[certainty]}>
          {AROUND.certainty[certainty]}
        </Badge>
      </p>
      {detail === '' ? null : (
        <p className="text-sm text-ink-2">
          <FileText text={maskedLine(detail)} limit={600} />
        </p>
      )}
      <p className="text-xs text-ink-2">
        <span className="text-ink-3">{AROUND.because}</span> <FileText text={why.join('; ')} limit={1000} />
      </p>
      <p className="flex flex-wrap gap-x-3 text-xs">
        <a href={formatPlace(placeOf(item.place))} title={item.path} className="min-w-0 [overflow-wrap:anywhere]">
          <FileText text={placeText(item)} />
        </a>
        {time === null ? null : <span className="text-ink-3 tabular-nums">{formatInstant(time, zone)}</span>}
      </p>
      {lines.length === 0 ? null : (
        <div className="pt-0.5">
          <AroundLines title={title} lines={lines} />
        </div>
      )}
    </div>
  );
}

function placeText({ place, path, lines }: AroundItem): string {
  const file = path.split(/[\\/!]/).at(-1) ?? path;
  if (place.kind === 'trace') return AROUND.trace(file);
  // A page that is no text of lines is named as a whole.
  return place.kind === 'line' && lines.length === 0 ? file : AROUND.line(place.line, file);
}

function placeOf(place: AroundPlace): PlaceLike {
  switch (place.kind) {
    case 'trace':
      return { page: 'trace', key: place.trace };
    case 'logRow':
      return logPlace(place.file, place.line);
    case 'httpErr':
      return logPlace(place.file, place.line, true);
    case 'line':
      return { page: 'files', key: place.file, params: { line: place.line } };
  }
}
