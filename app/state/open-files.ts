import type { Engine } from '#core/engine/engine';
import type { FileRow, IncomingFile } from '#core/engine/questions/files';
import { epochMs } from '#core/model/units';
import type { NewsFile } from '../platform/live-folder.ts';
import type { PickedFile } from '../platform/picked-files.ts';
import { currentPlace, go } from '../route/useRoute.ts';
import { INCIDENT, type Sample } from '../samples/catalog.ts';
import { LIVE } from '../text/live-folder.ts';
import { OPENING, openingOutcome } from '../text/opening.ts';
import { asIncoming } from './incoming.ts';
import { landingPlace } from './landing.ts';
import { track } from './pending.ts';
import { beginJob, endJob, type MessageTone, say, setSummary, updateJob } from './session.ts';

interface OpenOptions {
  /** Go to the trace when there is exactly one, even among several files. */
  readonly answerFirst?: boolean;
  /** Name of the watched folder in which they appeared: nobody asked for them now, so the page stays where it is. */
  readonly watched?: string;
}

/** Opens files that the person picked or dropped, then goes where the answer is. Never rejects. */
export async function openPicked(engine: Engine, picked: readonly PickedFile[]): Promise<void> {
  if (picked.length === 0) {
    say(OPENING.nothing, 'warn');
    return;
  }
  await open(engine, await track(asIncoming(picked)));
}

/** Opens what is new in a watched folder, in place of earlier states of the same files. */
export async function openNews(engine: Engine, folder: string, news: readonly NewsFile[]): Promise<void> {
  const files = news.map(({ path, file, changed }) => {
    return { path, blob: file, lastModified: epochMs(file.lastModified), replaces: changed };
  });
  await open(engine, files, { watched: folder });
}

let pastes = 0;

/** Opens text that was pasted, as a file of its own; markup is named like a trace. */
export async function openPasted(engine: Engine, text: string): Promise<void> {
  pastes += 1;
  const path = `Pasted text ${pastes}.${/^\s*</.test(text) ? 'xml' : 'txt'}`;
  await open(engine, [{ path, blob: new Blob([text]), lastModified: null }], { answerFirst: true });
}

/** Opens a sample incident. */
export async function openSample(engine: Engine, sample: Sample): Promise<void> {
  try {
    const files = await track(sample.load());
    const incoming = files.map(({ path, text }) => ({ path, blob: new Blob([text]), lastModified: null }));
    await open(engine, incoming, { answerFirst: true });
  } catch {
    say(OPENING.sampleFailed, 'warn');
  }
}

/** Opens the incident that stands for all samples. */
export function openSampleIncident(engine: Engine): Promise<void> {
  return openSample(engine, INCIDENT);
}

async function open(engine: Engine, files: readonly IncomingFile[], options: OpenOptions = {}): Promise<void> {
  await track(read(engine, files, options));
}

async function read(engine: Engine, files: readonly IncomingFile[], options: OpenOptions): Promise<void> {
  const job = beginJob(files.length);
  try {
    // Asked one after the other, so the list is that of before.
    const [earlier, summary] = await Promise.all([
      engine.files(),
      engine.open(files, (progress) => updateJob(job, progress)),
    ]);
    const before = earlier.length;
    setSummary(summary);
    const all = await engine.files();
    // Other openings may have added rows in between: ours have a path of ours, or of an archive of ours.
    const paths = new Set(files.map((file) => file.path));
    const fresh = all
      .slice(before)
      .filter((row) => paths.has(row.path) || paths.has(row.path.slice(0, Math.max(0, row.path.indexOf('!')))));
    const { text, tone } = openingOutcome(fresh);
    if (options.watched !== undefined) {
      sayNews(options.watched, text, tone, fresh);
      return;
    }
    say(text, tone, tone === 'warn' ? { label: OPENING.seeFiles, place: { page: 'files' } } : null);
    const { incidents } = summary;
    const place = landingPlace({ here: currentPlace(), picked: files.length, fresh, all, incidents, ...options });
    if (place !== null) go(place);
  } catch {
    say(OPENING.stopped, 'warn', { label: OPENING.seeFiles, place: { page: 'files' } });
  } finally {
    endJob(job);
  }
}

/** What appeared in a watched folder, with the way to its trace when it is one. */
function sayNews(folder: string, outcome: string, tone: MessageTone, fresh: readonly FileRow[]): void {
  const [only, ...others] = fresh.flatMap(({ trace }) => (trace === null ? [] : [trace]));
  const one = only !== undefined && others.length === 0;
  say(
    LIVE.news(folder, outcome),
    tone,
    one
      ? { label: LIVE.openTrace, place: { page: 'trace', key: only } }
      : { label: OPENING.seeFiles, place: { page: 'files' } },
  );
}
