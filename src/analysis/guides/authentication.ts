import { formatStatus } from '../../knowledge/substatus.ts';
import type { TraceEventTable } from '../../model/events.ts';
import type { HeaderFact, TraceFacts } from '../../model/facts.ts';
import type { AuthAttempt, AuthGuide, AuthOutcome, AuthStatus } from '../../model/guides.ts';
import { codeField, type FieldReader } from '../fields.ts';
import { namedEvents, type NamedEvent } from './named-events.ts';

/** Events that decide an attempt, and how. Others of the area only add detail. */
const DECIDES: ReadonlyMap<string, AuthOutcome> = new Map([
  ['AUTH_SUCCEEDED', 'succeeded'],
  ['AUTH_TYPE_NOT_SUPPORTED', 'not-supported'],
  ['AUTH_INVALID_ANON_ACCOUNT', 'failed'],
  ['AUTH_PASSWD_EXPIRED', 'failed'],
  ['AUTH_BAD_BASIC_HEADER', 'failed'],
  ['AUTH_BASIC_LOGON_FAILED', 'failed'],
  ['AUTH_WDIGEST_LOGON_FAILED', 'failed'],
  ['AUTH_IISDIGEST_LOGON_FAILED', 'failed'],
  ['AUTH_PASSPORT_LOGON_FAILED', 'failed'],
  ['AUTH_SSPI_LOGON_FAILED', 'failed'],
  ['AUTH_KERBEROS_FAILED', 'failed'],
  ['AUTH_NTLM_NULL_SESSION', 'failed'],
  ['AUTH_SSPI_CONTINUE_NEEDED', 'continues'],
]);

const WEIGHT: Readonly<Record<AuthOutcome, number>> = {
  'no-credentials': 0,
  cut: 0,
  'not-supported': 1,
  continues: 2,
  failed: 3,
  succeeded: 4,
};

/** Notifications in which a 401 or 403 is about who may do what. */
const AUTHENTICATE = 0x2;
const AUTHORIZE = 0x4;

interface OpenAttempt extends Omit<AuthAttempt, 'outcome'> {
  requested: string;
  outcome: AuthOutcome;
  decided: AuthAttempt['decided'];
  code: AuthAttempt['code'];
  details: AuthAttempt['details'];
}

/** Which schemes were tried and what came of each, the user, and the 401 or 403 with their reasons. */
export function authenticationGuide(events: TraceEventTable, fields: FieldReader, facts: TraceFacts): AuthGuide {
  const attempts: OpenAttempt[] = [];
  const users: AuthGuide['users'][number][] = [];
  let open: OpenAttempt | null = null;
  for (const event of namedEvents(events, fields, (name) => name.startsWith('AUTH_') || name === 'USER_SET')) {
    if (event.name === 'USER_SET') {
      users.push({ event: event.ix, authType: event.text('AuthType'), name: event.text('UserName') });
    } else if (event.name === 'AUTH_START') {
      open = start(event, moduleBefore(events, event.ix));
      attempts.push(open);
    } else if (event.name === 'AUTH_END') {
      if (open?.outcome === 'cut') open.outcome = 'no-credentials';
      open = null;
    } else {
      if (open === null && DECIDES.has(event.name)) {
        open = start(event, moduleBefore(events, event.ix));
        attempts.push(open);
      }
      if (open !== null) add(open, event, fields);
    }
  }
  return {
    attempts,
    users,
    sent: schemeWord(facts.requestHeaders.find((header) => is(header, 'authorization'))?.value ?? ''),
    offered: facts.responseHeaders
      .filter((header) => is(header, 'www-authenticate'))
      .map((one) => schemeWord(one.value)),
    statuses: statuses(facts),
  };
}

function start(event: NamedEvent, module: string): OpenAttempt {
  return {
    event: event.ix,
    scheme: event.word('AuthTypeSupported'),
    module,
    requested: '',
    outcome: 'cut',
    decided: event.ix,
    code: null,
    details: [],
  };
}

function add(open: OpenAttempt, event: NamedEvent, fields: FieldReader): void {
  if (event.name === 'AUTH_REQUEST_AUTH_TYPE') {
    open.requested = event.word('RequestAuthType');
    return;
  }
  const outcome = DECIDES.get(event.name);
  if (outcome === undefined || WEIGHT[outcome] < WEIGHT[open.outcome]) return;
  open.outcome = outcome;
  open.decided = event.ix;
  open.code = codeField(fields, event.ix, 'ErrorCode');
  open.details = event
    .rest(['ContextId', 'ErrorCode'])
    .map(({ name }) => ({ name, value: event.word(name) }))
    .filter(({ value }) => value !== '');
}

/** Events of the area name no module: it is the one whose NOTIFY_MODULE_START stands last before them. */
function moduleBefore(events: TraceEventTable, ix: number): string {
  const startName = events.strings.find('NOTIFY_MODULE_START');
  for (let at = ix; at >= 0; at--) {
    if (events.name[at] === startName) return events.strings.at(events.module[at] ?? -1);
  }
  return '';
}

function is(header: HeaderFact, name: string): boolean {
  return header.name.toLowerCase() === name;
}

/** `Negotiate oX0wewY...` -> `Negotiate`: the rest is a secret. */
function schemeWord(value: string): string {
  return /^[A-Za-z][A-Za-z0-9-]{0,31}(?=\s|,|$)/.exec(value.trim())?.[0] ?? '';
}

function statuses(facts: TraceFacts): AuthStatus[] {
  return facts.statusEvents
    .filter(
      ({ status, notification }) =>
        status === 401 || (status === 403 && (notification === AUTHENTICATE || notification === AUTHORIZE)),
    )
    .map(({ event, module, status, subStatus, reason, errorCode }) => ({
      event,
      module,
      status: formatStatus(status, subStatus),
      reason,
      code: errorCode,
    }));
}
