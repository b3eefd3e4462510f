/**
 * What the writer puts around an event, by event name, so that a test states only what matters to it.
 * Facts: the format description of FREB traces (areas, opcode numbers, levels). Table data, not logic.
 */
export interface EventShape {
  readonly provider: 'www' | 'aspnet';
  readonly area: AreaName;
  readonly opcode: number;
  readonly level: number;
}

export type AreaName =
  | 'general'
  | 'auth'
  | 'security'
  | 'filter'
  | 'cache'
  | 'compression'
  | 'notify'
  | 'rewrite'
  | 'ancm'
  | 'module'
  | 'none'
  | 'aspnetInfrastructure'
  | 'aspnetModule'
  | 'aspnetPage'
  | 'aspnetAppServices'
  | 'aspnetAll';

interface AreaShape {
  readonly guid: string;
  readonly keywords: string;
  readonly keywordNames: readonly string[];
}

const ASPNET_GUID = '06A01367-79D3-4594-8EB3-C721603C4679';

/** Area guid, keyword flag and keyword names. */
export const AREAS: Readonly<Record<AreaName, AreaShape>> = {
  general: { guid: 'D42CF7EF-DE92-473E-8B6C-621EA663113A', keywords: '0x0', keywordNames: [] },
  auth: { guid: 'C33BBE8F-985B-4080-81E6-005F1A06B9E2', keywords: '0x2', keywordNames: ['Authentication'] },
  security: { guid: '29347FFB-BA48-41E6-BFFD-469C5E543CA5', keywords: '0x4', keywordNames: ['Security'] },
  filter: { guid: '00237F0D-73EB-4BCF-A232-126693595847', keywords: '0x8', keywordNames: ['Filter'] },
  compression: { guid: 'E60CEE96-4472-448D-A13C-2170B18220EC', keywords: '0x40', keywordNames: ['Compression'] },
  cache: { guid: 'AC1D69F1-BF33-4CA0-9313-BCA13873E1DC', keywords: '0x80', keywordNames: ['Cache'] },
  notify: { guid: '002E91E3-E7AE-44AB-8E07-99230FFA6ADE', keywords: '0x100', keywordNames: ['RequestNotifications'] },
  module: { guid: 'D79A948E-95F1-417B-A731-B7A79DEC7AE5', keywords: '0x200', keywordNames: ['Module'] },
  rewrite: { guid: '0469ABFA-1BB2-466A-B645-E3E15A02F38B', keywords: '0x400', keywordNames: ['Rewrite'] },
  ancm: { guid: '82ADEAD7-12B2-4781-BDCA-5A4B6C757191', keywords: '0x10000', keywordNames: ['ANCM'] },
  none: { guid: '00000000-0000-0000-0000-000000000000', keywords: '0x0', keywordNames: [] },
  aspnetInfrastructure: { guid: ASPNET_GUID, keywords: '0x1', keywordNames: ['Infrastructure'] },
  aspnetModule: { guid: ASPNET_GUID, keywords: '0x2', keywordNames: ['Module'] },
  aspnetPage: { guid: ASPNET_GUID, keywords: '0x4', keywordNames: ['Page'] },
  aspnetAppServices: { guid: ASPNET_GUID, keywords: '0x8', keywordNames: ['AppServices'] },
  aspnetAll: { guid: ASPNET_GUID, keywords: '0xf', keywordNames: [] },
};

export const PROVIDERS = {
  www: { name: 'WWW Server', guid: '{3A2A4E84-4C21-4981-AE10-3FDA0D9B0F83}', version: 1 },
  aspnet: { name: 'ASPNET', guid: '{AFF081FE-0247-4275-9C4E-021F3DC1DA35}', version: 0 },
} as const;

