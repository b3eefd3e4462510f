import type { CanonicalField, PastedEvent } from './events.ts';

/** Root attributes that the text holds, and where the status came from. */
export interface PastedRequest {
  readonly attributes: readonly (readonly [string, string])[];
  /** Name of the event that the status was taken from; '' when the summary states it or nothing does. */
  readonly statusFrom: string;
}

/** Labels of the summary that freb.xsl puts above the events, and the attributes they show. */
const SUMMARY: ReadonlyMap<string, string> = new Map([
  ['url', 'url'],
  ['site', 'siteId'],
  ['app pool', 'appPoolId'],
  ['process', 'processId'],
  ['authentication', 'authenticationType'],
  ['user from token', 'tokenUserName'],
  ['activity id', 'activityId'],
  ['failure reason', 'failureReason'],
  ['final status', 'statusCode'],
  ['trigger status', 'triggerStatusCode'],
  ['time taken', 'timeTaken'],
]);
/** What the first event of a request says of it. */
const FROM_START: readonly (readonly [string, string])[] = [
  ['RequestURL', 'url'],
  ['SiteId', 'siteId'],
  ['AppPoolId', 'appPoolId'],
  ['RequestVerb', 'verb'],
];

/** Facts of the request: those of the summary, then those of its events. */
export function pastedRequest(events: readonly PastedEvent[], preface: readonly string[]): PastedRequest {
  const known = summary(preface);
  const start = events.find((event) => event.name === 'GENERAL_REQUEST_START');
  for (const [field, attribute] of FROM_START) {
    const value = start === undefined ? '' : valueOf(start.fields, field);
    if (value !== '' && !known.has(attribute)) known.set(attribute, value);
  }
  let statusFrom = '';
  if (!known.has('statusCode')) {
    const telling = events.findLast((event) => event.name === 'GENERAL_REQUEST_END') ?? lastErrorStatus(events);
    const status = telling === undefined ? '' : statusOf(telling.fields);
    if (telling !== undefined && status !== '') {
      known.set('statusCode', status);
      statusFrom = telling.name;
    }
  }
  return { attributes: [...known], statusFrom };
}

function lastErrorStatus(events: readonly PastedEvent[]): PastedEvent | undefined {
  return events.findLast((event) => event.name === 'MODULE_SET_RESPONSE_ERROR_STATUS');
}

/** `502.3`, or `404` where the sub-status is 0. */
function statusOf(fields: readonly CanonicalField[]): string {
  const status = valueOf(fields, 'HttpStatus');
  const sub = valueOf(fields, 'HttpSubStatus');
  if (!/^\d{3}$/.test(status)) return '';
  return /^\d{1,5}$/.test(sub) && Number(sub) !== 0 ? `${status}.${sub}` : status;
}

function valueOf(fields: readonly CanonicalField[], name: string): string {
  return fields.find((field) => field.name === name)?.value ?? '';
}

/** `Url	https://...` and the like; `Time Taken	156 msec` without its unit. */
function summary(preface: readonly string[]): Map<string, string> {
  const known = new Map<string, string>();
  for (const line of preface) {
    const [whole = '', label = ''] = /^[\s>|*]*([A-Za-z]+(?: [A-Za-z]+){0,2})\s*[|\t:]/.exec(line) ?? [];
    const shown = line.slice(whole.length).replaceAll('|', ' ').trim();
    const attribute = SUMMARY.get(label.toLowerCase());
    const value = attribute === 'timeTaken' ? (/^\d+/.exec(shown)?.[0] ?? '') : shown;
    if (attribute !== undefined && value !== '' && !known.has(attribute)) known.set(attribute, value);
  }
  return known;
}
