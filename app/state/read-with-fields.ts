import type { Engine } from '#core/engine/engine';
import type { FileKey } from '#core/model/units';
import { OPENING } from '../text/opening.ts';
import { track } from './pending.ts';
import { beginJob, endJob, say, setSummary, updateJob } from './session.ts';

/** Reads a log again by a field line; false: the line names nothing that a request has. Never rejects. */
export async function readWithFields(engine: Engine, file: FileKey, line: string): Promise<boolean> {
  const job = beginJob(1);
  try {
    const summary = await track(engine.readWithFields(file, line, (progress) => updateJob(job, progress)));
    if (summary === null) return false;
    setSummary(summary);
    return true;
  } catch {
    say(OPENING.stopped, 'warn', { label: OPENING.seeFiles, place: { page: 'files' } });
    return true;
  } finally {
    endJob(job);
  }
}
