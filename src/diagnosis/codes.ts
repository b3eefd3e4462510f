import { isClientCode } from '../knowledge/client-win32.ts';
import type { CodeCategory } from '../knowledge/codes/entry.ts';
import { codeEntry } from '../knowledge/codes/table.ts';
import { hresult } from '../model/units.ts';
import type { Cause } from '../model/verdict.ts';

/** Codes that rules name. Meanings and sources: knowledge/codes. */
export const CODE = {
  timeout: 0x80072ee2,
  nameNotResolved: 0x80072ee7,
  winHttpShutdown: 0x80072eec,
  cancelled: 0x80072ef1,
  wrongHandleState: 0x80072ef3,
  cannotConnect: 0x80072efd,
  connectionError: 0x80072efe,
  connectionReset: 0x80072eff,
  invalidResponse: 0x80072f78,
  headerCount: 0x80072f95,
  headerSize: 0x80072f96,
  chunkHeaderSize: 0x80072f97,
  drainOverflow: 0x80072f98,
  noBufferSpace: 0x80072747,
  addressInUse: 0x80072740,
  addressNotAvailable: 0x80072741,
  socketReset: 0x80072746,
  socketRefused: 0x8007274d,
  connectionRefused: 0x800704c9,
  rawConnectionAborted: 0x4d4,
  invalidParameter: 0x80070057,
  notSupported: 0x80070032,
  invalidData: 0x8007000d,
  brokenPipe: 0x8007006d,
  rawBrokenPipe: 109,
  serverDisabled: 0x8007053d,
  fail: 0x80004005,
  unhandled: 0x8007023e,
  startTimeoutV1: 0x800705b4,
  startTimeoutV2: 0x8027025a,
  workerShutdown: 0x800704e7,
  applicationShutdown: 0x8007045b,
  applicationExiting: 0x8000001a,
  badExeFormat: 0x800700c1,
  badFormat: 0x8007000b,
  moduleNotFound: 0x8007007e,
  portNotSet: 0x80070282,
  createFailed: 0x8007065f,
  fileNotFound: 0x80070002,
  pathNotFound: 0x80070003,
  accessDenied: 0x80070005,
  invalidHandle: 0x80070006,
  frameworkMissing: 0x80008096,
  managedException: 0xe0434352,
  stackOverflow: 0xc00000fd,
  accessViolation: 0xc0000005,
} as const;

/** Certificate and TLS failures of WinHTTP. The module forwards over plain http, so they are never its own. */
const TLS = new Set<number>([
  0x80072f05, 0x80072f06, 0x80072f0c, 0x80072f0d, 0x80072f19, 0x80072f7d, 0x80072f89, 0x80072f8a, 0x80072f8f,
]);

/** The answer of the back end is too large for WinHTTP. */
const OVERSIZE = new Set<number>([CODE.headerCount, CODE.headerSize, CODE.chunkHeaderSize, CODE.drainOverflow]);

/** Codes that say nothing by themselves: wrappers and parameters that many failures share. */
const GENERIC = new Set<number>([0, CODE.fail, CODE.unhandled, CODE.invalidParameter, CODE.notSupported]);

/** What a code means while the application is being started; docs/reference/causes.md 8. */
const START: ReadonlyMap<number, Cause> = new Map<number, Cause>([
  [CODE.fileNotFound, 'process-launch-failed'],
  [CODE.pathNotFound, 'process-launch-failed'],
  [CODE.accessDenied, 'process-launch-failed'],
  [0x80070020, 'process-launch-failed'],
  [0x8007007b, 'process-launch-failed'],
  [0x8007010b, 'process-launch-failed'],
  [0x800701b1, 'process-launch-failed'],
  [0x800702e4, 'process-launch-failed'],
  [0x800704ec, 'process-launch-failed'],
  [0x80070522, 'process-launch-failed'],
  [0x8007052e, 'process-launch-failed'],
  [CODE.serverDisabled, 'process-launch-failed'],
  [CODE.invalidParameter, 'bad-web-config'],
  [CODE.invalidData, 'bad-web-config'],
  [0x80070021, 'bad-web-config'],
  [0x800700b7, 'bad-web-config'],
  [0x8007070d, 'bad-web-config'],
  [CODE.badExeFormat, 'bitness-mismatch'],
  [CODE.badFormat, 'bitness-mismatch'],
  [0xc000007b, 'bitness-mismatch'],
  [CODE.startTimeoutV1, 'process-start-timeout'],
  [CODE.startTimeoutV2, 'process-start-timeout'],
  [CODE.createFailed, 'port-binding'],
  [CODE.addressInUse, 'port-binding'],
  [CODE.portNotSet, 'port-exhaustion'],
  [CODE.noBufferSpace, 'port-exhaustion'],
  [0x8000ffff, 'runtime-missing'],
  [CODE.moduleNotFound, 'runtime-missing'],
  [0x8007007f, 'runtime-missing'],
  [0x80070485, 'runtime-missing'],
  [0xc0000135, 'runtime-missing'],
  [0x80131040, 'runtime-missing'],
  [0, 'startup-crash'],
  [CODE.fail, 'startup-crash'],
  [CODE.unhandled, 'startup-crash'],
  [0x8027025b, 'startup-crash'],
  [0x8007042b, 'startup-crash'],
  [0xc0000142, 'startup-crash'],
  [CODE.managedException, 'startup-crash'],
]);

/** The same for codes that have no row of their own, by what kind of failure they speak of. */
const START_BY_CATEGORY: ReadonlyMap<CodeCategory, Cause> = new Map<CodeCategory, Cause>([
  ['start-failure', 'startup-crash'],
  ['access', 'process-launch-failed'],
  ['missing-file', 'runtime-missing'],
  ['bitness', 'bitness-mismatch'],
  ['config', 'bad-web-config'],
  ['managed-exception', 'startup-crash'],
  ['native-crash', 'startup-crash'],
  ['resource', 'startup-crash'],
]);

/** WinHTTP codes of a forwarded request: they prove by themselves that forwarding began. */
export const isWinHttp = (code: number): boolean => code >= 0x80072ee0 && code <= 0x80072fa0;
/** Codes of a TLS handshake that failed. */
export const isTls = (code: number): boolean => TLS.has(code);
/** Codes of an answer that is too large for WinHTTP. */
export const isOversize = (code: number): boolean => OVERSIZE.has(code);
/** Codes that say no more than "failed", or no code at all. */
export const isGeneric = (code: number | null): boolean => code === null || GENERIC.has(code);
/** Exit codes of the .NET host, docs of dotnet/runtime. */
export const isHostCode = (code: number): boolean => code >= 0x80008081 && code <= 0x800080a7;
/** A process that ended by itself: exit codes of native crashes and of the runtime's FailFast. */
export const isNativeCrash = (code: number): boolean =>
  (code >= 0xc0000005 && code <= 0xc0000602 && !isClientCode(code)) || code === 0x80131506 || code === 0x80131623;

/** Cause that a code or an exit code stands for while the application is being started; null: it says nothing. */
export function startCause(code: number): Cause | null {
  if (isHostCode(code)) return 'runtime-missing';
  const known = START.get(code) ?? (isNativeCrash(code) ? 'startup-crash' : null);
  if (known !== null) return known;
  const category = codeEntry(hresult(code))?.category;
  return (category === undefined ? null : START_BY_CATEGORY.get(category)) ?? null;
}
