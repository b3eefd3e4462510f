import type { FormatReader, Sniff } from '../reader.ts';
import { lineIssues } from '../textlog/issues.ts';
import { eachLine, logHead } from '../textlog/lines.ts';
import { LineKeeper } from './keep.ts';
import { parseStdoutName } from './name.ts';
import { fromConsole } from './oem.ts';

/** What ASP.NET Core, the .NET host and Kestrel print at a start, whatever the name of the file. */
const PHRASES = [
  /^(?:info|warn|fail|crit|dbug|trce): [\w.]+\[\d+\]/m,
  /^\s*Now listening on: https?:\/\//m,
  /^\s*Application started\. Press Ctrl\+C to shut down\./m,
  /^Hosting environment: /m,
  /^Unhandled exception[.:] /m,
  /^It was not possible to find any compatible framework version/m,
  /^Did you mean to run dotnet SDK commands\?/m,
  /^You must install or update \.NET to run this application/m,
  /^A fatal error (?:occurred|was encountered)/m,
];

/** Others have text of their own kind; a log of another program must not be taken for one of ANCM by its name alone. */
const OTHER = /^(?:#(?:Software|Fields|Version):|<\?xml|<[A-Za-z!]|\[aspnetcore)/;

/** Control characters that no console writes. NUL may stand in a log after a crash, ESC begins a colour. */
function isBinary(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0 && code < 0x20 && code !== 0x1b && (code < 0x08 || code > 0x0d)) return true;
  }
  return false;
}

function sniff(head: Uint8Array, name: string): Sniff {
  const text = logHead(head);
  if (isBinary(text) || OTHER.test(text.trimStart())) return { score: 0, why: '' };
  const phrase = PHRASES.some((pattern) => pattern.test(text));
  const named = parseStdoutName(name) !== null;
  if (named && phrase) return { score: 0.94, why: 'output of an ASP.NET Core application, name of an ANCM stdout log' };
  if (named) return { score: 0.7, why: 'name of an ANCM stdout log' };
  return phrase ? { score: 0.5, why: 'output of an ASP.NET Core application' } : { score: 0, why: '' };
}

/** Log file of what the application printed. */
export const stdoutReader: FormatReader = {
  id: 'stdout',
  label: 'stdout log of ANCM',
  sniff,

  async read(source, sink, signal) {
    const keeper = new LineKeeper();
    let fromOem = 0;
    const facts = await eachLine(source, sink, signal, (text, line) => {
      const meant = fromConsole(text);
      if (meant !== null) fromOem++;
      keeper.add(meant ?? text, line);
    });
    const { lines, leftOut, count } = keeper.finish();
    const name = parseStdoutName(source.path);
    sink.add({
      kind: 'stdout',
      log: {
        file: source.file,
        path: source.path,
        startedAt: name?.startedAt ?? null,
        processId: name?.processId ?? null,
        lines,
        linesLeftOut: leftOut,
      },
    });
    const issues = lineIssues(facts).filter(({ code }) => fromOem === 0 || code !== 'log-not-utf8');
    for (const issue of issues) sink.issue(issue);
    if (fromOem > 0)
      sink.issue({ code: 'stdout-console-page', severity: 'info', count: fromOem, args: { count: fromOem } });
    if (leftOut > 0)
      sink.issue({ code: 'stdout-lines-left-out', severity: 'info', count: leftOut, args: { count: leftOut } });
    if (name === null) sink.issue({ code: 'stdout-unnamed', severity: 'info' });
    else if (name.startedAt === null) sink.issue({ code: 'stdout-ambiguous-name', severity: 'info' });
    const warning = issues.find((issue) => issue.severity === 'warning');
    return {
      state: warning === undefined ? 'whole' : 'partial',
      reason: warning?.code ?? null,
      counts: { events: null, rows: count, damaged: facts.longLines },
    };
  },
};
