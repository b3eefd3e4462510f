import type { SourceKey } from './sources.ts';

/** One attribute of the `aspNetCore` element. */
export interface SettingFact {
  readonly attribute: string;
  /** As written in configuration; '' for none. */
  readonly defaultValue: string;
  readonly type: 'text' | 'seconds' | 'timeSpan' | 'boolean' | 'count' | 'choice';
  /** Inclusive, in the unit of `type` (milliseconds for timeSpan); null where there is none. */
  readonly range: { readonly min: number; readonly max: number } | null;
  readonly choices: readonly string[];
  /** Hosting models in which it has an effect. */
  readonly hosting: 'both' | 'in-process' | 'out-of-process';
  readonly versions: string;
  readonly meaning: string;
  readonly sources: readonly SourceKey[];
}

type Row = Pick<SettingFact, 'attribute' | 'defaultValue' | 'type' | 'meaning'> & Partial<SettingFact>;

const setting = (row: Row): SettingFact => ({
  range: null,
  choices: [],
  hosting: 'both',
  versions: 'all',
  sources: ['docs-ancm', 'v1-schema', 'v2-schema'],
  ...row,
});

/** Attributes with defaults and ranges of the schema files that ship with the module. */
export const ASPNETCORE_SETTINGS: readonly SettingFact[] = [
  setting({
    attribute: 'processPath',
    defaultValue: '',
    type: 'text',
    meaning: 'Program to start: dotnet, or the executable of the application. Needed.',
  }),
  setting({
    attribute: 'arguments',
    defaultValue: '',
    type: 'text',
    meaning: 'Arguments of the program. With dotnet the dll of the application must stand here.',
  }),
  setting({
    attribute: 'hostingModel',
    defaultValue: '',
    type: 'choice',
    choices: ['inprocess', 'outofprocess'],
    versions: '1.0.1985 and later; V2 acts on it',
    meaning: 'Where the application runs. Empty means out-of-process.',
    sources: ['docs-ancm', 'v2-schema'],
  }),
  setting({
    attribute: 'requestTimeout',
    defaultValue: '00:02:00',
    type: 'timeSpan',
    range: { min: 0, max: 1_296_000_000 },
    hosting: 'out-of-process',
    versions: 'whole minutes up to 2.0, seconds from 2.1',
    meaning: 'How long ANCM waits for each step of the back end; 0 is no limit. Has no effect in-process.',
    sources: ['docs-ancm', 'v1-schema', 'v2-schema', 'iisint-546', 'aspnetcore-23160'],
  }),
  setting({
    attribute: 'startupTimeLimit',
    defaultValue: '120',
    type: 'seconds',
    range: { min: 0, max: 3600 },
    meaning: 'How long the application may take until it listens. 0 is not "no limit".',
  }),
  setting({
    attribute: 'shutdownTimeLimit',
    defaultValue: '10',
    type: 'seconds',
    range: { min: 0, max: 600 },
    meaning: 'How long the application may take to stop before it is killed.',
  }),
  setting({
    attribute: 'rapidFailsPerMinute',
    defaultValue: '10',
    type: 'count',
    range: { min: 0, max: 100 },
    hosting: 'out-of-process',
    meaning:
      'Failures in one minute after which ANCM starts nothing until the minute ends. Not the rapid-fail protection of the pool.',
  }),
  setting({
    attribute: 'processesPerApplication',
    defaultValue: '1',
    type: 'count',
    range: { min: 1, max: 100 },
    hosting: 'out-of-process',
    meaning: 'Number of back-end processes. More than one splits state that is held in memory.',
  }),
  setting({
    attribute: 'stdoutLogEnabled',
    defaultValue: 'false',
    type: 'boolean',
    meaning:
      'Writes what the process prints to a file. For finding a fault only: the file has no size limit and is never rolled.',
    sources: ['docs-ancm', 'docs-logs'],
  }),
  setting({
    attribute: 'stdoutLogFile',
    defaultValue: '.\\aspnetcore-stdout',
    type: 'text',
    meaning: 'Path prefix of that file. The folder must exist and be writable for the pool identity.',
    sources: ['docs-ancm', 'docs-logs'],
  }),
  setting({
    attribute: 'forwardWindowsAuthToken',
    defaultValue: 'true',
    type: 'boolean',
    hosting: 'out-of-process',
    versions: 'default was false before 1.0.1972',
    meaning: 'Hands the Windows token of the user to the application.',
  }),
  setting({
    attribute: 'disableStartUpErrorPage',
    defaultValue: 'false',
    type: 'boolean',
    meaning:
      'Hides the page of a failed start. Out-of-process the status then is 502.3 instead of 502.5, and V2 masks the code as 0x80004005.',
    sources: ['docs-ancm', 'v2-error-page', 'v1-forward'],
  }),
  setting({
    attribute: 'recycleOnFileChange',
    defaultValue: '',
    type: 'text',
    versions: 'in the schema only',
    meaning: 'Defined and not used.',
  }),
];

/** The entry of an `aspNetCore` attribute, case ignored; null when it is not known. */
export function aspNetCoreSetting(attribute: string): SettingFact | null {
  const wanted = attribute.toLowerCase();
  return ASPNETCORE_SETTINGS.find((fact) => fact.attribute.toLowerCase() === wanted) ?? null;
}

const TIME_SPAN = /^(?:(\d{1,4})\.)?(\d{1,4}):(\d{1,2}):(\d{1,2})(?:\.\d{1,7})?$/;

/**
 * Milliseconds of a time span as configuration writes it (`00:02:00`, `1.00:00:00`), null when it is none or when its
 * minutes or seconds reach 60: IIS refuses such a value, `00:60:00` has to be written `01:00:00`.
 */
export function timeSpanMs(text: string): number | null {
  const match = TIME_SPAN.exec(text.trim());
  if (!match) return null;
  const [, days = '0', hours = '0', minutes = '0', seconds = '0'] = match;
  if (Number(minutes) > 59 || Number(seconds) > 59) return null;
  return (((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}