/** `area: [opcode, level, name]...` */
const NAMES: Readonly<Partial<Record<AreaName, readonly (readonly [number, number, string])[]>>> = {
  general: [
    [1, 0, 'GENERAL_REQUEST_START'],
    [2, 0, 'GENERAL_REQUEST_END'],
    [10, 0, 'GENERAL_STATIC_FILE_HANDLER'],
    [12, 0, 'GENERAL_ISAPI_HANDLER'],
    [30, 4, 'GENERAL_GET_URL_METADATA'],
    [31, 0, 'GENERAL_CHILD_REQUEST_START'],
    [32, 0, 'GENERAL_CHILD_REQUEST_END'],
    [33, 0, 'GENERAL_SEND_CUSTOM_ERROR'],
    [35, 4, 'GENERAL_FLUSH_RESPONSE_START'],
    [36, 4, 'GENERAL_FLUSH_RESPONSE_END'],
    [37, 4, 'GENERAL_READ_ENTITY_START'],
    [38, 4, 'GENERAL_READ_ENTITY_END'],
    [41, 4, 'VIRTUAL_MODULE_UNRESOLVED'],
    [42, 4, 'URL_CHANGED'],
    [43, 4, 'HANDLER_CHANGED'],
    [44, 4, 'USER_SET'],
    [45, 4, 'MODULE_PRECONDITION_NOT_MATCH'],
    [46, 4, 'HANDLER_PRECONDITION_NOT_MATCH'],
    [47, 4, 'GENERAL_RESPONSE_HEADERS'],
    [48, 5, 'GENERAL_RESPONSE_ENTITY_FILE'],
    [49, 5, 'GENERAL_RESPONSE_ENTITY_BUFFER'],
    [50, 4, 'GENERAL_REQUEST_HEADERS'],
    [51, 5, 'GENERAL_REQUEST_ENTITY'],
    [52, 5, 'GENERAL_NOT_SEND_CUSTOM_ERROR'],
    [53, 5, 'GENERAL_SET_REQUEST_HEADER'],
    [54, 2, 'GENERAL_MODULE_FACTORY_FAILED'],
    [55, 4, 'GENERAL_ENDPOINT_INFORMATION'],
    [56, 4, 'GENERAL_SET_RESPONSE_HEADER'],
  ],
  notify: [
    [1, 5, 'NOTIFY_MODULE_START'],
    [2, 5, 'NOTIFY_MODULE_END'],
    [3, 5, 'NOTIFY_MODULE_COMPLETION'],
    [4, 5, 'PRE_BEGIN_REQUEST_START'],
    [5, 5, 'PRE_BEGIN_REQUEST_END'],
    [15, 2, 'REQUEST_PROCESSING_ERROR'],
    [16, 3, 'MODULE_SET_RESPONSE_ERROR_STATUS'],
    [17, 4, 'MODULE_SET_RESPONSE_SUCCESS_STATUS'],
    [18, 3, 'SET_RESPONSE_ERROR_DESCRIPTION'],
  ],
  auth: [
    [10, 4, 'AUTH_START'],
    [11, 4, 'AUTH_SUCCEEDED'],
    [17, 3, 'AUTH_BASIC_LOGON_FAILED'],
    [21, 3, 'AUTH_SSPI_LOGON_FAILED'],
    [27, 4, 'AUTH_REQUEST_AUTH_TYPE'],
    [28, 4, 'AUTH_END'],
  ],
  security: [
    [14, 3, 'SECURITY_FILE_ACCESS_DENIED'],
    [18, 3, 'SECURITY_DENIED_BY_ACCESS_FLAGS'],
  ],
  filter: [
    [1, 0, 'FILTER_START'],
    [2, 0, 'FILTER_END'],
    [13, 4, 'FILTER_PREPROC_HEADERS_START'],
    [14, 4, 'FILTER_PREPROC_HEADERS_END'],
    [19, 4, 'FILTER_AUTH_COMPLETE_START'],
    [20, 4, 'FILTER_AUTH_COMPLETE_END'],
    [31, 4, 'FILTER_SET_REQ_HEADER'],
  ],
  cache: [
    [10, 4, 'FILE_CACHE_ACCESS_START'],
    [11, 4, 'FILE_CACHE_ACCESS_END'],
    [12, 4, 'URL_CACHE_ACCESS_START'],
    [13, 4, 'URL_CACHE_ACCESS_END'],
    [14, 4, 'HTTPSYS_CACHEABLE'],
    [15, 4, 'OUTPUT_CACHE_LOOKUP_START'],
    [16, 4, 'OUTPUT_CACHE_LOOKUP_END'],
    [20, 4, 'FILE_CACHE_CREATE_FILE'],
  ],
  compression: [
    [1, 4, 'STATIC_COMPRESSION_START'],
    [3, 4, 'STATIC_COMPRESSION_NOT_SUCCESS'],
    [11, 4, 'STATIC_COMPRESSION_END'],
    [6, 4, 'DYNAMIC_COMPRESSION_START'],
    [7, 4, 'DYNAMIC_COMPRESSION_SUCCESS'],
    [8, 4, 'DYNAMIC_COMPRESSION_NOT_SUCCESS'],
    [9, 5, 'DYNAMIC_COMPRESSION_DO'],
    [10, 4, 'DYNAMIC_COMPRESSION_END'],
  ],
  rewrite: [
    [1, 4, 'URL_REWRITE_START'],
    [2, 4, 'URL_REWRITE_END'],
    [3, 5, 'RULE_EVALUATION_START'],
    [4, 5, 'RULE_EVALUATION_END'],
    [5, 5, 'CONDITIONS_EVALUATION_START'],
    [6, 5, 'CONDITIONS_EVALUATION_END'],
    [10, 5, 'PATTERN_MATCH'],
    [11, 5, 'CONDITION_EVALUATION'],
  ],
  ancm: [
    [1, 4, 'ANCM_START_APPLICATION_SUCCESS'],
    [2, 2, 'ANCM_START_APPLICATION_FAIL'],
    [3, 4, 'ANCM_REQUEST_FORWARD_START'],
    [4, 4, 'ANCM_REQUEST_FORWARD_END'],
    [5, 2, 'ANCM_REQUEST_FORWARD_FAIL'],
    [6, 4, 'ANCM_WINHTTP_CALLBACK'],
    [7, 4, 'ANCM_INPROC_EXECUTE_REQUEST_START'],
    [8, 5, 'ANCM_INPROC_EXECUTE_REQUEST_COMPLETION'],
    [9, 5, 'ANCM_INPROC_ASYNC_COMPLETION_START'],
    [10, 5, 'ANCM_INPROC_ASYNC_COMPLETION_COMPLETION'],
    [11, 4, 'ANCM_INPROC_REQUEST_SHUTDOWN'],
    [12, 4, 'ANCM_INPROC_REQUEST_DISCONNECT'],
    [13, 4, 'ANCM_INPROC_MANAGED_REQUEST_COMPLETION'],
    [14, 3, 'ANCM_HRESULT_FAILED'],
    [15, 3, 'ANCM_EXCEPTION_CAUGHT'],
  ],
  module: [
    [1, 5, 'MODULE_START'],
    [2, 5, 'MODULE_END'],
    [3, 1, 'MODULE_CRITICAL_ERROR'],
    [4, 2, 'MODULE_ERROR'],
    [5, 3, 'MODULE_WARNING'],
  ],
  none: [
    [0, 3, 'LOG_FILE_MAX_SIZE_TRUNCATE'],
    [0, 4, 'CUSTOM_ACTION_TRIGGER_LIMIT_EXCEEDED'],
  ],
  aspnetAll: [[1, 0, 'AspNetStart']],
  aspnetInfrastructure: [
    [7, 5, 'AspNetAppDomainEnter'],
    [8, 5, 'AspNetStartHandler'],
    [9, 5, 'AspNetEndHandler'],
    [12, 5, 'AspNetMapHandlerEnter'],
    [13, 5, 'AspNetMapHandlerLeave'],
  ],
  aspnetModule: [
    [10, 5, 'AspNetPipelineEnter'],
    [11, 5, 'AspNetPipelineLeave'],
  ],
  aspnetPage: [
    [18, 4, 'AspNetHttpHandlerEnter'],
    [19, 4, 'AspNetHttpHandlerLeave'],
    [22, 5, 'AspNetPagePreInitEnter'],
    [23, 5, 'AspNetPagePreInitLeave'],
    [24, 5, 'AspNetPageInitEnter'],
    [25, 5, 'AspNetPageInitLeave'],
    [30, 5, 'AspNetPageLoadEnter'],
    [31, 5, 'AspNetPageLoadLeave'],
    [36, 5, 'AspNetPagePreRenderEnter'],
    [37, 5, 'AspNetPagePreRenderLeave'],
    [38, 5, 'AspNetPageSaveViewstateEnter'],
    [39, 5, 'AspNetPageSaveViewstateLeave'],
    [40, 5, 'AspNetPageRenderEnter'],
    [41, 5, 'AspNetPageRenderLeave'],
  ],
  aspnetAppServices: [
    [42, 4, 'AspNetSessionDataBegin'],
    [43, 4, 'AspNetSessionDataEnd'],
  ],
};

