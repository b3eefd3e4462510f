import { create } from 'zustand';
import type { Progress, WorkspaceSummary } from '#core/engine/questions/files';
import type { SortBy } from '#core/engine/questions/paging';
import type { TraceKey } from '#core/model/units';
import type { PlaceLike } from '../route/url.ts';

export type MessageTone = 'plain' | 'warn';

/** Something said to the person; also read out. */
export interface Message {
  readonly id: number;
  readonly tone: MessageTone;
  readonly text: string;
  /** Where more is to be seen. */
  readonly link: { readonly label: string; readonly place: PlaceLike } | null;
}

/** One running `open`. `progress` is null until the engine speaks. */
export interface RunningJob {
  readonly id: number;
  readonly files: number;
  readonly progress: Progress | null;
}

export type Overlay = 'none' | 'help' | 'palette' | 'paste';

/** Views that have a filter of their own. */
export type FilterOf = 'files' | 'requests' | 'events' | 'modules' | 'log' | 'httpErr';

interface Session {
  /** null until the engine has spoken for the first time. */
  readonly summary: WorkspaceSummary | null;
  readonly jobs: readonly RunningJob[];
  readonly messages: readonly Message[];
  readonly overlay: Overlay;
  /** What the box for pasted text is opened with. */
  readonly pasted: string;
  /** Filter texts outlive a visit to another page; they are never part of an address. */
  readonly filters: Readonly<Record<FilterOf, string>>;
  /** The order of the grid `Requests`, so that next and previous follow it. */
  readonly requestOrder: SortBy | null;
  /** Requests marked for comparison: two at most, the older one first. */
  readonly marked: readonly TraceKey[];
  /** The trace looked at last, so that the list shows it when one comes back. */
  readonly lastTrace: TraceKey | null;
}

/** What lasts as long as the page is open. */
export const useSession = create<Session>(() => ({
  summary: null,
  jobs: [],
  messages: [],
  overlay: 'none',
  pasted: '',
  filters: { files: '', requests: '', events: '', modules: '', log: '', httpErr: '' },
  requestOrder: null,
  marked: [],
  lastTrace: null,
}));

const { setState } = useSession;

/** Takes in a summary unless a newer one is known. */
export function setSummary(summary: WorkspaceSummary): void {
  setState((old) => (old.summary !== null && old.summary.revision > summary.revision ? old : { summary }));
}

let nextId = 1;

/** Notes that `files` files are being read; returns the id for `updateJob` and `endJob`. */
export function beginJob(files: number): number {
  const id = nextId++;
  setState((old) => ({ jobs: [...old.jobs, { id, files, progress: null }] }));
  return id;
}

export function updateJob(id: number, progress: Progress): void {
  setState((old) => ({ jobs: old.jobs.map((job) => (job.id === id ? { ...job, progress } : job)) }));
}

export function endJob(id: number): void {
  setState((old) => ({ jobs: old.jobs.filter((job) => job.id !== id) }));
}

const MOST_MESSAGES = 2;
const MOST_MARKED = 2;

/** Says something in the status region; the oldest message gives way. */
export function say(text: string, tone: MessageTone = 'plain', link: Message['link'] = null): void {
  setState((old) => ({ messages: [...old.messages, { id: nextId++, tone, text, link }].slice(-MOST_MESSAGES) }));
}

export function dismiss(id: number): void {
  setState((old) => ({ messages: old.messages.filter((message) => message.id !== id) }));
}

export function setOverlay(overlay: Overlay): void {
  setState({ overlay });
}

/** Opens the box for pasted text with a text in it. */
export function openPasteBox(pasted: string): void {
  setState({ overlay: 'paste', pasted });
}

export function setFilter(view: FilterOf, text: string): void {
  setState((old) => ({ filters: { ...old.filters, [view]: text } }));
}

export function setRequestOrder(requestOrder: SortBy | null): void {
  setState({ requestOrder });
}

/** Marks a request for comparison, or takes the mark back; a third one takes the place of the oldest. */
export function toggleMark(key: TraceKey): void {
  setState(({ marked }) => ({
    marked: marked.includes(key) ? marked.filter((one) => one !== key) : [...marked, key].slice(-MOST_MARKED),
  }));
}

export function clearMarks(): void {
  setState({ marked: [] });
}

export function setLastTrace(lastTrace: TraceKey | null): void {
  setState({ lastTrace });
}
