import type { AroundApi } from './questions/around.ts';
import type { CodesApi } from './questions/codes.ts';
import type { CompareApi } from './questions/compare.ts';
import type { ConfigApi } from './questions/config.ts';
import type { EventsApi } from './questions/events.ts';
import type { FilesApi } from './questions/files.ts';
import type { GuidesApi } from './questions/guides.ts';
import type { IncidentsApi } from './questions/incidents.ts';
import type { LogsApi } from './questions/logs.ts';
import type { ModulesApi } from './questions/modules.ts';
import type { OverviewApi } from './questions/overview.ts';
import type { RequestsApi } from './questions/requests.ts';
import type { TracesApi } from './questions/traces.ts';

/** Everything the page and the headless run may ask, by area. A new area is one file in `questions/` and one name here. */
export interface Engine
  extends
    FilesApi,
    RequestsApi,
    TracesApi,
    EventsApi,
    IncidentsApi,
    OverviewApi,
    CodesApi,
    LogsApi,
    ConfigApi,
    GuidesApi,
    ModulesApi,
    CompareApi,
    AroundApi {}
