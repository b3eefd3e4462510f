import { urlParts } from '../base/url.ts';
import type { Scene } from './scene.ts';
import { duration } from './words.ts';

/** Headers that the front end of App Service adds. They say where the site runs, not that ARR failed. */
const APP_SERVICE = new Set([
  'x-arr-log-id',
  'disguised-host',
  'x-site-deployment-id',
  'was-default-hostname',
  'x-waws-unencoded-url',
  'x-appservice-proto',
]);

/** The site runs on Azure App Service. */
export function onAppService(scene: Scene): boolean {
  const { facts, trace } = scene;
  if (facts?.requestHeaders.some((header) => APP_SERVICE.has(header.name.toLowerCase())) === true) return true;
  return /^(RD|DW|WN|LW)[0-9A-Z]{10,}$/i.test(trace?.trace.computer ?? '');
}

/** Path of the request without query: `/api/reports`; '' for rows. */
function pathOf(scene: Scene): string {
  return urlParts(scene.trace?.trace.request.url ?? '').path;
}

/** `GET /api/reports`, or `these requests` for rows. */
export function requestName(scene: Scene): string {
  const { trace } = scene;
  if (trace === null) return 'these requests';
  const path = pathOf(scene);
  return path === '' ? 'this request' : `${trace.trace.request.verb} ${path}`.trim();
}

/** Value of a request header, '' for none. The last one counts: modules may change it. */
export function requestHeader(scene: Scene, name: string): string {
  const wanted = name.toLowerCase();
  return scene.facts?.requestHeaders.findLast((h) => h.name.toLowerCase() === wanted)?.value.trim() ?? '';
}

/** Bytes of the body as announced or read; 0 for none. */
export function bodyBytes(scene: Scene): number {
  const announced = Number(requestHeader(scene, 'Content-Length'));
  return Math.max(Number.isFinite(announced) ? announced : 0, scene.facts?.bodyReads.bytes ?? 0);
}

/** Whole duration of the request: `timeTaken`, else first to last event. */
export function totalMs(scene: Scene): number | null {
  const trace = scene.trace?.trace;
  return trace === undefined ? null : (trace.reported ?? trace.observed);
}

/** Limits at which callers and load balancers usually give up. */
const CALLER_LIMITS = [30_000, 60_000, 100_000, 120_000, 230_000, 240_000];

/** `60 s` when a duration ends at a round limit of callers, else null. */
export function callerLimit(ms: number | null): string | null {
  const limit = CALLER_LIMITS.find((value) => ms !== null && ms >= value - 500 && ms <= value + 2500);
  return limit === undefined ? null : duration(limit);
}
