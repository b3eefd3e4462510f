import { escapeXml } from './freb-builder.ts';

/** One tracing rule as a test states it. */
export interface TracingInput {
  readonly path?: string;
  /** null: no WWW Server provider at all. */
  readonly areas?: string | null;
  readonly verbosity?: string;
  readonly statusCodes?: string;
  readonly timeTaken?: string;
}

/** What a web.config is made of. What is not given has the value that `dotnet publish` writes. */
export interface WebConfigInput {
  /** Attributes of aspNetCore; `null` leaves one out. false: no such element. */
  readonly aspNetCore?: Readonly<Record<string, string | null>> | false;
  /** Names only in tests of privacy: values of environment variables must never be kept. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly handlerSettings?: Readonly<Record<string, string>>;
  /** `modules` of the handler; null: no handlers element. */
  readonly module?: string | null;
  readonly tracing?: readonly TracingInput[];
  /** Path of the location element around system.webServer; null: none. */
  readonly location?: string | null;
  readonly inheritInChildApplications?: boolean;
  readonly maxAllowedContentLength?: string;
  /** Time-out of the ARR proxy element. */
  readonly proxyTimeout?: string;
  readonly newline?: '\r\n' | '\n';
}

const attribute = ([name, value]: readonly [string, string | null]): string =>
  value === null ? '' : ` ${name}="${escapeXml(value)}"`;

const attributes = (values: Readonly<Record<string, string | null>>): string =>
  Object.entries(values).map(attribute).join('');

/** Text of a web.config. */
export function webConfig(input: WebConfigInput = {}): string {
  const location = input.location === undefined ? '.' : input.location;
  const lines = ['<?xml version="1.0" encoding="utf-8"?>', '<configuration>'];
  if (location !== null) {
    lines.push(
      `  <location path="${escapeXml(location)}" inheritInChildApplications="${input.inheritInChildApplications ?? false}">`,
    );
  }
  lines.push('    <system.webServer>', ...webServer(input), '    </system.webServer>');
  if (location !== null) lines.push('  </location>');
  lines.push('</configuration>');
  return lines.join(input.newline ?? '\r\n');
}

function webServer(input: WebConfigInput): readonly string[] {
  const lines: string[] = [];
  const module = input.module === undefined ? 'AspNetCoreModuleV2' : input.module;
  if (module !== null) {
    lines.push(
      '      <handlers>',
      `        <add name="aspNetCore" path="*" verb="*" modules="${escapeXml(module)}" resourceType="Unspecified" />`,
      '      </handlers>',
    );
  }
  if (input.aspNetCore !== false) lines.push(...aspNetCore(input));
  if (input.maxAllowedContentLength !== undefined) {
    lines.push(
      '      <security>',
      '        <requestFiltering>',
      `          <requestLimits maxAllowedContentLength="${escapeXml(input.maxAllowedContentLength)}" />`,
      '        </requestFiltering>',
      '      </security>',
    );
  }
  if (input.proxyTimeout !== undefined)
    lines.push(`      <proxy enabled="true" timeout="${escapeXml(input.proxyTimeout)}" />`);
  if (input.tracing) lines.push(...tracing(input.tracing));
  return lines;
}

function aspNetCore(input: WebConfigInput): readonly string[] {
  const values = {
    processPath: 'dotnet',
    arguments: '.\\Contoso.App.dll',
    stdoutLogEnabled: 'false',
    stdoutLogFile: '.\\logs\\stdout',
    hostingModel: 'inprocess',
    ...(input.aspNetCore === false ? {} : input.aspNetCore),
  };
  const inner: string[] = [];
  if (input.environment) {
    inner.push('        <environmentVariables>');
    for (const [name, value] of Object.entries(input.environment)) {
      inner.push(`          <environmentVariable name="${escapeXml(name)}" value="${escapeXml(value)}" />`);
    }
    inner.push('        </environmentVariables>');
  }
  if (input.handlerSettings) {
    inner.push('        <handlerSettings>');
    for (const [name, value] of Object.entries(input.handlerSettings)) {
      inner.push(`          <handlerSetting name="${escapeXml(name)}" value="${escapeXml(value)}" />`);
    }
    inner.push('        </handlerSettings>');
  }
  if (inner.length === 0) return [`      <aspNetCore${attributes(values)} />`];
  return [`      <aspNetCore${attributes(values)}>`, ...inner, '      </aspNetCore>'];
}

const ALL_AREAS =
  'Authentication,Security,Filter,StaticFile,CGI,Compression,Cache,RequestNotifications,Module,Rewrite,WebSocket,ANCM';

function tracing(rules: readonly TracingInput[]): readonly string[] {
  const lines = ['      <tracing>', '        <traceFailedRequests>'];
  for (const rule of rules) {
    lines.push(`          <add path="${escapeXml(rule.path ?? '*')}">`, '            <traceAreas>');
    if (rule.areas !== null) {
      lines.push(
        `              <add provider="WWW Server" areas="${escapeXml(rule.areas ?? ALL_AREAS)}" verbosity="${escapeXml(rule.verbosity ?? 'Verbose')}" />`,
      );
    }
    const definitions = { statusCodes: rule.statusCodes ?? '400-599', timeTaken: rule.timeTaken ?? null };
    lines.push(
      '            </traceAreas>',
      `            <failureDefinitions${attributes(definitions)} />`,
      '          </add>',
    );
  }
  return [...lines, '        </traceFailedRequests>', '      </tracing>'];
}

/** A site of an applicationHost.config. */
export interface SiteInput {
  readonly id: number;
  readonly name: string;
  /** Path to pool; default: `/` in a pool of the name of the site. */
  readonly applications?: Readonly<Record<string, string>>;
}

/** Text of an applicationHost.config with sites and, by location path, the web server part of each. */
export function applicationHostConfig(
  sites: readonly SiteInput[],
  locations: Readonly<Record<string, WebConfigInput>> = {},
  global: WebConfigInput = { aspNetCore: false, module: null },
): string {
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<configuration>',
    '  <system.applicationHost>',
    '    <sites>',
  ];
  for (const site of sites) {
    lines.push(`      <site name="${escapeXml(site.name)}" id="${site.id}">`);
    for (const [path, pool] of Object.entries(site.applications ?? { '/': site.name })) {
      lines.push(
        `        <application path="${escapeXml(path)}" applicationPool="${escapeXml(pool)}">`,
        `          <virtualDirectory path="/" physicalPath="C:\\inetpub\\${escapeXml(site.name)}" />`,
        '        </application>',
      );
    }
    lines.push('      </site>');
  }
  lines.push(
    '    </sites>',
    '  </system.applicationHost>',
    '  <system.webServer>',
    ...webServer(global),
    '  </system.webServer>',
  );
  for (const [path, input] of Object.entries(locations)) {
    lines.push(
      `  <location path="${escapeXml(path)}">`,
      '    <system.webServer>',
      ...webServer(input),
      '    </system.webServer>',
      '  </location>',
    );
  }
  return [...lines, '</configuration>'].join('\r\n');
}
