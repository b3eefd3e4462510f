import { expect, test } from 'vitest';
import type { FileRow } from '#core/engine/questions/files';
import type { FileKey, TraceKey } from '#core/model/units';
import { parsePlace } from '../route/url.ts';
import { landingPlace } from './landing.ts';

const file = (key: string, trace: string | null, format: FileRow['format'] = 'freb'): FileRow => ({
  key: key as FileKey,
  path: `${key}.xml`,
  size: 1,
  lastModified: null,
  format,
  state: 'whole',
  reason: null,
  issues: [],
  issuesLeftOut: 0,
  counts: { events: 1, rows: null, damaged: 0 },
  reasonText: '',
  hint: '',
  messages: [],
  asksFields: false,
  trace: trace as TraceKey | null,
});
const A = file('a', 'a');
const B = file('b', 'b');
const LOG = file('log', null, 'w3c');
const CONFIG = file('config', null, 'config');
const land = (here: string, picked: number, fresh: readonly FileRow[], all = fresh, answerFirst = false) =>
  landingPlace({ here: parsePlace(here), picked, fresh, all, incidents: 0, answerFirst });

test('one file leads to its trace, several to what they have in common', () => {
  expect(land('#/', 1, [A])).toEqual({ page: 'trace', key: 'a' });
  expect(land('#/', 2, [A, B])).toEqual({ page: 'incidents' });
  expect(land('#/', 2, [A, LOG])).toEqual({ page: 'incidents' });
  expect(land('#/', 1, [A, B])).toEqual({ page: 'incidents' });
});

test('one trace with the files that speak of it leads to the trace', () => {
  expect(land('#/', 2, [A, CONFIG])).toEqual({ page: 'trace', key: 'a' });
  expect(land('#/', 3, [A, B, CONFIG])).toEqual({ page: 'incidents' });
  expect(land('#/', 2, [A, file('broken', null)])).toEqual({ page: 'incidents' });
});

test('what is opened on a page of many requests appears there', () => {
  for (const here of ['#/incidents', '#/incident/i1', '#/requests', '#/modules']) {
    expect(land(here, 2, [A, B])).toBeNull();
    expect(land(here, 1, [LOG])).toBeNull();
    expect(land(here, 1, [A])).toEqual({ page: 'trace', key: 'a' });
  }
});

test('a sample with one trace among its logs leads to the answer', () => {
  expect(land('#/', 2, [A, LOG], [A, LOG], true)).toEqual({ page: 'trace', key: 'a' });
});

test('a file opened a second time leads to the trace it repeats', () => {
  expect(land('#/files', 1, [file('a', null)], [A, file('a', null)])).toEqual({ page: 'trace', key: 'a' });
});

test('an address that asked for a file stays where it is when the file comes', () => {
  expect(land('#/trace/a?v=1&event=3', 1, [A])).toBeNull();
  expect(land('#/trace/a', 2, [A, B])).toBeNull();
  expect(land('#/trace/a', 1, [B])).toEqual({ page: 'trace', key: 'b' });
});

test('side files change what is on screen, not the place; on the start page a log is shown, others are listed', () => {
  expect(land('#/trace/a', 1, [LOG], [A, LOG])).toBeNull();
  expect(land('#/', 1, [LOG])).toEqual({ page: 'log' });
  expect(land('#/', 1, [CONFIG])).toEqual({ page: 'files' });
});

test('logs that show an incident lead to it from the start page', () => {
  const opened = { here: parsePlace('#/'), picked: 2, fresh: [LOG], all: [LOG] };
  expect(landingPlace({ ...opened, incidents: 3 })).toEqual({ page: 'incidents' });
  expect(landingPlace({ ...opened, here: parsePlace('#/trace/a'), incidents: 3 })).toBeNull();
});

test('a comparison stays where it is when one of its sides comes, and gives way to other traces', () => {
  expect(land('#/compare/a...b', 1, [B], [A, B])).toBeNull();
  expect(land('#/compare/a...usual', 1, [B], [A, B])).toBeNull();
  expect(land('#/compare/x...y', 1, [A])).toEqual({ page: 'trace', key: 'a' });
});
