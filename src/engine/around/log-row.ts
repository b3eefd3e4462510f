import type { FormatId } from '../../model/source.ts';
import { joinsOf, logRowOf } from '../logs/join-api.ts';
import { logRowsAt, rowOfLine } from '../logs/log-rows.ts';
import type { AroundCertainty, AroundItem, AroundPart } from '../questions/around.ts';
import type { JoinedRow, TraceLogRow } from '../questions/joins.ts';
import { type AroundScene, ambiguousPart, emptyPart, filesOf, foundPart } from './scene.ts';

const FORMATS: readonly FormatId[] = ['w3c', 'ncsa', 'iisnative', 'advancedlogging'];

/** How sure a row is, by how it was found. */
const CERTAINTY: Readonly<Record<Extract<TraceLogRow, { kind: 'one' }>['how'], AroundCertainty>> = {
  key: 'exact',
  unique: 'likely',
  weak: 'possible',
};

/** The row of the request in a log of IIS. */
export function logRowPart(scene: AroundScene): AroundPart {
  const files = filesOf(scene, FORMATS);
  const join = logRowOf(scene.workspace, scene.subject.key);
  if (join === null) return emptyPart('log-row', files, 'the open logs have no row');
  switch (join.kind) {
    case 'one':
      return foundPart('log-row', files, [rowItem(scene, join.row, CERTAINTY[join.how], join.why)]);
    case 'several':
      return ambiguousPart(
        'log-row',
        files,
        join.candidates.map((row) => rowItem(scene, row, 'possible', ['site, verb, path, status and time fit'])),
      );
    case 'none':
      return emptyPart('log-row', files, join.why.join('; '));
  }
}

function rowItem(
  { workspace }: AroundScene,
  { file, path, line }: JoinedRow,
  certainty: AroundCertainty,
  why: readonly string[],
): AroundItem {
  const place = { kind: 'logRow', file, line } as const;
  const found = rowOfLine(workspace.logs, file, line);
  const [row] = found === null ? [] : logRowsAt(workspace.logs, [found.id], [], joinsOf(workspace));
  const status = [row?.statusText, row?.win32].filter((part) => part !== undefined && part !== null).join(' ');
  const facts = [
    row?.takenMs === undefined || row.takenMs === null ? '' : `time-taken ${row.takenMs} ms`,
    row?.client === undefined || row.client === '' ? '' : `client ${row.client}`,
  ];
  return {
    title: [status, row?.method ?? '', row?.stem ?? ''].filter((part) => part !== '').join(' '),
    detail: facts.filter((part) => part !== '').join(', '),
    certainty,
    why,
    time: row?.time ?? null,
    path,
    place,
    lines: [],
  };
}
