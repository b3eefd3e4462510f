import type { SourceKey } from './sources.ts';

/** Groups of modules that mean the same thing by a status. */
export const MODULE_FAMILIES = [
  'ancm-v1',
  'ancm-v2',
  'arr',
  'rewrite',
  'http-platform',
  'iisnode',
  'fastcgi',
  'cgi',
  'isapi',
  'core',
  'request-filtering',
  'ip-restriction',
  'authentication',
  'authorization',
  'app-service-auth',
  'static-file',
  'webdav',
  'websocket',
  'managed',
  'compression',
  'cache',
  'custom-error',
  'redirect',
  'logging',
  'tracing',
  'initialization',
  'other',
] as const;
/** Stable key of a family. */
export type ModuleFamilyId = (typeof MODULE_FAMILIES)[number];

/** What a group of modules does, in words for a person who reads a trace. */
export interface ModuleFamily {
  readonly id: ModuleFamilyId;
  readonly label: string;
  /** Exact names as Data `ModuleName` has them; compared without case. */
  readonly names: readonly string[];
  readonly does: string;
  /** Statuses that it sets by itself, '' when it sets none. */
  readonly sets: string;
  readonly sources: readonly SourceKey[];
}

type Row = Omit<ModuleFamily, 'sources'> & Partial<ModuleFamily>;
const family = (row: Row): ModuleFamily => ({ sources: ['iis-modules', 'iis-status'], ...row });

