import { formatStatus } from '../../knowledge/substatus.ts';
import { normalPath } from '../../analysis/correlate/normal.ts';
import { urlParts } from '../../base/url.ts';
import type { ErrorPage } from '../../model/sidefiles.ts';
import type { AroundItem, AroundPart } from '../questions/around.ts';
import { type AroundScene, ambiguousPart, emptyPart, filesOf, foundPart, ofSameSource } from './scene.ts';
import { counted } from './words.ts';

/**
 * Detailed error pages of the same path, module and status. A page has no time, so it is a candidate and never more;
 * App Service writes the name of the site in place of the host, so hosts are not compared.
 */
export function errorPagePart(scene: AroundScene): AroundPart {
  const files = filesOf(scene, ['detailederrors']);
  const errorPages = ofSameSource(scene, scene.workspace.side.errorPages, ({ path }) => path);
  const samePath = errorPages.filter(({ url }) => normalPath(urlParts(url).path) === scene.subject.path);
  const fitting = samePath.filter((page) => sameModule(scene, page) && sameStatus(scene, page));
  if (fitting.length === 0) return emptyPart('error-page', files, whyNone(scene, samePath));
  const sameCode = fitting.filter((page) => sameErrorCode(scene, page));
  const left = sameCode.length > 0 ? sameCode : fitting;
  const items = left.map((page) => pageItem(scene, page));
  return items.length === 1 ? foundPart('error-page', files, items) : ambiguousPart('error-page', files, items);
}

function whyNone(scene: AroundScene, samePath: readonly ErrorPage[]): string {
  if (samePath.length === 0) return 'no error page has this path';
  const others = samePath.filter((page) => !sameModule(scene, page));
  const what = others.length > 0 ? 'module' : 'status';
  const [first] = others.length > 0 ? others : samePath;
  const told = first === undefined ? '' : what === 'module' ? first.module : statusOf(first);
  return `${counted(samePath.length, 'error page')} of this path, with another ${what} (${told})`;
}

/** The module that the trace says set the status; where it says none, any module that ran. */
function sameModule({ stored }: AroundScene, { module }: ErrorPage): boolean {
  const { producing, modules } = stored.facts;
  const names = producing === null || producing.module === '' ? modules : [producing.module];
  return module === '' || names.length === 0 || names.some((name) => name.toLowerCase() === module.toLowerCase());
}

function sameStatus({ subject }: AroundScene, { status, subStatus }: ErrorPage): boolean {
  return status === 0 || subject.open || (status === subject.status && subStatus === subject.subStatus);
}

function sameErrorCode({ stored }: AroundScene, { errorCode }: ErrorPage): boolean {
  const ours = stored.facts.producing?.errorCode ?? null;
  return ours !== null && /^0x[0-9a-f]{1,8}$/i.test(errorCode) && Number(errorCode) === ours;
}

const statusOf = ({ status, subStatus }: ErrorPage): string => (status === 0 ? '' : formatStatus(status, subStatus));

function pageItem(scene: AroundScene, page: ErrorPage): AroundItem {
  const why = [`the same path${page.module === '' ? '' : ` and module ${page.module}`}`];
  if (page.status !== 0) why.push(`the same status ${statusOf(page)}`);
  if (sameErrorCode(scene, page)) why.push(`the same error code ${page.errorCode}`);
  why.push('a page has no time, so it may be of another request');
  const facts: readonly (readonly [string, string])[] = [
    ['Notification', page.notification],
    ['Handler', page.handler],
    ['Error code', page.errorCode],
    ['Physical path', page.physicalPath],
  ];
  const told = facts.filter(([, value]) => value !== '').map(([name, value]) => `${name} ${value}`);
  return {
    title: page.title === '' ? `${statusOf(page)} ${page.module}`.trim() : page.title,
    detail: [page.summary, told.join(', ')].filter((part) => part !== '').join(' '),
    certainty: 'possible',
    why,
    time: null,
    path: page.path,
    place: { kind: 'line', file: page.file, line: 1 },
    lines: [],
  };
}
