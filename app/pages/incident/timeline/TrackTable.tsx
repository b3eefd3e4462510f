import type { Track } from '#core/model/story';
import { INCIDENT_PAGE } from '../../../text/incidents.ts';
import { formatCount } from '../../../text/numbers.ts';
import { formatDateClock, type Zone } from '../../../text/times.ts';

/** The tracks in words, for those who do not see the picture. */
export function TrackTable({ tracks, zone }: { readonly tracks: readonly Track[]; readonly zone: Zone }) {
  return (
    <div className="sr-only">
      <table>
        <caption>{INCIDENT_PAGE.tracks}</caption>
        <thead>
          <tr>
            <th scope="col">{INCIDENT_PAGE.track}</th>
            <th scope="col">{INCIDENT_PAGE.count}</th>
            <th scope="col">{INCIDENT_PAGE.first}</th>
            <th scope="col">{INCIDENT_PAGE.last}</th>
          </tr>
        </thead>
        <tbody>
          {tracks.map(({ kind, label, count, marks }) => (
            <tr key={`${kind} ${label}`}>
              <th scope="row">{label}</th>
              <td>{formatCount(count)}</td>
              <td>{formatDateClock(marks[0]?.from ?? null, zone)}</td>
              <td>{formatDateClock(marks.at(-1)?.to ?? null, zone)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
