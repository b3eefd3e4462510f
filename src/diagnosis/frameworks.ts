import type { RuleInputs } from './rule.ts';

/** Framework that the .NET host looked for, and the versions that it lists as found. */
export interface Frameworks {
  /** `Microsoft.AspNetCore.App 6.0.0`; null: no text names one. */
  readonly wanted: string | null;
  readonly found: readonly string[];
}

/** `framework 'Microsoft.NETCore.App', version '3.1.1'` and the older `framework: 'X', version: 'Y'`. */
const WANTED = /framework:?\s*'?(Microsoft\.[\w.]+)'?,?\s*version:?\s*'?([\w.-]+\w)/i;
/** `      3.1.32 at [C:\Program Files\dotnet\shared\Microsoft.NETCore.App]`, without the folder. */
const FOUND = /^\s*(\d+\.\d+\.\d[\w.-]*) at \[/;

/** Reads the message of the .NET host from stdout, event log and application log. */
export function frameworksIn(inputs: RuleInputs): Frameworks {
  let wanted: string | null = null;
  const found: string[] = [];
  for (const line of linesOf(inputs)) {
    const match = WANTED.exec(line);
    if (match !== null) wanted ??= `${match[1] ?? ''} ${match[2] ?? ''}`;
    const version = FOUND.exec(line)?.[1];
    if (version !== undefined && !found.includes(version)) found.push(version);
  }
  return { wanted, found };
}

function* linesOf(inputs: RuleInputs): Iterable<string> {
  for (const log of inputs.stdout) for (const { text } of log.lines) yield text;
  for (const record of inputs.eventLog) yield* record.message.split('\n');
  for (const entry of inputs.appLog) yield* entry.message.split('\n');
}
