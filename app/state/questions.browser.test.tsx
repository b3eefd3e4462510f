import { act, useEffect } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Engine } from '#core/engine/engine';
import type { Page } from '#core/engine/questions/paging';
import type { WorkspaceSummary } from '#core/engine/questions/files';
import { EngineProvider } from './engine.tsx';
import { setSummary, useSession } from './session.ts';
import { useQuery } from './useQuery.ts';
import { useRows } from './useRows.ts';

declare global {
  // React asks for it before `act` may be used.
  var IS_REACT_ACT_ENVIRONMENT: boolean;
}
globalThis.IS_REACT_ACT_ENVIRONMENT = true;

function summary(revision: number): WorkspaceSummary {
  const byState = { waiting: 0, reading: 0, whole: 1, partial: 0, refused: 0, skipped: 0 };
  return { revision, files: 1, byState, traces: 1, failingTraces: 0, logRows: 0, incidents: 0, from: null, to: null };
}

/** An engine that only says which revision it is at; views ask through the functions of the test. */
const engine = { watch: async () => undefined, summary: async () => summary(1) } as unknown as Engine;

/** Questions that the test answers, in the order it likes. */
class Desk<T> {
  readonly asked: { readonly what: string; readonly answer: (value: T) => void; readonly fail: () => void }[] = [];
  readonly ask = (what: string) =>
    new Promise<T>((answer, reject) => {
      this.asked.push({ what, answer, fail: () => reject(new Error('gone')) });
    });
  async answer(ix: number, value: T) {
    await act(async () => this.asked[ix]?.answer(value));
  }
}

let root: Root;
let host: HTMLDivElement;

beforeEach(() => {
  host = document.createElement('div');
  document.body.append(host);
  root = createRoot(host);
  useSession.setState({ summary: summary(1) });
});

afterEach(() => {
  act(() => root.unmount());
  host.remove();
});

async function show(view: React.ReactNode) {
  await act(async () => root.render(<EngineProvider engine={engine}>{view}</EngineProvider>));
}

function Query(props: { readonly desk: Desk<string>; readonly name: string; readonly subject?: string }) {
  const { data, loading, failed } = useQuery(() => props.desk.ask(props.name), props.name, props.subject);
  return (
    <p>
      {data ?? 'nothing'} {loading ? 'loading' : 'ready'} {failed ? 'failed' : ''}
    </p>
  );
}

test('the last answer stays while the next is on its way, and late answers to old questions are dropped', async () => {
  const desk = new Desk<string>();
  await show(<Query desk={desk} name="one" />);
  expect(host.textContent).toBe('nothing loading ');
  await desk.answer(0, 'first');
  expect(host.textContent).toBe('first ready ');
  await show(<Query desk={desk} name="two" />);
  await show(<Query desk={desk} name="three" />);
  expect(host.textContent).toBe('first loading ');
  await desk.answer(2, 'third');
  await desk.answer(1, 'second, too late');
  expect(host.textContent).toBe('third ready ');
});

test('another subject begins with nothing', async () => {
  const desk = new Desk<string>();
  await show(<Query desk={desk} name="q" subject="a" />);
  await desk.answer(0, 'of a');
  await show(<Query desk={desk} name="q" subject="b" />);
  expect(host.textContent).toBe('nothing loading ');
});

test('a new revision asks again, an older one does not count', async () => {
  const desk = new Desk<string>();
  await show(<Query desk={desk} name="q" />);
  await desk.answer(0, 'at 1');
  await act(async () => setSummary(summary(5)));
  expect(desk.asked).toHaveLength(2);
  await desk.answer(1, 'at 5');
  await act(async () => setSummary(summary(3)));
  expect(desk.asked).toHaveLength(2);
  expect(host.textContent).toBe('at 5 ready ');
});

test('a question that fails says so', async () => {
  const desk = new Desk<string>();
  await show(<Query desk={desk} name="q" />);
  await act(async () => desk.asked[0]?.fail());
  expect(host.textContent).toBe('nothing ready failed');
});

const page = (word: string, from: number, count: number, total: number): Page<string> => ({
  revision: 1,
  from,
  total,
  rows: Array.from({ length: count }, (_, ix) => `${word} ${from + ix}`),
});

let rows: ReturnType<typeof useRows<string, Page<string>>>;
const report = (seen: typeof rows) => {
  rows = seen;
};
function Rows({ desk, name }: { readonly desk: Desk<Page<string> | null>; readonly name: string }) {
  const seen = useRows<string, Page<string>>((_engine, from) => desk.ask(`${name} ${from}`), name);
  useEffect(() => report(seen));
  return <p>{seen.total}</p>;
}

test('windows are asked for once each, and rows of another list never mix in', async () => {
  const desk = new Desk<Page<string> | null>();
  await show(<Rows desk={desk} name="x" />);
  await desk.answer(0, page('x', 0, 100, 1000));
  expect(rows.rowAt(99)).toBe('x 99');
  expect(rows.rowAt(450)).toBeUndefined();
  await act(async () => rows.onWindow(450, 480));
  await act(async () => rows.onWindow(455, 485));
  expect(desk.asked.map(({ what }) => what)).toEqual(['x 0', 'x 400']);

  await show(<Rows desk={desk} name="y" />);
  expect(rows.rowAt(99)).toBe('x 99');
  await desk.answer(1, page('x', 400, 100, 1000));
  expect(rows.rowAt(450)).toBeUndefined();
  await desk.answer(2, page('y', 400, 100, 700));
  expect([rows.total, rows.rowAt(450), rows.rowAt(99)]).toEqual([700, 'y 450', undefined]);
});

test('a list that is not there is empty', async () => {
  const desk = new Desk<Page<string> | null>();
  await show(<Rows desk={desk} name="x" />);
  await desk.answer(0, null);
  expect([rows.total, rows.loading, rows.answer]).toEqual([0, false, null]);
});
