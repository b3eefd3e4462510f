import { counted } from './numbers.ts';

/** Words around a folder that is watched. */
export const LIVE = {
  watch: 'Watch a folder',
  region: 'Watched folder',
  watching: (folder: string) => `Watching ${folder}`,
  holds: (files: number, growing: number) =>
    growing === 0 ? counted(files, 'file') : `${counted(files, 'file')}, ${growing} being written`,
  look: 'Look now',
  stop: 'Stop watching',
  stopped: (folder: string) => `${folder} is no longer watched.`,
  lost: (folder: string) => `${folder} cannot be read any more, so it is no longer watched.`,
  empty: (folder: string) => `${folder} holds no files yet. New ones are read as they appear.`,
  news: (folder: string, outcome: string) => `New in ${folder}. ${outcome}`,
  openTrace: 'Open the trace',
} as const;
