import { counted } from '../../../text/numbers.ts';

/** Words of the tab `Configuration`. */
export const CONFIGURATION = {
  tab: 'Configuration',
  noneTitle: 'No configuration of this site is open',
  none: 'Drop the web.config of the application here. With applicationHost.config (%windir%\\System32\\inetsrv\\config) settings of the server count too. On App Service: site/wwwroot/web.config, from Kudu or the deployment.',
  failed: 'The configuration could not be checked',
  from: (paths: readonly string[]) => (paths.length === 1 ? 'From' : `From ${counted(paths.length, 'file')}:`),
  bearing: 'Settings that bear on this verdict',
  noBearing: 'No setting bears on this verdict.',
  setting: 'Setting',
  value: 'Value in force',
  origin: 'Where it comes from',
  default: 'default; no open file sets it',
  line: (line: number) => `line ${line}`,
  location: (path: string) => `location "${path}"`,
  replaces: 'replaces',
  findings: 'What to change',
  noFindings: 'Nothing else stands out in this configuration.',
  kinds: { problem: 'problem', advice: 'advice' },
  copy: 'Copy XML',
} as const;
