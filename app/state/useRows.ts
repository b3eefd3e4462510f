import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { Engine } from '#core/engine/engine';
import type { Page } from '#core/engine/questions/paging';
import { useEngine } from './engine.tsx';
import { track } from './pending.ts';
import { useSession } from './session.ts';

/** Rows are asked for in blocks of this many. */
const BLOCK = 100;

/** Windows of rows out of a long list that stays in the engine. */
export interface Rows<Row, Answer extends Page<Row>> {
  readonly total: number;
  readonly rowAt: (ix: number) => Row | undefined;
  /** Tell which rows are on screen; what is missing is then asked for. */
  readonly onWindow: (from: number, to: number) => void;
  /** The last answer, for what stands beside the rows. */
  readonly answer: Answer | null;
  readonly loading: boolean;
  readonly failed: boolean;
}

interface Blocks<Answer> {
  /** The list these blocks belong to. */
  readonly list: string;
  readonly answer: Answer | null;
  readonly blocks: ReadonlyMap<number, Answer>;
  readonly failed: boolean;
}

/**
 * Rows of a list that `key` names. When `key` or the workspace changes, the old rows stay on screen until the first
 * new ones are there. An answer of null (nothing of that kind is loaded) is an empty list.
 */
export function useRows<Row, Answer extends Page<Row>>(
  ask: (engine: Engine, from: number, count: number) => Promise<Answer | null>,
  key: string,
): Rows<Row, Answer> {
  const engine = useEngine();
  const revision = useSession((session) => session.summary?.revision ?? 0);
  const list = `${key}\n${revision}`;
  const [state, setState] = useState<Blocks<Answer>>({ list: '', answer: null, blocks: new Map(), failed: false });
  const asked = useRef({ list: '', blocks: new Set<number>() });
  const screen = useRef({ from: 0, to: BLOCK });
  const askRef = useRef(ask);
  useLayoutEffect(() => {
    askRef.current = ask;
  });

  const fill = useCallback(() => {
    if (asked.current.list !== list) asked.current = { list, blocks: new Set() };
    const { blocks } = asked.current;
    const first = Math.floor(screen.current.from / BLOCK);
    const last = Math.floor(Math.max(screen.current.from, screen.current.to - 1) / BLOCK);
    for (let block = first; block <= last; block += 1) {
      if (blocks.has(block)) continue;
      blocks.add(block);
      track(askRef.current(engine, block * BLOCK, BLOCK)).then(
        (answer) => (asked.current.list === list ? setState((old) => withBlock(old, list, block, answer)) : undefined),
        () => (asked.current.list === list ? setState((old) => ({ ...old, list, failed: true })) : undefined),
      );
    }
  }, [engine, list]);

  useLayoutEffect(fill, [fill]);

  const onWindow = useCallback(
    (from: number, to: number) => {
      screen.current = { from, to };
      fill();
    },
    [fill],
  );

  return {
    total: state.answer?.total ?? 0,
    rowAt: (ix) => {
      const block = state.blocks.get(Math.floor(ix / BLOCK));
      return block?.rows[ix - block.from];
    },
    onWindow,
    answer: state.answer,
    loading: state.list !== list,
    failed: state.failed,
  };
}

function withBlock<Answer>(old: Blocks<Answer>, list: string, block: number, answer: Answer | null): Blocks<Answer> {
  if (answer === null) return { list, answer: null, blocks: new Map(), failed: false };
  const kept = old.list === list ? old.blocks : new Map<number, Answer>();
  return { list, answer, blocks: new Map(kept).set(block, answer), failed: false };
}