/** Families in no order. `core` is IIS itself, which acts between the modules. */
export const FAMILIES: readonly ModuleFamily[] = [
  family({
    id: 'ancm-v1',
    label: 'ASP.NET Core Module (V1)',
    names: ['AspNetCoreModule'],
    does: 'Starts the application as a process of its own and forwards requests to it over loopback HTTP.',
    sets: '502.3, 502.5, 503.0, 400.0',
    sources: ['docs-ancm', 'v1-forward'],
  }),
  family({
    id: 'ancm-v2',
    label: 'ASP.NET Core Module V2',
    names: ['AspNetCoreModuleV2'],
    does: 'Runs the application in the worker process, or starts it as a process of its own and forwards requests to it.',
    sets: '502.3, 502.5, 500.0, 500.30 to 500.38, 503.0, 400.0',
    sources: ['docs-ancm', 'v2-forward'],
  }),
  family({
    id: 'arr',
    label: 'Application Request Routing',
    names: ['ApplicationRequestRouting'],
    does: 'Forwards requests to other servers: a reverse proxy of its own, with its own time-outs.',
    sets: '502.2 to 502.7, 400.601 to 400.606',
    sources: ['arr-502', 'iis-status'],
  }),
  family({
    id: 'rewrite',
    label: 'URL Rewrite',
    names: ['RewriteModule'],
    does: 'Changes URLs and headers by rules. Never gives a 502 by itself.',
    sets: '500.50 to 500.53, and whatever a rule says',
  }),
  family({
    id: 'http-platform',
    label: 'httpPlatformHandler',
    names: ['httpPlatformHandler'],
    does: 'Starts a process of any kind and forwards requests to it: the ancestor of ANCM, with settings of its own.',
    sets: '502.3, 502.5',
    sources: ['iis-platform'],
  }),
  family({
    id: 'iisnode',
    label: 'iisnode',
    names: ['iisnode'],
    does: 'Runs Node.js applications behind named pipes.',
    sets: '500.1000 to 500.1018, 503.1000 to 503.1003',
    sources: ['iisnode'],
  }),
  family({
    id: 'fastcgi',
    label: 'FastCGI',
    names: ['FastCgiModule'],
    does: 'Runs PHP and similar programs in processes that stay.',
    sets: '500.0, 503.4',
    sources: ['iis-fastcgi', 'iis-status'],
  }),
  family({
    id: 'cgi',
    label: 'CGI',
    names: ['CgiModule'],
    does: 'Starts a program for each request.',
    sets: '502.1, 502.2',
    sources: ['iis-5022', 'iis-status'],
  }),
  family({
    id: 'isapi',
    label: 'ISAPI',
    names: ['IsapiModule', 'IsapiFilterModule'],
    does: 'Runs ISAPI extensions and filters.',
    sets: '401.4, 401.5, 404.2, 500.0',
  }),
  family({
    id: 'core',
    label: 'IIS itself',
    names: ['IIS Web Core'],
    does: 'Acts between the modules: maps the handler, checks access and authentication results.',
    sets: '401.2, 403.x, 404.0, 404.4, 500.19, 500.21',
  }),
  family({
    id: 'request-filtering',
    label: 'Request filtering',
    names: ['RequestFilteringModule'],
    does: 'Refuses requests by size, method, extension or pattern before any handler sees them.',
    sets: '404.5 to 404.20',
    sources: ['iis-limits', 'iis-status'],
  }),
  family({
    id: 'ip-restriction',
    label: 'IP restriction',
    names: ['IpRestrictionModule', 'DynamicIpRestrictionModule'],
    does: 'Refuses requests by address or rate.',
    sets: '401.50x, 403.6, 403.50x, 404.50x',
  }),
  family({
    id: 'authentication',
    label: 'Authentication',
    names: [
      'AnonymousAuthenticationModule',
      'BasicAuthenticationModule',
      'WindowsAuthenticationModule',
      'DigestAuthenticationModule',
      'CertificateMappingAuthenticationModule',
      'IISCertificateMappingAuthenticationModule',
      'AnonymousAuthentication',
      'WindowsAuthentication',
      'FormsAuthentication',
      'DefaultAuthentication',
      'FormsAuthenticationModule',
      'CertificateAuthModule',
    ],
    does: 'Finds out who the user is.',
    sets: '401.1, 401.2',
  }),
  family({
    id: 'authorization',
    label: 'Authorization',
    names: ['UrlAuthorizationModule', 'UrlAuthorization', 'FileAuthorization', 'FileAuthorizationModule'],
    does: 'Decides whether the user may have the resource.',
    sets: '401.0, 401.2, 401.3, 403.0',
  }),
  family({
    id: 'app-service-auth',
    label: 'App Service authentication',
    names: ['EasyAuthModule_32bit', 'EasyAuthModule_64bit', 'EasyAuthModule'],
    does: 'Signs users in before the application, as set in the App Service portal.',
    sets: '401, 403, 302',
    sources: ['appservice-502'],
  }),
  family({
    id: 'static-file',
    label: 'Static files',
    names: ['StaticFileModule', 'DefaultDocumentModule', 'DirectoryListingModule'],
    does: 'Serves files, default documents and folder listings.',
    sets: '404.0, 404.3, 403.14, 405.0',
  }),
  family({
    id: 'webdav',
    label: 'WebDAV',
    names: ['WebDAVModule'],
    does: 'Takes PUT, DELETE and the WebDAV methods, often before ANCM can.',
    sets: '405.0, 409, 424, 400.1 to 400.9',
  }),
  family({
    id: 'websocket',
    label: 'WebSocket',
    names: ['WebSocketModule'],
    does: 'Upgrades connections to WebSocket.',
    sets: '101, 400.11',
  }),
  family({
    id: 'managed',
    label: 'ASP.NET pipeline',
    names: [
      'ManagedPipelineHandler',
      'ManagedEngine',
      'ManagedEngine64',
      'ManagedEngineV4.0_32bit',
      'ManagedEngineV4.0_64bit',
      'ConfigurationValidationModule',
      'Session',
      'OutputCache',
      'RoleManager',
      'Profile',
      'AnonymousIdentification',
      'UrlMappingsModule',
      'UrlRoutingModule-4.0',
      'ScriptModule-4.0',
      'ServiceModel',
      'ServiceModel-4.0',
      'ApplicationInsightsWebTracking',
      'TelemetryCorrelationHttpModule',
    ],
    does: 'Runs classic ASP.NET code in the pipeline. A status from here is that application\u2019s own.',
    sets: '500.0, 404.0 and others, mostly with ErrorCode 0',
  }),
  family({
    id: 'compression',
    label: 'Compression',
    names: ['StaticCompressionModule', 'DynamicCompressionModule'],
    does: 'Compresses responses; a client that leaves meanwhile shows here.',
    sets: '500.19 or 500 with a disconnect code',
    sources: ['iis-modules', 'port135'],
  }),
  family({
    id: 'cache',
    label: 'Cache',
    names: ['HttpCacheModule', 'UriCacheModule', 'FileCacheModule', 'TokenCacheModule'],
    does: 'Keeps responses, URLs, file handles and tokens.',
    sets: '',
  }),
  family({
    id: 'custom-error',
    label: 'Custom errors',
    names: ['CustomErrorModule'],
    does: 'Replaces the body of an error by a page; does not change who failed.',
    sets: '',
  }),
  family({
    id: 'redirect',
    label: 'HTTP redirect',
    names: ['HttpRedirectionModule'],
    does: 'Answers with a redirect by configuration.',
    sets: '301, 302, 307, 308',
  }),
  family({
    id: 'logging',
    label: 'Logging',
    names: ['HttpLoggingModule', 'CustomLoggingModule'],
    does: 'Writes the IIS log.',
    sets: '',
  }),
  family({
    id: 'tracing',
    label: 'Tracing',
    names: ['FailedRequestsTracingModule', 'TracingModule', 'RequestMonitorModule'],
    does: 'Writes this trace.',
    sets: '',
  }),
  family({
    id: 'initialization',
    label: 'Application initialization',
    names: ['ApplicationInitializationModule'],
    does: 'Warms the application up and may answer with a splash page meanwhile.',
    sets: '',
  }),
  family({
    id: 'other',
    label: 'Other module',
    names: ['ProtocolSupportModule', 'ServerSideIncludeModule', 'CorsModule'],
    does: 'Serves a purpose of its own.',
    sets: '',
  }),
];

const BY_NAME: ReadonlyMap<string, ModuleFamily> = new Map(
  FAMILIES.flatMap((entry) => entry.names.map((name) => [name.toLowerCase(), entry])),
);

/** Managed modules that code registers at run time get names of this form, up to 251 characters long. */
const DYNAMIC_PREFIX = '__DynamicModule_';

/** The family of a module by exact name, case ignored; null for a module that is not known. A look-alike is none. */
export function moduleFamily(moduleName: string): ModuleFamily | null {
  if (moduleName.startsWith(DYNAMIC_PREFIX)) return BY_NAME.get('managedpipelinehandler') ?? null;
  return BY_NAME.get(moduleName.trim().toLowerCase()) ?? null;
}
