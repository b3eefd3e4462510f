import { epochMs } from '../model/units.ts';
import type { InputName, MissingInput } from '../model/verdict.ts';
import type { Scene } from './scene.ts';

type Askable = Exclude<InputName, 'trace'>;

/** Usual places: `SITE` is replaced by the site id. */
const PLACES: Readonly<Record<Askable, { readonly what: string; readonly iis: string; readonly appService: string }>> =
  {
    eventLog: {
      what: 'the Application event log',
      iis: String.raw`%SystemRoot%\System32\winevt\Logs\Application.evtx (Event Viewer, Windows Logs, Application)`,
      appService: 'LogFiles/eventlog.xml',
    },
    stdout: {
      what: 'the stdout log of the application',
      iis: String.raw`folder of stdoutLogFile in web.config, usually logs\stdout_*.log below the content root`,
      appService: 'LogFiles/stdout_*.log',
    },
    appLog: {
      what: "the application's own log",
      iis: 'where the application writes it',
      appService: 'LogFiles/Application/*.txt or Application Insights',
    },
    logRows: {
      what: 'the IIS log',
      iis: String.raw`%SystemDrive%\inetpub\logs\LogFiles\W3SVCSITE\u_ex*.log`,
      appService: 'LogFiles/http/RawLogs/*.log',
    },
    httpErr: {
      what: 'the HTTPERR log',
      iis: String.raw`%SystemRoot%\System32\LogFiles\HTTPERR\httperr*.log`,
      appService: 'not available; use Diagnose and solve problems in the portal',
    },
    config: {
      what: 'the web.config of the application',
      iis: 'web.config in the content root of the application',
      appService: 'site/wwwroot/web.config',
    },
    otherTraces: {
      what: 'the other traces of the same minutes',
      iis: String.raw`%SystemDrive%\inetpub\logs\FailedReqLogFiles\W3SVCSITE\fr*.xml`,
      appService: 'LogFiles/W3SVC*/fr*.xml',
    },
  };

const AROUND_MS = 120_000;

/** The inputs of this list that are not loaded, each with what it would tell, where it lies and which minutes matter. */
export function missing(scene: Scene, ...asked: readonly (readonly [Askable, string])[]): readonly MissingInput[] {
  const site = scene.trace?.trace.request.siteId ?? null;
  const { at } = scene;
  const window = at === null ? null : { from: epochMs(at - AROUND_MS), to: epochMs(at + AROUND_MS) };
  return asked
    .filter(([input]) => scene.inputs[input].length === 0)
    .map(([input, tells]) => {
      const place = PLACES[input];
      const pathIis = place.iis.replace('SITE', site === null ? '<site id>' : String(site));
      const text = `${capital(place.what)} would tell ${tells}.`;
      return { input, text, pathIis, pathAppService: place.appService, window };
    });
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