const SHAPES = new Map<string, EventShape>();
for (const area of Object.keys(NAMES) as AreaName[]) {
  for (const [opcode, level, name] of NAMES[area] ?? []) {
    SHAPES.set(name, { provider: area.startsWith('aspnet') ? 'aspnet' : 'www', area, opcode, level });
  }
}

/** Shape of a known event name; an unknown name gets the general area, opcode 99, level 4. */
export function eventShape(name: string): EventShape {
  return SHAPES.get(name) ?? { provider: 'www', area: 'general', opcode: 99, level: 4 };
}

/** Notification bit by name; `ACQUIRE_REQUEST_STATE` is written `REQUEST_ACQUIRE_STATE` in traces. */
export const NOTIFICATION_BITS = {
  BEGIN_REQUEST: 1,
  AUTHENTICATE_REQUEST: 2,
  AUTHORIZE_REQUEST: 4,
  RESOLVE_REQUEST_CACHE: 8,
  MAP_REQUEST_HANDLER: 0x10,
  REQUEST_ACQUIRE_STATE: 0x20,
  PRE_EXECUTE_REQUEST_HANDLER: 0x40,
  EXECUTE_REQUEST_HANDLER: 0x80,
  RELEASE_REQUEST_STATE: 0x100,
  UPDATE_REQUEST_CACHE: 0x200,
  LOG_REQUEST: 0x400,
  END_REQUEST: 0x800,
  CUSTOM_NOTIFICATION: 0x10000000,
  SEND_RESPONSE: 0x20000000,
  READ_ENTITY: 0x40000000,
  MAP_PATH: 0x80000000,
} as const;

export type NotificationName = keyof typeof NOTIFICATION_BITS;
