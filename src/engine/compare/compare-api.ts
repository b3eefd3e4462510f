import { median } from '../../analysis/median.ts';
import { ms, type TraceKey } from '../../model/units.ts';
import type { StoredTrace } from '../../store/traces.ts';
import { compareFacts, compareHeaders, sideFacts, type SideFacts } from './compare-facts.ts';
import { allRequests, compareOffers, usualRequests } from './compare-offers.ts';
import { compareTwo, compareWithGroup, differentModules } from './compare-spans.ts';
import type { CompareApi, ComparedSide, CompareWith, Comparison } from '../questions/compare.ts';
import type { RequestRow } from '../questions/requests.ts';
import { fieldReader } from '../events/field-reader.ts';
import { currentIncidents } from '../incidents/incidents-api.ts';
import { coarsestGrain } from '../traces/selected-traces.ts';
import { spanSetOf } from '../traces/span-set.ts';
import type { EngineWorkspace } from '../workspace.ts';

/** Members of a group whose bytes are read for facts and headers. */
const MOST_READ = 20;

export function compareApi(workspace: EngineWorkspace): CompareApi {
  return {
    async compare(a, b) {
      return comparison(workspace, a, b);
    },
    async compareOffers(key) {
      const target = allRequests(workspace).find((row) => row.key === key);
      return target === undefined ? null : compareOffers(workspace, target);
    },
  };
}

/** The second side with its members, nearest first. */
interface Group {
  readonly side: ComparedSide;
  readonly members: readonly StoredTrace[];
}

async function comparison(workspace: EngineWorkspace, key: TraceKey, other: CompareWith): Promise<Comparison> {
  const revision = workspace.revision.number;
  const rows = new Map(allRequests(workspace).map((row) => [row.key, row]));
  const a = rows.get(key) ?? null;
  const first = workspace.traces.get(key);
  const group = a === null ? otherAlone(workspace, rows, other) : groupFor(workspace, rows, a, other);
  const nothing = { rows: [], modules: [], facts: [], headers: [], read: 0, grainMs: ms(coarsestGrain([])) };
  if (first === null || group === null) return { revision, a, b: group?.side ?? null, ...nothing };

  const { side, members } = group;
  const grain = coarsestGrain([first, ...members]);
  const sets = members.map(spanSetOf);
  const member = members.findIndex(({ trace }) => trace.key === side.row.key);
  const shown = sets[member];
  const [only] = sets;
  const spans =
    side.kind === 'trace' && only !== undefined
      ? compareTwo(spanSetOf(first), only, grain)
      : compareWithGroup(spanSetOf(first), sets, shown ?? spanSetOf(first), grain);
  const own = await factsOf(workspace, first);
  const theirs: SideFacts[] = [];
  for (const one of members.slice(0, MOST_READ)) theirs.push(await factsOf(workspace, one));
  return {
    revision,
    a,
    b: side,
    grainMs: ms(grain),
    rows: spans,
    modules: differentModules(spans),
    facts: compareFacts(own, theirs),
    headers: compareHeaders(own, theirs),
    read: theirs.length,
  };
}

async function factsOf(workspace: EngineWorkspace, stored: StoredTrace): Promise<SideFacts> {
  return sideFacts(stored, fieldReader(stored.trace.events, await workspace.bytesOf(stored)));
}

type Rows = ReadonlyMap<TraceKey, RequestRow>;

function groupFor(workspace: EngineWorkspace, rows: Rows, a: RequestRow, other: CompareWith): Group | null {
  if (other === 'usual') {
    const usual = usualRequests(workspace, a);
    return grouped(workspace, usual, 'usual', usual.length === 0 ? '' : compareOffers(workspace, a).template);
  }
  const incident = currentIncidents(workspace).find(({ id }) => id === other);
  if (incident === undefined) return otherAlone(workspace, rows, other);
  const members = incident.traces.filter((key) => key !== a.key).map((key) => rows.get(key));
  return grouped(
    workspace,
    members.filter((row) => row !== undefined),
    'incident',
    incident.headline,
  );
}

/** One trace as the second side; null: it is not loaded. */
function otherAlone(workspace: EngineWorkspace, rows: Rows, other: CompareWith): Group | null {
  const row = rows.get(other as TraceKey);
  const stored = workspace.traces.get(other as TraceKey);
  if (row === undefined || stored === null) return null;
  return { side: { kind: 'trace', row, count: 1, name: '' }, members: [stored] };
}

function grouped(
  workspace: EngineWorkspace,
  rows: readonly RequestRow[],
  kind: 'usual' | 'incident',
  name: string,
): Group | null {
  const middle = median(rows.map((row) => row.durationMs ?? 0));
  const row = rows.find((one) => (one.durationMs ?? 0) === middle);
  const members = rows.map(({ key }) => workspace.traces.get(key)).filter((one) => one !== null);
  return row === undefined ? null : { side: { kind, row, count: members.length, name }, members };
}
