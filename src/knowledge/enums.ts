import { WINHTTP_CALLBACKS } from './ancm.ts';

/**
 * Values that FREB stores as numbers and names in `freb:Description`. The names are fixed constants of IIS; they are
 * needed where a description is missing (low verbosity, damaged event, other language of the tool that saved it).
 */

/** NotificationStatus of NOTIFY_MODULE_END. Source: iis-notification-status. */
const NOTIFICATION_STATUS: ReadonlyMap<number, string> = new Map([
  [0, 'NOTIFICATION_CONTINUE'],
  [1, 'NOTIFICATION_PENDING'],
  [2, 'NOTIFICATION_FINISH_REQUEST'],
]);

/** FILTER_*_END of ISAPI filters writes another set under the same field name. Source: real traces. */
const FILTER_STATUS: ReadonlyMap<number, string> = new Map([
  [134217728, 'SF_STATUS_REQ_FINISHED'],
  [134217729, 'SF_STATUS_REQ_FINISHED_KEEP_CONN'],
  [134217730, 'SF_STATUS_REQ_NEXT_NOTIFICATION'],
  [134217731, 'SF_STATUS_REQ_HANDLED_NOTIFICATION'],
  [134217732, 'SF_STATUS_REQ_ERROR'],
  [134217733, 'SF_STATUS_REQ_READ_NEXT'],
]);

/** AuthType and AuthTypeSupported. NT stands even for anonymous requests. Source: perfview, real traces. */
const AUTH_TYPES: ReadonlyMap<number, string> = new Map([
  [1, 'Anonymous'],
  [2, 'Basic'],
  [4, 'NT'],
  [16, 'Digest'],
  [64, 'Passport'],
  [128, 'CertMap'],
]);

/** TokenImpersonationLevel of AUTH_SUCCEEDED. Source: perfview, real traces. */
const IMPERSONATION_LEVELS: ReadonlyMap<number, string> = new Map([
  [1, 'ImpersonationIdentify'],
  [2, 'ImpersonationImpersonate'],
  [3, 'ImpersonationDelegate'],
]);

/** Reason of HTTPSYS_CACHEABLE: why HTTP.sys may not keep the response. Source: iis-kernel-cache, real traces. */
const HTTPSYS_REASONS: ReadonlyMap<number, string> = new Map(
  [
    'OK',
    'NO_METADATA',
    'HTTPSYS_CACHE_DISABLED',
    'FILE_COMPRESSIBLE',
    'FOOTER_ENABLED',
    'SUPRESSING_ENTITY',
    'URL_CHANGE_BY_FILTER',
    'HTTP_STATUS_NOT_OK',
    'CHILD_REQUEST',
    'HANDLER_HTTPSYS_UNFRIENDLY',
    'FILTER_CACHE_UNAWARE',
    'NON_ANONYMOUS_ACCESS',
    'IP_RESTRICTION_SET',
    'CUSTOM_LOGGING',
    'SSL_RESTRICTION',
    'ISAPI_NOT_CACHING',
    'STATIC_REQUEST_QUERYSTRING',
    'RESPONSE_MORE_DATA',
    'FILE_NOT_CACHED',
    'RESPONSE_SENDING_RAW_HEADERS',
    'DYNAMIC_COMPRESSION_ENABLED',
    'NO_PIPELINE_ENABLE',
    'VERB_NOT_GET',
    'NO_CACHE_INVALIDATOR',
    'HANDLER_CHANGED',
    'REQUEST_FILTER_RULE',
  ].map((name, ix) => [ix, name]),
);

/** CachePolicy of HTTPSYS_CACHEABLE. Source: iis-kernel-cache, real traces. */
const CACHE_POLICIES: ReadonlyMap<number, string> = new Map([
  [0, 'NO_CACHE'],
  [1, 'USER_INVALIDATES'],
  [2, 'TIME_TO_LIVE'],
]);

/** Reasons that both compression modules share. Source: perfview, real traces. */
const COMPRESSION_REASONS = [
  [1, 'NO_ACCEPT_ENCODING'],
  [2, 'COMPRESSION_DISABLED'],
  [3, 'NO_COMPRESSION_10'],
  [4, 'NO_COMPRESSION_PROXY'],
  [5, 'NO_MATCHING_SCHEME'],
  [6, 'UNKNOWN_ERROR'],
] as const;

const STATIC_COMPRESSION_REASONS: ReadonlyMap<number, string> = new Map([
  ...COMPRESSION_REASONS,
  [7, 'NO_COMPRESSION_RANGE'],
  [8, 'FILE_TOO_SMALL'],
  [9, 'FILE_ENCRYPTED'],
  [10, 'COMPRESS_FILE_NOT_FOUND'],
  [11, 'COMPRESS_FILE_STALE'],
  [12, 'NO_MATCHING_CONTENT_TYPE'],
  [13, 'FOOTER_ENABLED'],
  [14, 'NOT_FREQUENTLY_HIT'],
  [15, 'FAIL_TO_COMPRESS'],
]);

