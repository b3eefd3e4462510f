/** One area of events. */
export interface Area {
  readonly name: string;
  /** Flag in `traceProviderDefinitions`; 0 for the general area, which is always on. */
  readonly flag: number;
  /** `EventGuid`, upper case without braces. */
  readonly guid: string;
}

/** Areas of the provider `WWW Server`. Sources: real traces, perfview, ancm-areas, v2-events. */
export const WWW_AREAS: readonly Area[] = [
  { name: 'General', flag: 0, guid: 'D42CF7EF-DE92-473E-8B6C-621EA663113A' },
  { name: 'Authentication', flag: 0x2, guid: 'C33BBE8F-985B-4080-81E6-005F1A06B9E2' },
  { name: 'Security', flag: 0x4, guid: '29347FFB-BA48-41E6-BFFD-469C5E543CA5' },
  { name: 'Filter', flag: 0x8, guid: '00237F0D-73EB-4BCF-A232-126693595847' },
  { name: 'StaticFile', flag: 0x10, guid: '79B02104-0DB9-4CDA-A552-058D97C2ECFD' },
  { name: 'CGI', flag: 0x20, guid: 'E2E55403-0D2E-4609-A470-BE0DA04013C0' },
  { name: 'Compression', flag: 0x40, guid: 'E60CEE96-4472-448D-A13C-2170B18220EC' },
  { name: 'Cache', flag: 0x80, guid: 'AC1D69F1-BF33-4CA0-9313-BCA13873E1DC' },
  { name: 'RequestNotifications', flag: 0x100, guid: '002E91E3-E7AE-44AB-8E07-99230FFA6ADE' },
  { name: 'Module', flag: 0x200, guid: 'D79A948E-95F1-417B-A731-B7A79DEC7AE5' },
  { name: 'Rewrite', flag: 0x400, guid: '0469ABFA-1BB2-466A-B645-E3E15A02F38B' },
  { name: 'FastCGI', flag: 0x1000, guid: 'E3642ACC-3627-42B0-8372-867BAA033B07' },
  { name: 'ISAPI', flag: 0x2000, guid: '2E94E6C7-EDA0-4B73-9010-2529EDCE1C27' },
  { name: 'WebSocket', flag: 0x4000, guid: '2CE74327-08BE-425C-BFC5-1534FE7FEFA6' },
  { name: 'IISNODE', flag: 0x8000, guid: 'C85D1B99-A120-417D-8AE7-E02A30300DEA' },
  { name: 'ANCM', flag: 0x10000, guid: '82ADEAD7-12B2-4781-BDCA-5A4B6C757191' },
];

/** One trace provider with the areas that a rule can name. */
export interface Provider {
  readonly name: string;
  /** Upper case without braces. */
  readonly guid: string;
  /** Names as they stand in `traceAreas/add/@areas`; empty for providers without areas. */
  readonly areas: readonly string[];
}

/** Providers of IIS. Source: iis-trace-constants, iis-frt-areas. */
export const PROVIDERS: readonly Provider[] = [
  {
    name: 'WWW Server',
    guid: '3A2A4E84-4C21-4981-AE10-3FDA0D9B0F83',
    areas: WWW_AREAS.filter((area) => area.flag !== 0 && area.name !== 'ISAPI').map((area) => area.name),
  },
  {
    name: 'ASPNET',
    guid: 'AFF081FE-0247-4275-9C4E-021F3DC1DA35',
    areas: ['Infrastructure', 'Module', 'Page', 'AppServices'],
  },
  { name: 'ASP', guid: '06B94D9A-B15E-456E-A4EF-37C984A2CB4B', areas: [] },
  { name: 'ISAPI Extension', guid: 'A1C2040E-8840-4C31-BA11-9871031A19EA', areas: [] },
];

/** EventGuid of the events that ASP.NET Core Module V2 writes itself. */
export const ANCM_AREA_GUID = '82ADEAD7-12B2-4781-BDCA-5A4B6C757191';
