import { fieldNames, readDirective } from '../../formats/textlog/grammar.ts';
import { logHead } from '../../formats/textlog/lines.ts';
import { defaultFields, fieldRoles, usualFields } from '../../formats/w3c/fields.ts';
import { blobSlice } from '../../intake/blob-source.ts';
import { LIMITS } from '../../intake/limits.ts';
import type { GivenFields, SourceFile } from '../../model/source.ts';
import type { FileKey } from '../../model/units.ts';
import { damageFinder } from '../logs/damage-finder.ts';
import type { FieldlessLog, FieldQuestion } from '../questions/files.ts';
import type { EngineWorkspace } from '../workspace.ts';

/** Outcomes of a log whose fields a person may name. */
const ASKED = new Set(['log-no-fields', 'log-fields-unknown', 'log-fields-given', 'log-columns-off']);
/** Most names of one line; IIS itself has 22, and custom fields beside them. */
const MOST_NAMES = 200;

/** Whether it is worth asking which fields the rows of a file have. */
export function lacksFields(file: SourceFile): boolean {
  if (file.format !== 'w3c') return false;
  return ASKED.has(file.reason ?? '') || file.issues.some(({ code }) => ASKED.has(code));
}

/** Whether the content of a log is needed once more: to show damaged rows, to read it by other fields. */
export function isNeededAgain(file: SourceFile): boolean {
  return lacksFields(file) || (file.counts.damaged > 0 && damageFinder(file.format, null) !== null);
}

/** Logs that do not say which fields their rows have, in the order of opening. */
export function fieldlessLogs(workspace: EngineWorkspace): readonly FieldlessLog[] {
  return workspace.files
    .all()
    .filter(({ file }) => lacksFields(file) && workspace.logBlobs.has(file.key))
    .map(({ file }) => ({
      file: file.key,
      path: file.path,
      state: file.issues.some(({ code }) => code === 'log-fields-given')
        ? ('given' as const)
        : file.state === 'refused'
          ? ('refused' as const)
          : ('default' as const),
    }));
}

/** What a person has to know to name the fields of a log; null: it names its own, or is not there. */
export async function fieldQuestion(workspace: EngineWorkspace, key: FileKey): Promise<FieldQuestion | null> {
  const file = askedFile(workspace, key);
  const blob = workspace.logBlobs.get(key);
  if (file === null || blob === undefined) return null;
  const head = logHead(await blobSlice(blob, 0, LIMITS.sniffBytes));
  let named = '';
  for (const [ix, text] of head.split(/\r?\n/).entries()) {
    const directive = readDirective(text);
    if (directive?.name === 'fields') named = directive.text;
    if (directive !== null || text.replaceAll('\0', '').trim() === '') continue;
    const values = text.trimEnd().split(' ');
    const given = workspace.givenFields.get(key)?.names.join(' ');
    const assumed = defaultFields(text)?.join(' ');
    const line = given ?? (named === '' ? (assumed ?? '') : named);
    return { line, at: ix + 1, values, offers: usualFields(values.length) };
  }
  return null;
}

/** The fields of a line such as `#Fields: date time cs-method`; null: no field of it says what a request was. */
export function readFieldLine(workspace: EngineWorkspace, key: FileKey, line: string): GivenFields | null {
  const file = askedFile(workspace, key);
  const names = fieldNames(line.replace(/^\s*#?\s*fields\s*:/i, '').trim());
  const telling = fieldRoles(names).some(
    (role) =>
      role?.kind === 'status' || (role?.kind === 'text' && (role.column === 'stem' || role.column === 'method')),
  );
  if (file === null || names.length > MOST_NAMES || !telling) return null;
  // Where not one row fits the fields of the file, these are wrong wherever they stand.
  const instead = file.reason === 'log-columns-off' || workspace.givenFields.get(key)?.instead === true;
  return { names, instead };
}

function askedFile(workspace: EngineWorkspace, key: FileKey): SourceFile | null {
  return workspace.files.all().find(({ file }) => file.key === key && lacksFields(file))?.file ?? null;
}
