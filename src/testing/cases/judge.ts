import type { Incident } from '../../model/incident.ts';
import type { Verdict } from '../../model/verdict.ts';
import { opened } from '../opened.ts';
import type { CaseFile } from './case.ts';

/**
 * Opens the files of a case in the engine, as a drop on the page does, and gives the verdict of the incident that a
 * person would open: the earliest with a trace, else the one with most requests. Throws when a file is not read whole:
 * the fixture is wrong then.
 */
export async function judge(files: readonly CaseFile[]): Promise<Verdict | null> {
  const encoder = new TextEncoder();
  const { engine } = await opened(files.map(({ path, text }) => [path, encoder.encode(text)]));
  for (const { path, state, reasonText } of await engine.files()) {
    if (state !== 'whole') throw new Error(`${path} is ${state}: ${reasonText}`);
  }
  const incidents = await engine.incidents();
  const traced = incidents.find((incident) => incident.traces.length > 0);
  return (traced ?? largest(incidents))?.verdict ?? null;
}

function largest(incidents: readonly Incident[]): Incident | undefined {
  return incidents.toSorted((a, b) => b.requests - a.requests)[0];
}
