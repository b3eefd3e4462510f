import { FIELD_SETS, type FieldSet, writtenLog } from './logged.ts';
import type { Random } from './random.ts';
import type { Scenario } from './scenario.ts';
import { MOST, tracesOf } from './scenarios-outage.ts';
import { type Server, WEB01, WEB02 } from './served.ts';
import { failedCall, ONE_BALANCER, traffic } from './traffic.ts';

interface FarmStyle {
  readonly name: string;
  /** Fields that name the server. */
  readonly fields: string;
  readonly folder: (server: Server) => string;
  readonly traces: (server: Server) => string;
  /** Both servers' rows in one file, one after the other. */
  readonly merged?: boolean;
}

const SAME = (): string => '';
const FARMS: readonly FarmStyle[] = [
  { name: 's-ip', fields: 's-ip', folder: SAME, traces: SAME },
  { name: 's-computername', fields: 's-computername', folder: SAME, traces: SAME },
  { name: 's-ip, one file', fields: 's-ip', folder: SAME, traces: SAME, merged: true },
  { name: 'folders named by computer', fields: '', folder: ({ computer }) => `${computer}/`, traces: SAME },
  {
    name: 'folders of any name',
    fields: '',
    folder: ({ ip }) => `node-${ip.at(-1)}/`,
    traces: ({ ip }) => `node-${ip.at(-1)}/`,
  },
  { name: 'nothing', fields: '', folder: SAME, traces: SAME },
];

/** Two servers of a farm behind one balancer, with the same site id; told apart by what a style says. */
export function farms(random: Random, set: FieldSet): readonly Scenario[] {
  return [2, 40].flatMap((rate) =>
    FARMS.flatMap((style) => [
      farm(`farm of two by ${style.name}, ${rate} a minute`, random, set, style, rate, [WEB01, WEB02]),
      ...(style.name === 'nothing' || style.name === 'folders of any name'
        ? []
        : [farm(`the same, only the other's log`, random, set, style, rate, [WEB02])]),
    ]),
  );
}

function farm(
  name: string,
  random: Random,
  set: FieldSet,
  style: FarmStyle,
  rate: number,
  logged: readonly Server[],
): Scenario {
  const [one, two] = [WEB01, WEB02].map((server) =>
    traffic(random, 20, rate, (at) => failedCall(random, at, ONE_BALANCER, { server })),
  );
  const own = { fields: `${FIELD_SETS[set]} ${style.fields}`.trim() };
  const of = (server: Server) => (server === WEB01 ? one : two) ?? [];
  const logs =
    style.merged === true
      ? [writtenLog('W3SVC1/merged.log', logged.flatMap(of), own)]
      : logged.map((server) =>
          writtenLog(`${style.folder(server)}W3SVC1/u_ex26031${server.ip.at(-1)}.log`, of(server), own),
        );
  const traced = random.some(of(WEB01), Math.min(MOST, of(WEB01).length));
  const traces = tracesOf(traced, logs).map((one) => ({ ...one, path: `${style.traces(WEB01)}${one.path}` }));
  return { name, logs, traces };
}
