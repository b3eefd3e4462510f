import type { ConfigPlace } from '#core/model/config-check';
import { formatPlace } from '../../../route/url.ts';
import { FileText } from '../../../ui/FileText.tsx';
import { CONFIGURATION } from './words.ts';

/** File, line and location of a setting, linked to the file. */
export function ConfigPlaceLink({ place }: { readonly place: ConfigPlace }) {
  return (
    <span className="min-w-0">
      <a href={formatPlace({ page: 'files', key: place.file, params: { line: place.line } })}>
        <FileText text={lastPart(place.path)} />, {CONFIGURATION.line(place.line)}
      </a>
      {place.location === '' || place.location === '.' ? null : (
        <span className="text-ink-3">
          {' '}
          <FileText text={CONFIGURATION.location(place.location)} />
        </span>
      )}
    </span>
  );
}

function lastPart(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('!')) + 1);
}