const DYNAMIC_COMPRESSION_REASONS: ReadonlyMap<number, string> = new Map([
  ...COMPRESSION_REASONS,
  [7, 'HEADERS_SENT_TWICE'],
  [8, 'NO_HEADER_SENT'],
  [9, 'NOT_SUCCESS_STATUS'],
  [10, 'ALREADY_CONTENT_ENCODING'],
  [11, 'NO_COMPRESSION_RANGE'],
  [12, 'NO_MATCHING_CONTENT_TYPE'],
]);

/** Reason of GENERAL_NOT_SEND_CUSTOM_ERROR: why the error page of IIS did not replace the body. Source: real traces. */
const CUSTOM_ERROR_REASONS: ReadonlyMap<number, string> = new Map([
  [0, 'UNKNOWN'],
  [1, 'SETSTATUS_SUCCESS'],
  [2, 'SETSTATUS_TRYSKIP'],
  [3, 'EXISTINGRESPONSE_PASSTHROUGH'],
  [4, 'EXISTINGRESPONSE_AUTO'],
]);

/** requestStatus of the ANCM in-process events. Source: v2-events. */
const REQUEST_STATUS: ReadonlyMap<number, string> = new Map([
  [0, 'continue'],
  [1, 'pending'],
  [2, 'finish request'],
]);

/** Of the rewrite module, in the order of its configuration schema. Zero seen in traces. Source: url-rewrite. */
const REWRITE_SCOPES: ReadonlyMap<number, string> = new Map([
  [0, 'Global'],
  [1, 'Distributed'],
]);
const REWRITE_TYPES: ReadonlyMap<number, string> = new Map([
  [0, 'Inbound'],
  [1, 'Outbound'],
]);
const PATTERN_SYNTAX: ReadonlyMap<number, string> = new Map([
  [0, 'Regex'],
  [1, 'Wildcard'],
  [2, 'ExactMatch'],
]);
const LOGICAL_GROUPING: ReadonlyMap<number, string> = new Map([
  [0, 'MatchAll'],
  [1, 'MatchAny'],
]);
const MATCH_TYPES: ReadonlyMap<number, string> = new Map([
  [0, 'Pattern'],
  [1, 'IsFile'],
  [2, 'IsDirectory'],
]);

const BY_FIELD: ReadonlyMap<string, ReadonlyMap<number, string>> = new Map([
  ['NotificationStatus', NOTIFICATION_STATUS],
  ['AuthType', AUTH_TYPES],
  ['AuthTypeSupported', AUTH_TYPES],
  ['RequestAuthType', AUTH_TYPES],
  ['PatternSyntax', PATTERN_SYNTAX],
  ['LogicalGrouping', LOGICAL_GROUPING],
  ['MatchType', MATCH_TYPES],
  ['TokenImpersonationLevel', IMPERSONATION_LEVELS],
  ['requestStatus', REQUEST_STATUS],
  ['InternetStatus', WINHTTP_CALLBACKS],
]);

/** Fields whose numbers mean another thing at another event. */
const BY_EVENT: ReadonlyMap<string, ReadonlyMap<number, string>> = new Map([
  ['HTTPSYS_CACHEABLE/Reason', HTTPSYS_REASONS],
  ['HTTPSYS_CACHEABLE/CachePolicy', CACHE_POLICIES],
  ['URL_REWRITE_START/Scope', REWRITE_SCOPES],
  ['URL_REWRITE_START/Type', REWRITE_TYPES],
  ['STATIC_COMPRESSION_NOT_SUCCESS/Reason', STATIC_COMPRESSION_REASONS],
  ['DYNAMIC_COMPRESSION_NOT_SUCCESS/Reason', DYNAMIC_COMPRESSION_REASONS],
  ['GENERAL_NOT_SEND_CUSTOM_ERROR/Reason', CUSTOM_ERROR_REASONS],
]);

/** Name of an enumeration value of an event's field; '' when field or value is not known. */
export function enumName(eventName: string, fieldName: string, value: string): string {
  if (!/^\d{1,10}$/.test(value)) return '';
  return namesOf(eventName, fieldName)?.get(Number(value)) ?? '';
}

/** Number that a name of an event's field stands for, as viewers show it; null when field or name is not known. */
export function enumValue(eventName: string, fieldName: string, name: string): number | null {
  for (const [number, known] of namesOf(eventName, fieldName) ?? []) if (known === name) return number;
  return null;
}

function namesOf(eventName: string, fieldName: string): ReadonlyMap<number, string> | undefined {
  const isFilter = fieldName === 'NotificationStatus' && eventName.startsWith('FILTER_');
  return isFilter ? FILTER_STATUS : (BY_EVENT.get(`${eventName}/${fieldName}`) ?? BY_FIELD.get(fieldName));
}
