import type { FileKey } from '#core/model/units';
import { currentPlace, go, goInstead } from '../../route/useRoute.ts';

/** Puts a row into the address. The first one is a step; going on from it would fill the way back with rows. */
export function selectRow(file: FileKey, line: number): void {
  const { params } = currentPlace();
  const place = { page: 'log', key: file, params: { ...params, line } } as const;
  if (params.line === null) go(place);
  else goInstead(place);
}
