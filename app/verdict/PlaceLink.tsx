import type { PlaceLike } from '../route/url.ts';
import { formatPlace } from '../route/url.ts';
import { shortWords } from '../text/long-words.ts';
import { FileText } from '../ui/FileText.tsx';
import type { TextPart } from './place-parts.ts';

/** Longest sentence that is shown at first. */
const MOST = 600;

/** A sentence that leads to its place: all of it can be clicked, the words that name the place look like a link. */
export function PlaceLink(props: {
  readonly place: PlaceLike;
  readonly parts: readonly TextPart[];
  readonly onFollow?: (() => void) | undefined;
}) {
  const { place, parts, onFollow } = props;
  const length = parts.reduce((sum, part) => sum + part.text.length, 0);
  return (
    <a
      href={formatPlace(place)}
      className="group/place min-w-0 rounded-sm text-ink no-underline"
      onClick={() => onFollow?.()}
    >
      {length > MOST ? (
        // No button inside a link: what is longer is cut here and stands in full at its place.
        <Words parts={[...shortened(parts)]} />
      ) : (
        <Words parts={parts} />
      )}
    </a>
  );
}

function Words({ parts }: { readonly parts: readonly TextPart[] }) {
  return parts.map((part, ix) => (
    <FileText
      key={ix}
      text={shortWords(part.text)}
      limit={MOST + 1}
      {...(part.place
        ? { className: 'text-accent decoration-accent underline-offset-3 group-hover/place:underline' }
        : {})}
    />
  ));
}

function* shortened(parts: readonly TextPart[]): Generator<TextPart> {
  let room = MOST;
  for (const part of parts) {
    if (part.text.length >= room) {
      yield { ...part, text: `${part.text.slice(0, room)}…` };
      return;
    }
    yield part;
    room -= part.text.length;
  }
}
