import type { StdoutLog } from '../model/sidefiles.ts';
import { epochMs, type FileKey } from '../model/units.ts';

export interface StdoutInput {
  /** Instant at which the application started, UTC. */
  readonly startedAt: string;
  /** Process id of the worker (w3wp), in both hosting models. */
  readonly processId: number;
  readonly lines: readonly string[];
  /** `old`: name of V1 up to 1.0.1983, without padding. */
  readonly form?: 'new' | 'old';
  readonly prefix?: string;
}

/** File name of ANCM: `stdout_20260312142712_7312.log`, or `stdout_7312_2026312142712.log` in the old form. */
export function stdoutName({
  startedAt,
  processId,
  form = 'new',
  prefix = 'stdout',
}: Omit<StdoutInput, 'lines'>): string {
  const at = new Date(startedAt);
  const parts = [
    at.getUTCFullYear(),
    at.getUTCMonth() + 1,
    at.getUTCDate(),
    at.getUTCHours(),
    at.getUTCMinutes(),
    at.getUTCSeconds(),
  ];
  if (form === 'old') return `${prefix}_${processId}_${parts.join('')}.log`;
  return `${prefix}_${parts.map((part) => String(part).padStart(2, '0')).join('')}_${processId}.log`;
}

/** Text of the file, CRLF lines as a console writes them. */
export function stdoutText(lines: readonly string[]): string {
  return lines.map((line) => `${line}\r\n`).join('');
}

/** A log as the reader would give it, for tests of rules. */
export function stdoutLog(input: StdoutInput): StdoutLog {
  const path = stdoutName(input);
  return {
    file: `test:${path}` as FileKey,
    path,
    startedAt: epochMs(Date.parse(input.startedAt)),
    processId: input.processId,
    lines: input.lines.map((text, ix) => ({ line: ix + 1, text })),
    linesLeftOut: 0,
  };
}

/** Lines that Kestrel prints when it listens. */
export function listeningLines(url: string): readonly string[] {
  return [
    'info: Microsoft.Hosting.Lifetime[14]',
    `      Now listening on: ${url}`,
    'info: Microsoft.Hosting.Lifetime[0]',
    '      Application started. Press Ctrl+C to shut down.',
  ];
}

/** Lines that .NET prints when an exception ends the process. */
export function unhandledLines(type: string, message: string): readonly string[] {
  return [
    `Unhandled exception. ${type}: ${message}`,
    '   at Contoso.App.Program.<Main>$(String[] args) in D:\\build\\src\\Program.cs:line 22',
  ];
}
