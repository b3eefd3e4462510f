import { create } from 'zustand';
import type { Engine } from '#core/engine/engine';
import { chooseFolder, FolderWatch } from '../platform/live-folder.ts';
import { isTesting } from '../platform/testing-mode.ts';
import { LIVE } from '../text/live-folder.ts';
import { openNews, openPicked } from './open-files.ts';
import { track } from './pending.ts';
import { say } from './session.ts';

interface LiveFolder {
  readonly name: string;
  readonly files: number;
  /** Files that somebody writes to. */
  readonly growing: number;
}

/** The folder that is watched; null: none. */
export const useLiveFolder = create<{ readonly folder: LiveFolder | null }>(() => ({ folder: null }));

/** Between the end of a look and the next one. */
const REST_MS = 5_000;

let current: FolderWatch | null = null;
/** The folder that is being looked into. */
let looking: FolderWatch | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Lets the person choose a folder, reads it, and from then on what appears in it. */
export function watchFolder(engine: Engine): Promise<void> {
  return track(choose(engine));
}

async function choose(engine: Engine): Promise<void> {
  const handle = await chooseFolder();
  if (handle === null) return;
  current = new FolderWatch(handle);
  await look(engine, true);
}

/** Looks into the watched folder now. */
export function lookNow(engine: Engine): Promise<void> {
  return look(engine, false);
}

export function stopWatching(): void {
  if (current === null) return;
  say(LIVE.stopped(current.name));
  forget();
}

function forget(): void {
  clearTimeout(timer);
  current = null;
  useLiveFolder.setState({ folder: null });
}

async function look(engine: Engine, first: boolean): Promise<void> {
  const watch = current;
  if (watch === null || looking === watch) return;
  clearTimeout(timer);
  looking = watch;
  try {
    await track(report(engine, watch, first));
  } catch {
    if (current === watch) {
      say(LIVE.lost(watch.name), 'warn');
      forget();
    }
  } finally {
    if (looking === watch) looking = null;
  }
  // While testing nothing happens by itself.
  if (current === watch && !isTesting()) timer = setTimeout(() => void look(engine, false), REST_MS);
}

async function report(engine: Engine, watch: FolderWatch, first: boolean): Promise<void> {
  const { ready, files, growing } = await watch.look();
  if (current !== watch) return;
  useLiveFolder.setState({ folder: { name: watch.name, files, growing } });
  if (ready.length === 0) {
    if (first) say(LIVE.empty(watch.name));
  } else if (first) await openPicked(engine, ready);
  else await openNews(engine, watch.name, ready);
}
