import { ancmVersion } from '../../knowledge/ancm.ts';
import type { ConfigFinding } from '../../model/config-check.ts';
import type { Cause } from '../../model/verdict.ts';
import { type Check, finding, hostingOf, setAspNetCore, versionOf } from './context.ts';

const START_CAUSES: ReadonlySet<Cause> = new Set<Cause>([
  'process-launch-failed',
  'bad-web-config',
  'runtime-missing',
  'bitness-mismatch',
  'startup-crash',
  'process-start-timeout',
  'port-binding',
]);

const PLACEHOLDER = /%(?:LAUNCHER_PATH|LAUNCHER_ARGS)%|\{\{.*?\}\}|#\{.*?\}#?|__[A-Z][A-Z_]+__/i;

/** The program to start: left-over placeholders, nothing, or dotnet without an application. */
export const program: Check = (config) => {
  if (!config.hasAspNetCore) return [];
  const path = config.get('aspNetCore', 'processPath');
  const args = config.get('aspNetCore', 'arguments');
  for (const setting of [path, args]) {
    const placeholder = setting === null ? null : PLACEHOLDER.exec(setting.value)?.[0];
    if (setting === null || !placeholder) continue;
    return [
      finding(
        'process-path-placeholder',
        'problem',
        `${setting.attribute} still holds the placeholder ${placeholder}: the source folder was copied, where publishing would have replaced it. The program cannot be started.`,
        setting.place,
        setAspNetCore(
          config,
          'Deploy the output of dotnet publish; by hand, name the program and the dll of the application.',
          {
            processPath: 'dotnet',
            arguments: '.\\YourApp.dll',
          },
        ),
        ['docs-errors', 'docs-webconfig'],
      ),
    ];
  }
  if (path === null || path.value.trim() === '') {
    return [
      finding(
        'process-path-empty',
        'problem',
        'processPath is empty, so there is nothing to start.',
        path?.place ?? args?.place ?? null,
        setAspNetCore(config, 'Name the program to start.', { processPath: 'dotnet', arguments: '.\\YourApp.dll' }),
        ['docs-webconfig'],
      ),
    ];
  }
  if (/(?:^|[\\/])dotnet(?:\.exe)?$/i.test(path.value.trim()) && (args?.value.trim() ?? '') === '') {
    return [
      finding(
        'dotnet-without-arguments',
        'problem',
        'processPath is dotnet and arguments is empty: dotnet is started without an application and ends at once.',
        path.place,
        setAspNetCore(config, 'Name the dll of the application.', { arguments: '.\\YourApp.dll' }),
        ['docs-webconfig', 'v2-hostfxr'],
      ),
    ];
  }
  return [];
};

/** Hosting models that are misspelt, or that the module of the handler does not know. */
export const hostingModel: Check = (config, context) => {
  const setting = config.set('aspNetCore', 'hostingModel');
  if (setting === null || setting.value.trim() === '') return [];
  const value = setting.value.trim().toLowerCase();
  if (value !== 'inprocess' && value !== 'outofprocess') {
    return [
      finding(
        'hosting-model-unknown',
        'problem',
        `hostingModel="${setting.value}" is neither inprocess nor outofprocess: the configuration is refused.`,
        setting.place,
        setAspNetCore(config, 'Use one of the two words, without hyphens.', {
          hostingModel: value.replaceAll(/[^a-z]/g, '').startsWith('out') ? 'outofprocess' : 'inprocess',
        }),
        ['docs-webconfig', 'v2-schema'],
      ),
    ];
  }
  const processes = config.set('aspNetCore', 'processesPerApplication');
  const findings: ConfigFinding[] = [];
  if (value === 'inprocess' && versionOf(config, context) === 'V1') {
    findings.push(
      finding(
        'in-process-needs-v2',
        'problem',
        'hostingModel="inprocess" stands beside the handler AspNetCoreModule, which can only host out-of-process: the application runs in a process of its own.',
        setting.place,
        {
          text: 'Name AspNetCoreModuleV2 in the handler, and install the hosting bundle that brings it.',
          code: '<add name="aspNetCore" path="*" verb="*" modules="AspNetCoreModuleV2" resourceType="Unspecified" />',
        },
        ['docs-ancm'],
      ),
    );
  }
  if (hostingOf(config, context) === 'in-process' && processes !== null && Number(processes.value) > 1) {
    findings.push(
      finding(
        'processes-in-process',
        'problem',
        `processesPerApplication="${processes.value}" has no effect in-process: there is one process, the worker.`,
        processes.place,
        setAspNetCore(config, 'Take the attribute out.', { processesPerApplication: null }),
        ['docs-ancm', 'v2-schema'],
      ),
    );
  }
  return findings;
};

