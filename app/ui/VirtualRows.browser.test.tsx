import { act, useState } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Column, GridSort } from './grid-columns.ts';
import { VirtualRows, type VirtualRowsProps } from './VirtualRows.tsx';

declare global {
  // React asks for it before `act` may be used.
  var IS_REACT_ACT_ENVIRONMENT: boolean;
}
globalThis.IS_REACT_ACT_ENVIRONMENT = true;

/** What the grid needs of the style sheet of the page. */
const STYLES = `
  [data-scroller] { height: 400px; overflow: auto; position: relative; }
  .absolute { position: absolute; left: 0; right: 0; } .relative { position: relative; }
  .sticky { position: sticky; top: 0; } .grid { display: grid; } .contents { display: contents; }`;

interface Row {
  readonly name: string;
}

const COLUMNS: readonly Column<Row>[] = [
  { id: 'ix', title: 'No.', width: 60, cell: (_row, ix) => String(ix + 1) },
  { id: 'name', title: 'Name', width: 200, grow: 1, sortable: true, cell: (row) => row.name },
];

let root: Root;
let host: HTMLDivElement;
let style: HTMLStyleElement;
let opened: number[] = [];
let windows: (readonly [number, number])[] = [];
let sorts: (GridSort | null)[] = [];

beforeEach(() => {
  style = document.createElement('style');
  style.textContent = STYLES;
  host = document.createElement('div');
  host.style.width = '600px';
  document.head.append(style);
  document.body.append(host);
  root = createRoot(host);
  [opened, windows, sorts] = [[], [], []];
});

afterEach(() => {
  act(() => root.unmount());
  host.remove();
  style.remove();
});

function Grid(props: Partial<VirtualRowsProps<Row>> & { readonly total: number; readonly first?: number }) {
  const [active, setActive] = useState(props.first ?? -1);
  return (
    <VirtualRows<Row>
      label="Things"
      columns={COLUMNS}
      rowAt={(ix) => ({ name: `thing ${ix}` })}
      onWindow={(from, to) => windows.push([from, to])}
      onOpen={(ix) => opened.push(ix)}
      onSort={(sort) => sorts.push(sort)}
      {...props}
      active={active}
      onActive={setActive}
    />
  );
}

async function show(props: Parameters<typeof Grid>[0]) {
  await act(async () => root.render(<Grid {...props} />));
  await settle();
}

/** Scrolling and resizing are told in frames. */
async function settle() {
  for (let frame = 0; frame < 3; frame += 1) {
    await act(async () => {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    });
  }
}

async function press(key: string) {
  await act(async () => {
    (document.activeElement ?? document.body).dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
    );
  });
  await settle();
}

const grid = () => host.querySelector('[role="grid"]');
const rows = () => [...host.querySelectorAll<HTMLElement>('[data-ix]')];
const focusedIndex = () => (document.activeElement as HTMLElement | null)?.dataset['ix'];

test('says how many rows there are, and draws only those on screen', async () => {
  await show({ total: 100_000 });
  expect(grid()?.getAttribute('aria-rowcount')).toBe('100001');
  expect(rows().length).toBeGreaterThan(10);
  expect(rows().length).toBeLessThan(60);
  expect(windows.at(-1)?.[0]).toBe(0);
});

test('the keyboard reaches every row, and the focus goes with it', async () => {
  await show({ total: 100_000 });
  rows()[0]?.focus();
  await press('j');
  expect(focusedIndex()).toBe('0');
  await press('ArrowDown');
  expect(focusedIndex()).toBe('1');
  await press('End');
  expect(focusedIndex()).toBe('99999');
  expect(document.activeElement?.getAttribute('aria-rowindex')).toBe('100001');
  expect(windows.at(-1)?.[1]).toBe(100_000);
  await press('Home');
  expect(focusedIndex()).toBe('0');
  await press('Enter');
  expect(opened).toEqual([0]);
});

test('the row with the focus keeps it while it is scrolled out of sight', async () => {
  await show({ total: 5_000 });
  rows()[0]?.focus();
  await press('j');
  await act(async () => host.querySelector('[data-scroller]')?.scrollTo(0, 60_000));
  await settle();
  expect(focusedIndex()).toBe('0');
  await press('j');
  expect(focusedIndex()).toBe('1');
});

