import type { Link } from '../model/verdict.ts';

const ANCM_V1 = 'https://github.com/aspnet/AspNetCoreModule/blob/1.0.1985/src/AspNetCore/Src';
const IIS_V1 = 'https://github.com/aspnet/IISIntegration/blob/release/2.2/src/AspNetCoreModuleV1/AspNetCore/src';
const IIS_22 = 'https://github.com/aspnet/IISIntegration/blob/release/2.2/src/AspNetCoreModuleV2';
const IIS_21 = 'https://github.com/aspnet/IISIntegration/blob/release/2.1/src/AspNetCoreModuleV2';
const ASPNETCORE = 'https://github.com/dotnet/aspnetcore/blob/main/src/Servers/IIS/AspNetCoreModuleV2';
const LEARN = 'https://learn.microsoft.com/en-us';
const WINDOWS_2008 = `${LEARN}/previous-versions/windows/it-pro/windows-server-2008-r2-and-2008`;
const SUPPORT = `${LEARN}/troubleshoot/developer/webapps/iis`;

/**
 * Every published text that a fact of this folder rests on: short key, what it is, where to read it. Entries name
 * keys; nothing else in the project writes an address of documentation. `inference` marks what no text states.
 */
const TABLE = [
  // Names and values of codes.
  ['winerror', 'Windows system error codes', `${LEARN}/windows/win32/debug/system-error-codes`],
  [
    'hresult',
    'HRESULT values (MS-ERREF 2.1)',
    `${LEARN}/openspecs/windows_protocols/ms-erref/705fb797-2175-4a90-b5a3-3918024b10b8`,
  ],
  [
    'ntstatus',
    'NTSTATUS values (MS-ERREF 2.3)',
    `${LEARN}/openspecs/windows_protocols/ms-erref/596a1078-e883-4972-9bbc-49e60bebca55`,
  ],
  ['winsock', 'Windows Sockets error codes', `${LEARN}/windows/win32/winsock/windows-sockets-error-codes-2`],
  ['winhttp', 'WinHTTP error messages', `${LEARN}/windows/win32/winhttp/error-messages`],
  [
    'winhttp-status',
    'WINHTTP_STATUS_CALLBACK: values of dwInternetStatus',
    `${LEARN}/windows/win32/api/winhttp/nc-winhttp-winhttp_status_callback`,
  ],
  ['winhttp-timeouts', 'WinHttpSetTimeouts', `${LEARN}/windows/win32/api/winhttp/nf-winhttp-winhttpsettimeouts`],
  ['wininet', 'WinINet error messages', `${LEARN}/windows/win32/wininet/wininet-errors`],
  [
    'corerror',
    '.NET runtime: corerror.xml',
    'https://github.com/dotnet/runtime/blob/main/src/coreclr/inc/corerror.xml',
  ],
  [
    'host-codes',
    '.NET host error and exit codes',
    'https://github.com/dotnet/runtime/blob/main/docs/design/features/host-error-codes.md',
  ],
  // Source of the ASP.NET Core Module.
  ['v1-forward', 'ANCM V1 (tag 1.0.1985): forwardinghandler.cxx', `${ANCM_V1}/forwardinghandler.cxx`],
  [
    'v1-schema',
    'ANCM V1 (tag 1.0.1985): aspnetcore_schema.xml',
    'https://github.com/aspnet/AspNetCoreModule/blob/1.0.1985/src/AspNetCore/aspnetcore_schema.xml',
  ],
  ['v1b-forward', 'ANCM V1 as shipped with 2.1 and 2.2: forwardinghandler.cxx', `${IIS_V1}/forwardinghandler.cxx`],
  ['v1-process', 'ANCM V1: serverprocess.cxx', `${IIS_V1}/serverprocess.cxx`],
  ['v1-manager', 'ANCM V1: processmanager.cxx', `${IIS_V1}/processmanager.cxx`],
  ['v1-config', 'ANCM V1: aspnetcoreconfig.cxx', `${IIS_V1}/aspnetcoreconfig.cxx`],
  ['v1-proxy', 'ANCM V1: proxymodule.cxx', `${IIS_V1}/proxymodule.cxx`],
  [
    'v2-forward',
    'ANCM V2, out-of-process: forwardinghandler.cpp',
    `${IIS_22}/OutOfProcessRequestHandler/forwardinghandler.cpp`,
  ],
  [
    'v2-process',
    'ANCM V2, out-of-process: serverprocess.cpp',
    `${ASPNETCORE}/OutOfProcessRequestHandler/serverprocess.cpp`,
  ],
  [
    'v2-manager',
    'ANCM V2, out-of-process: processmanager.cpp',
    `${ASPNETCORE}/OutOfProcessRequestHandler/processmanager.cpp`,
  ],
  ['v2-proxy', 'ANCM V2: proxymodule.cpp', `${ASPNETCORE}/AspNetCore/proxymodule.cpp`],
  ['v2-appinfo', 'ANCM V2: applicationinfo.cpp', `${ASPNETCORE}/AspNetCore/applicationinfo.cpp`],
  ['v2-offline', 'ANCM V2: AppOfflineHandler.cpp', `${ASPNETCORE}/AspNetCore/AppOfflineHandler.cpp`],
  ['v2-resolver', 'ANCM V2: HandlerResolver.cpp', `${ASPNETCORE}/AspNetCore/HandlerResolver.cpp`],
  ['v2-hostfxr', 'ANCM V2: HostFxrResolver.cpp', `${ASPNETCORE}/CommonLib/HostFxrResolver.cpp`],
  ['v2-error-page', 'ANCM V2: ServerErrorHandler.h', `${ASPNETCORE}/CommonLib/ServerErrorHandler.h`],
  ['v2-exceptions', 'ANCM V2: exceptions.h', `${IIS_22}/CommonLib/exceptions.h`],
  [
    'v2-inprocess',
    'ANCM V2, in-process: inprocessapplication.cpp',
    `${ASPNETCORE}/InProcessRequestHandler/inprocessapplication.cpp`,
  ],
  ['v2-inprocess-dll', 'ANCM V2, in-process: dllmain.cpp', `${ASPNETCORE}/InProcessRequestHandler/dllmain.cpp`],
  [
    'v2-shutdown',
    'ANCM V2, in-process: ShuttingDownApplication.h',
    `${IIS_22}/InProcessRequestHandler/ShuttingDownApplication.h`,
  ],
  ['v2-managed', 'ANCM V2, in-process: managedexports.cpp', `${ASPNETCORE}/InProcessRequestHandler/managedexports.cpp`],
  ['v2-messages', 'ANCM V2: aspnetcore_msg.mc', `${ASPNETCORE}/CommonLib/aspnetcore_msg.mc`],
  ['v2-events', 'ANCM V2: aspnetcore_event.h', `${IIS_22}/CommonLib/aspnetcore_event.h`],
  ['v2-schema', 'ANCM V2: aspnetcore_schema_v2.xml', `${ASPNETCORE}/AspNetCore/aspnetcore_schema_v2.xml`],
  ['v2-stdout', 'ANCM V2: FileOutputManager.cpp', `${IIS_22}/CommonLib/FileOutputManager.cpp`],
  ['v2-debug', 'ANCM V2: debugutil.cpp', `${IIS_22}/CommonLib/debugutil.cpp`],
  [
    'v21-inprocess',
    'ANCM V2 of release 2.1: inprocessapplication.cpp',
    `${IIS_21}/RequestHandler/inprocess/inprocessapplication.cpp`,
  ],
  ['v21-proxy', 'ANCM V2 of release 2.1: proxymodule.cxx', `${IIS_21}/AspNetCore/src/proxymodule.cxx`],
  [
    'ancm-areas',
    'ANCM test configuration with the trace areas',
    'https://github.com/dotnet/aspnetcore/blob/main/src/Servers/IIS/IntegrationTesting.IIS/src/Http.config',
  ],
  // Documentation.
  ['docs-ancm', 'ASP.NET Core Module', `${LEARN}/aspnet/core/host-and-deploy/aspnet-core-module`],
  [
    'docs-errors',
    'Common errors of Azure App Service and IIS with ASP.NET Core',
    `${LEARN}/aspnet/core/host-and-deploy/azure-iis-errors-reference`,
  ],
  [
    'docs-troubleshoot',
    'Troubleshoot ASP.NET Core on Azure App Service and IIS',
    `${LEARN}/aspnet/core/test/troubleshoot-azure-iis`,
  ],
  ['docs-webconfig', 'web.config of ASP.NET Core', `${LEARN}/aspnet/core/host-and-deploy/iis/web-config`],
  [
    'docs-logs',
    'Log creation and redirection of the ASP.NET Core Module',
    `${LEARN}/aspnet/core/host-and-deploy/iis/logging-and-diagnostics`,
  ],
  ['iis-status', 'HTTP status codes of IIS', `${SUPPORT}/health-diagnostic-performance/http-status-code`],
  ['iis-50019', 'HTTP error 500.19', `${SUPPORT}/health-diagnostic-performance/http-error-500-19-webpage`],
  [
    'iis-5022',
    '502.2 in CGI applications',
    `${SUPPORT}/health-diagnostic-performance/troubleshoot-502-2-bad-gateway-error-in-cgi-apps`,
  ],
  ['arr-502', '502 errors in ARR', `${SUPPORT}/application-request-routing/troubleshooting-502-errors-in-arr`],
  [
    'httperr',
    'Error logging in HTTP APIs',
    `${LEARN}/troubleshoot/developer/webapps/aspnet/site-behavior-performance/error-logging-http-apis`,
  ],
  ['appservice-502', '502 and 503 in Azure App Service', `${LEARN}/azure/app-service/troubleshoot-http-502-http-503`],
  [
    'appservice-logs',
    'Diagnostic logging in Azure App Service',
    `${LEARN}/azure/app-service/troubleshoot-diagnostic-logs`,
  ],
  ['iis-frt', 'traceFailedRequests', `${LEARN}/iis/configuration/system.webserver/tracing/tracefailedrequests/`],
  [
    'iis-frt-areas',
    'traceAreas',
    `${LEARN}/iis/configuration/system.webserver/tracing/tracefailedrequests/add/traceareas/`,
  ],
  [
    'iis-frt-site',
    'traceFailedRequestsLogging',
    `${LEARN}/iis/configuration/system.applicationhost/sites/site/tracefailedrequestslogging`,
  ],
  [
    'iis-limits',
    'requestLimits of request filtering',
    `${LEARN}/iis/configuration/system.webserver/security/requestfiltering/requestlimits/`,
  ],
  [
    'iis-pool-failure',
    'failure settings of an application pool',
    `${LEARN}/iis/configuration/system.applicationhost/applicationpools/add/failure`,
  ],
  [
    'iis-pool-recycling',
    'recycling settings of an application pool',
    `${LEARN}/iis/configuration/system.applicationhost/applicationpools/add/recycling/`,
  ],
  ['was-recycling', 'IIS Application Pool Recycling: events', `${WINDOWS_2008}/cc735206(v=ws.10)`],
  ['was-pool', 'IIS Application Pool Availability: events', `${WINDOWS_2008}/cc735151(v=ws.10)`],
  ['was-worker', 'IIS Worker Process Availability: events', `${WINDOWS_2008}/cc735119(v=ws.10)`],
  [
    'port-exhaustion',
    'Troubleshoot port exhaustion',
    `${LEARN}/troubleshoot/windows-client/networking/tcp-ip-port-exhaustion-troubleshooting`,
  ],
  ['iis-fastcgi', 'fastCgi', `${LEARN}/iis/configuration/system.webserver/fastcgi/`],
  ['iis-modules', 'IIS modules overview', `${LEARN}/iis/get-started/introduction-to-iis/iis-modules-overview`],
  [
    'iis-notifications',
    'Request-processing constants',
    `${LEARN}/iis/web-development-reference/native-code-api-reference/request-processing-constants`,
  ],
  [
    'iis-notification-status',
    'REQUEST_NOTIFICATION_STATUS',
    `${LEARN}/iis/web-development-reference/native-code-api-reference/request-notification-status-enumeration`,
  ],
  [
    'iis-trace-events',
    'HTTP_TRACE_EVENT',
    `${LEARN}/iis/web-development-reference/native-code-api-reference/http-trace-event-structure`,
  ],
  [
    'iis-trace-constants',
    'Tracing constants',
    `${LEARN}/iis/web-development-reference/native-code-api-reference/tracing-constants`,
  ],
  [
    'iis-trace-configuration',
    'HTTP_TRACE_CONFIGURATION',
    `${LEARN}/iis/web-development-reference/native-code-api-reference/http-trace-configuration-structure`,
  ],
  [
    'url-rewrite',
    'URL Rewrite Module: configuration reference',
    `${LEARN}/iis/extensions/url-rewrite-module/url-rewrite-module-configuration-reference`,
  ],
  [
    'iis-kernel-cache',
    'IHttpResponse::DisableKernelCache',
    `${LEARN}/iis/web-development-reference/native-code-api-reference/ihttpresponse-disablekernelcache-method`,
  ],
  [
    'iis-platform',
    'httpPlatform',
    `${LEARN}/iis/extensions/httpplatformhandler/httpplatformhandler-configuration-reference`,
  ],
  [
    'arr-timeout',
    'ARR proxy settings',
    `${LEARN}/iis/extensions/planning-for-arr/using-the-application-request-routing-module`,
  ],
  ['iisnode', 'iisnode source', 'https://github.com/Azure/iisnode/tree/master/src/iisnode'],
  ['event-schema', 'Windows event schema', `${LEARN}/windows/win32/wes/eventschema-schema`],
  [
    'perfview',
    'Event fields of the IIS provider (TraceEvent parser)',
    'https://github.com/microsoft/perfview/blob/main/src/TraceEvent/Parsers/IisTraceEventParser.cs',
  ],
  ['freb-xsl', 'Stylesheet freb.xsl of IIS', 'https://github.com/NL-Cristi/FrebSbS'],
  // Threads with a real trace or a maintainer's word.
  [
    'blog-502',
    'ASP.NET Core and 502 Bad Gateway',
    `${LEARN}/archive/blogs/wushuai/asp-net-core-and-502-bad-gateway-response`,
  ],
  [
    'port135',
    '500.19 with 0x800704CD',
    'https://port135.com/2019/02/13/500-19-client-drops-connection-loading-website/',
  ],
  ['ancm-32', 'aspnet/AspNetCoreModule issue 32', 'https://github.com/aspnet/AspNetCoreModule/issues/32'],
  ['ancm-106', 'aspnet/AspNetCoreModule issue 106', 'https://github.com/aspnet/AspNetCoreModule/issues/106'],
  ['ancm-235', 'aspnet/AspNetCoreModule issue 235', 'https://github.com/aspnet/AspNetCoreModule/issues/235'],
  ['ancm-287', 'aspnet/AspNetCoreModule issue 287', 'https://github.com/aspnet/AspNetCoreModule/issues/287'],
  ['iisint-201', 'aspnet/IISIntegration issue 201', 'https://github.com/aspnet/IISIntegration/issues/201'],
  ['iisint-228', 'aspnet/IISIntegration issue 228', 'https://github.com/aspnet/IISIntegration/issues/228'],
  ['iisint-262', 'aspnet/IISIntegration issue 262', 'https://github.com/aspnet/IISIntegration/issues/262'],
  ['iisint-311', 'aspnet/IISIntegration issue 311', 'https://github.com/aspnet/IISIntegration/issues/311'],
  ['iisint-477', 'aspnet/IISIntegration issue 477', 'https://github.com/aspnet/IISIntegration/issues/477'],
  ['iisint-546', 'aspnet/IISIntegration pull request 546', 'https://github.com/aspnet/IISIntegration/pull/546'],
  ['iisint-903', 'aspnet/IISIntegration issue 903', 'https://github.com/aspnet/IISIntegration/issues/903'],
  ['kestrel-1908', 'aspnet/KestrelHttpServer issue 1908', 'https://github.com/aspnet/KestrelHttpServer/issues/1908'],
  ['core-1694', 'dotnet/core issue 1694', 'https://github.com/dotnet/core/issues/1694'],
  ['runtime-68497', 'dotnet/runtime issue 68497', 'https://github.com/dotnet/runtime/issues/68497'],
  ['aspnetcore-1986', 'dotnet/aspnetcore issue 1986', 'https://github.com/dotnet/aspnetcore/issues/1986'],
  ['aspnetcore-3248', 'dotnet/aspnetcore issue 3248', 'https://github.com/dotnet/aspnetcore/issues/3248'],
  ['aspnetcore-6986', 'dotnet/aspnetcore issue 6986', 'https://github.com/dotnet/aspnetcore/issues/6986'],
  ['aspnetcore-8122', 'dotnet/aspnetcore issue 8122', 'https://github.com/dotnet/aspnetcore/issues/8122'],
  ['aspnetcore-9287', 'dotnet/aspnetcore issue 9287', 'https://github.com/dotnet/aspnetcore/issues/9287'],
  ['aspnetcore-23160', 'dotnet/aspnetcore issue 23160', 'https://github.com/dotnet/aspnetcore/issues/23160'],
  ['aspnetcore-32636', 'dotnet/aspnetcore issue 32636', 'https://github.com/dotnet/aspnetcore/issues/32636'],
  ['aspnetcore-41409', 'dotnet/aspnetcore issue 41409', 'https://github.com/dotnet/aspnetcore/issues/41409'],
  ['aspnetcore-45934', 'dotnet/aspnetcore issue 45934', 'https://github.com/dotnet/aspnetcore/issues/45934'],
  ['aspnetcore-46330', 'dotnet/aspnetcore issue 46330', 'https://github.com/dotnet/aspnetcore/issues/46330'],
  ['aspnetcore-52307', 'dotnet/aspnetcore issue 52307', 'https://github.com/dotnet/aspnetcore/issues/52307'],
  // C++ exceptions: the value is well known and stands in the sources of Microsoft's own runtime.
  ['msvc-exception', 'Exception code of Visual C++', 'https://devblogs.microsoft.com/oldnewthing/20100730-00/?p=13273'],
] as const satisfies readonly (readonly [string, string, string])[];

/** Key of one published text. */
export type SourceKey = (typeof TABLE)[number][0];

const LINKS: ReadonlyMap<string, Link> = new Map(TABLE.map(([key, text, url]) => [key, { text, url }]));

/** All keys, for the tests that hold the tables together. */
export const SOURCE_KEYS: readonly SourceKey[] = TABLE.map(([key]) => key);

/** Title and address of a source. */
export function sourceLink(key: SourceKey): Link {
  return LINKS.get(key) ?? { text: key, url: '' };
}