/** A handler of ANCM is missing where its section stands. */
export const handler: Check = (config) => {
  if (!config.hasAspNetCore || config.handlers.some((one) => ancmVersion(one.modules) !== null)) return [];
  const place =
    config.settings.find((setting) => setting.element === 'aspNetCore' && setting.place !== null)?.place ?? null;
  return [
    finding(
      'handler-missing',
      'problem',
      'The aspNetCore section is there and no handler names the module, so no request reaches the application.',
      place,
      {
        text: 'Add the handler.',
        code: '<handlers>\n  <add name="aspNetCore" path="*" verb="*" modules="AspNetCoreModuleV2" resourceType="Unspecified" />\n</handlers>',
      },
      ['docs-webconfig'],
    ),
  ];
};

/** stdout logs that were forgotten, or that would help now. */
export const stdoutLog: Check = (config, context) => {
  const setting = config.get('aspNetCore', 'stdoutLogEnabled');
  if (setting === null) return [];
  const on = setting.value.toLowerCase() === 'true';
  const wanted = context.cause !== null && START_CAUSES.has(context.cause);
  if (on && !wanted) {
    return [
      finding(
        'stdout-log-left-on',
        'advice',
        'stdoutLogEnabled is on. The file has no size limit and is never rolled, so it grows until the disk is full.',
        setting.place,
        setAspNetCore(config, 'Switch it off, and use a logging provider for what has to stay.', {
          stdoutLogEnabled: 'false',
        }),
        ['docs-logs'],
      ),
    ];
  }
  if (on || !wanted) return [];
  return [
    finding(
      'stdout-log-off',
      'advice',
      'stdoutLogEnabled is off, so what the application says as it fails to start is kept only in the event log, and cut short there.',
      setting.place,
      setAspNetCore(
        config,
        'Switch it on, create the folder logs beside web.config with write rights for the pool identity, and switch it off again afterwards.',
        {
          stdoutLogEnabled: 'true',
          stdoutLogFile: '.\\logs\\stdout',
        },
      ),
      ['docs-logs', 'docs-troubleshoot'],
    ),
  ];
};

/** The page of a failed start is switched off: the codes are masked. */
export const maskedErrors: Check = (config, context) => {
  const setting = config.set('aspNetCore', 'disableStartUpErrorPage');
  if (setting === null || setting.value.toLowerCase() !== 'true') return [];
  const masked =
    versionOf(config, context) === 'V2' ? ', and pages of the module carry 0x80004005 in place of the true code' : '';
  return [
    finding(
      'startup-error-page-disabled',
      'advice',
      `disableStartUpErrorPage is on: a failed start shows as 502.3 rather than 502.5${masked}.`,
      setting.place,
      setAspNetCore(config, 'Switch it off while the fault is looked for.', { disableStartUpErrorPage: 'false' }),
      ['v2-error-page', 'v1-forward'],
    ),
  ];
};

const FIXED_URL = /^(?:ASPNETCORE|DOTNET)_(?:URLS|HTTP_PORTS|HTTPS_PORTS)$|^ASPNETCORE_PORT$|^Kestrel__Endpoints/i;

/** Environment variables that make the application listen elsewhere than ANCM looks. */
export const fixedPort: Check = (config, context) => {
  if (hostingOf(config, context) !== 'out-of-process') return [];
  const names = [...new Set(config.environmentVariables.filter((name) => FIXED_URL.test(name)))];
  if (names.length === 0) return [];
  return [
    finding(
      'fixed-port',
      'advice',
      `${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} set for the application. The module chooses the port itself and looks only there; an application that listens elsewhere never becomes ready.`,
      null,
      {
        text: 'Take the variables out and let the IIS integration set the address.',
        code: names.map((name) => `<!-- take out --> <environmentVariable name="${name}" value="..." />`).join('\n'),
      },
      ['docs-ancm', 'v2-process'],
    ),
  ];
};
