import type { RequestRow } from '#core/engine/questions/requests';
import { formatDuration } from './durations.ts';
import { formatInstant } from './times.ts';
import { shortUrl } from './urls.ts';

/** One request as a line of text for a ticket or a chat: what the grid shows, secrets masked, time in UTC. */
export function requestAsText(row: RequestRow): string {
  const { host, path, query } = shortUrl(row.url);
  const parts = [
    row.statusCode,
    `${row.verb} ${host}${path}${query}`,
    row.headline,
    row.cause ?? '',
    row.module,
    formatDuration(row.durationMs),
    formatInstant(row.start, { kind: 'utc' }),
    row.appPool,
    row.path,
  ];
  return parts.filter((part) => part !== '').join('\t');
}