test('a selection from outside is scrolled into view, below the headings', async () => {
  await show({ total: 5_000, first: 3_000 });
  const row = rows().find((one) => one.dataset['ix'] === '3000');
  const box = host.querySelector('[data-scroller]')?.getBoundingClientRect();
  const place = row?.getBoundingClientRect();
  expect(place?.top).toBeGreaterThanOrEqual((box?.top ?? 0) + 29);
  expect(place?.bottom).toBeLessThanOrEqual((box?.bottom ?? 0) + 1);
});

test('arrows reach a primary grid while nothing has the focus, and no other', async () => {
  await show({ total: 10, primary: true });
  await press('j');
  expect(focusedIndex()).toBe('0');
  (document.activeElement as HTMLElement).blur();
  await show({ total: 10, primary: false });
  await press('j');
  expect(focusedIndex()).toBeUndefined();
});

test('headings sort, and say how', async () => {
  await show({ total: 3, sort: { key: 'name', descending: true } });
  const heading = [...host.querySelectorAll('[role="columnheader"]')].find((one) => one.textContent === 'Name');
  expect(heading?.getAttribute('aria-sort')).toBe('descending');
  await act(async () => heading?.querySelector('button')?.click());
  expect(sorts).toEqual([null]);
});

test('rows become one cell where columns have no room', async () => {
  await show({ total: 5, compact: { below: 700, height: 60, cell: (row) => <b>{row.name}</b> } });
  expect(host.querySelectorAll('[role="columnheader"]')).toHaveLength(0);
  expect(rows()[1]?.querySelectorAll('[role="gridcell"]')).toHaveLength(1);
  expect(rows()[1]?.getBoundingClientRect().height).toBe(60);
});

/** The rows that can be seen, without those drawn ahead. */
function seen(): readonly number[] {
  const box = host.querySelector('[data-scroller]')?.getBoundingClientRect();
  return rows()
    .filter((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return bottom > (box?.top ?? 0) + 31 && top < (box?.bottom ?? 0) - 1;
    })
    .map((row) => Number(row.dataset['ix']));
}

async function scrollTo(top: number) {
  await act(async () => host.querySelector('[data-scroller]')?.scrollTo(0, top));
  await settle();
}

test('past what a browser can scroll every row is reached: by keys, by the scroll bar, by its number', async () => {
  await show({ total: 1_500_000 });
  const box = host.querySelector('[data-scroller]');
  if (box === null) throw new Error('no scroller');
  expect(grid()?.getAttribute('aria-rowcount')).toBe('1500001');
  expect(host.textContent).toContain('1,500,000 rows are more than a scroll bar can tell apart');
  expect(box.scrollHeight).toBeLessThan(17_000_000);

  rows()[0]?.focus();
  await press('End');
  expect(focusedIndex()).toBe('1499999');
  expect(seen()).toContain(1_499_999);
  expect(windows.at(-1)?.[1]).toBe(1_500_000);
  await press('ArrowUp');
  expect(focusedIndex()).toBe('1499998');
  await press('Home');
  expect(seen()[0]).toBe(0);

  await scrollTo(box.scrollHeight);
  expect(seen().at(-1)).toBe(1_499_999);
  await scrollTo((box.scrollHeight - box.clientHeight) / 2);
  expect(Math.abs((seen()[0] ?? 0) - 750_000)).toBeLessThan(50);
  const [before = 0] = seen();
  await scrollTo(box.scrollTop + 280);
  expect(seen()[0]).toBe(before + 10);
  await scrollTo(0);
  expect(seen()[0]).toBe(0);

  const input = host.querySelector<HTMLInputElement>('form input');
  const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
  await act(async () => {
    value?.set?.call(input, '1,000,001');
    input?.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await act(async () => host.querySelector<HTMLButtonElement>('form button')?.click());
  await settle();
  expect(focusedIndex()).toBe('1000000');
  expect(seen()).toContain(1_000_000);
});

test('scrolling row by row goes on past the end of the box, without a jump', async () => {
  await show({ total: 1_500_000, first: 3_000 });
  const box = host.querySelector('[data-scroller]');
  if (box === null) throw new Error('no scroller');
  let [last = 0] = seen();
  for (let turn = 0; turn < 30 && last > 0; turn++) {
    await scrollTo(Math.max(0, box.scrollTop - 2_800));
    const [first = 0] = seen();
    expect(last - first === 100 || first === 0).toBe(true);
    last = first;
  }
  expect(last).toBe(0);
});
