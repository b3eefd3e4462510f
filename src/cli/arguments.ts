import { err, ok, type Result } from '../base/result.ts';

export type OutputForm = 'text' | 'json' | 'markdown';

/** What was asked for on the command line. */
export type Command =
  | { readonly kind: 'help' | 'version' }
  | { readonly kind: 'diagnose'; readonly paths: readonly string[]; readonly form: OutputForm };

/** Reads the arguments; the error is a sentence for standard error. Everything after `--` is a path. */
export function readArguments(args: readonly string[]): Result<Command, string> {
  const end = args.indexOf('--');
  const options = (end === -1 ? args : args.slice(0, end)).filter((arg) => arg.startsWith('-'));
  const paths = [
    ...(end === -1 ? args : args.slice(0, end)).filter((arg) => !arg.startsWith('-')),
    ...(end === -1 ? [] : args.slice(end + 1)),
  ];
  if (options.some((option) => option === '--help' || option === '-h')) return ok({ kind: 'help' });
  if (options.includes('--version')) return ok({ kind: 'version' });
  const forms = new Map<string, OutputForm>([
    ['--json', 'json'],
    ['--markdown', 'markdown'],
  ]);
  let form: OutputForm = 'text';
  for (const option of options) {
    const asked = forms.get(option);
    if (asked === undefined) return err(`Unknown option ${option}.`);
    if (form !== 'text' && form !== asked) return err('Only one of --json and --markdown can be printed.');
    form = asked;
  }
  if (paths.length === 0) return err('Name at least one file or folder.');
  return ok({ kind: 'diagnose', paths, form });
}

export const HELP = `frebscope: says what produced the 502, and why

usage: npm run -s diagnose -- [--json | --markdown] PATH...

PATH is a Failed Request Tracing file, a log, a side file (web.config, event log, stdout log),
a zip or gz of them, or a folder with any of these.

  --json       print the findings as a JSON document
  --markdown   print text for a support case
  --version    print the version
  --help       print this

Exit status: 0 nothing failed in the requests seen, 1 at least one failing request diagnosed,
2 no usable input or wrong arguments. Progress and warnings go to standard error.
`;
