import { type HttpErrRef, joinHttpErr } from '../../analysis/correlate/httperr.ts';
import { httpErrReason } from '../../knowledge/httperr.ts';
import { epochMs } from '../../model/units.ts';
import type { AroundCertainty, AroundItem, AroundPart } from '../questions/around.ts';
import { type AroundScene, ambiguousPart, emptyPart, filesOf, foundPart } from './scene.ts';
import { whenText } from './words.ts';

/** What HTTP.sys wrote down of the client's connection. */
export function httpErrPart(scene: AroundScene): AroundPart {
  const files = filesOf(scene, ['httperr']);
  const join = joinHttpErr(scene.subject, scene.workspace.side.httpErr);
  switch (join.kind) {
    case 'one':
      return foundPart('http-err', files, [rowItem(scene, join.match, join.how, join.why)]);
    case 'several':
      return ambiguousPart(
        'http-err',
        files,
        join.candidates.map((ref) => rowItem(scene, ref, 'possible', ['the same client address and port'])),
      );
    case 'none':
      return emptyPart('http-err', files, join.why.join('; '));
  }
}

function rowItem(
  { subject }: AroundScene,
  { table, row }: HttpErrRef,
  certainty: AroundCertainty,
  why: readonly string[],
): AroundItem {
  const text = (column: Int32Array): string => table.strings.at(column[row] ?? -1);
  const reason = text(table.reason);
  const known = httpErrReason(reason);
  const status = table.status[row] ?? 0;
  const time = epochMs(table.time[row] ?? Number.NaN);
  const request = [status === 0 ? '' : String(status), text(table.method), text(table.url)];
  const told = request.filter((part) => part !== '').join(' ');
  const line = table.line[row] ?? 0;
  return {
    title: [reason === '' ? 'no reason' : reason, told].filter((part) => part !== '').join(' · '),
    detail: known?.meaning ?? '',
    certainty,
    why: [...why, whenText(subject, time)].filter((part) => part !== ''),
    time,
    path: table.path,
    place: { kind: 'httpErr', file: table.file, line },
    lines: [],
  };
}
