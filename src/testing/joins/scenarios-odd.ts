import { FIELD_SETS, type FieldSet, type LogStyle, writtenLog } from './logged.ts';
import type { Random } from './random.ts';
import type { Scenario } from './scenario.ts';
import { MOST, oneLog, TRACE, tracesOf } from './scenarios-outage.ts';
import type { Served } from './served.ts';
import { failedCall, goodCall, lasting, NOON, ONE_BALANCER, PEOPLE, traffic } from './traffic.ts';

/** Path as sent, and as HTTP.sys decodes it. */
const SPELLINGS: readonly (readonly [raw: string, path: string])[] = [
  ['/files/annual%20report%202025.pdf', '/files/annual report 2025.pdf'],
  ['/files/annual+report+2025.pdf', '/files/annual+report+2025.pdf'],
  ['/berichte/%C3%BCbersicht', '/berichte/übersicht'],
  ['/berichte/%c3%bcbersicht', '/berichte/übersicht'],
  ['/Berichte/Jahr', '/Berichte/Jahr'],
  ['/rate/100%25', '/rate/100%'],
  ['/rate/100%2525', '/rate/100%25'],
  ['/a//b', '/a/b'],
  ['/a/./b/../c', '/a/c'],
  ['/a%5Cb', '/a/b'],
  ['/%E6%9D%B1%E4%BA%AC/x', '/東京/x'],
  ['/caf%E9', '/café'],
  ['/x(1)%27s', "/x(1)'s"],
  ['/c%23%2B%2B', '/c#++'],
  ['/tab%09end', '/tab\tend'],
];

/** What stands differently in trace and log. */
export function odd(random: Random, set: FieldSet): readonly Scenario[] {
  const style = { fields: FIELD_SETS[set] };
  return [
    oneLog('percent signs, plus, dots, letters', spelled(random), { random, style }),
    oneLog('rewritten URLs, original logged', rewritten(random), { random, style }),
    oneLog('rewritten URLs, rewritten logged', rewritten(random), { random, style: { ...style, rewritten: true } }),
    oneLog('IPv6 with zone', zoned(random), { random, style }),
    oneLog('X-Forwarded-For logged', forwarded(random), { random, style: plus(style, 'X-Forwarded-For') }),
    oneLog('TIME_TAKEN, cut while running', early(random), { random, style }),
    oneLog('cut by size', cutBySize(random), { random, style }),
    oneLog('traceparent logged', traced(random), { random, style: plus(style, 'traceparent') }),
    oneLog('correlation id of a whole chain', chained(random), { random, style: plus(style, 'cs(X-Correlation-Id)') }),
    chainWithoutRow(random, plus(style, 'cs(X-Correlation-Id)')),
    midnight(random, style),
  ];
}

const plus = (style: LogStyle, field: string): LogStyle => ({ fields: `${style.fields} ${field}` });

function spelled(random: Random): readonly Served[] {
  return traffic(random, 20, 12, (at) => {
    const [rawPath, path] = random.pick(SPELLINGS);
    const query = random.pick(['', 'q=caf%C3%A9', 'q=red+hat', 'name=O%27Hara&x=%2520', 'äö=1']);
    return failedCall(random, at, PEOPLE, { rawPath, path, query });
  });
}

function rewritten(random: Random): readonly Served[] {
  return traffic(random, 20, 20, (at) => {
    const path = `/product/${random.int(1, 500)}`;
    return failedCall(random, at, PEOPLE, { path, rawPath: path, rewritten: '/product.aspx' });
  });
}

function zoned(random: Random): readonly Served[] {
  const peers = ['fe80::1ff:fe23:4567:890a%3', '2001:DB8:4:1::17', '::ffff:203.0.113.77'];
  return traffic(random, 20, 20, (at) => failedCall(random, at, { ...PEOPLE, peers }));
}

function forwarded(random: Random): readonly Served[] {
  return traffic(random, 12, 300, (at) => {
    const headers = [
      ['X-Forwarded-For', `${random.pick(PEOPLE.peers)}:${random.int(1025, 65_000)}, 10.1.1.1`],
    ] as const;
    return failedCall(random, at, ONE_BALANCER, { headers });
  });
}

/** A rule on time wrote the trace after 5 s; what became of the request only the row says. */
function early(random: Random): readonly Served[] {
  return traffic(random, 20, 12, (at) => {
    const call = random.chance(0.5) ? failedCall(random, at, PEOPLE) : goodCall(random, at, PEOPLE);
    return { ...lasting(random, call, { run: random.between(5050, 180_000) }), tracedAfter: 5000 };
  });
}

function cutBySize(random: Random): readonly Served[] {
  return traffic(random, 20, 12, (at) => ({ ...failedCall(random, at, PEOPLE), truncated: true }));
}

function traced(random: Random): readonly Served[] {
  return traffic(random, 12, 300, (at) => {
    const headers = [['traceparent', `00-${random.hex(32)}-${random.hex(16)}-01`]] as const;
    return failedCall(random, at, ONE_BALANCER, { headers });
  });
}

/** Three calls after the other under one id. */
function chained(random: Random): readonly Served[] {
  return traffic(random, 12, 60, (at) => failedCall(random, at, ONE_BALANCER)).flatMap((call) => {
    const headers = [['X-Correlation-Id', random.guid()]] as const;
    return [0, 1, 2].map((step) => {
      const arrived = call.arrived + step * random.between(3000, 9000);
      return { ...failedCall(random, arrived, ONE_BALANCER, { path: call.path, rawPath: call.path }), headers };
    });
  });
}

/** Of each chain one call is in the log, and another was traced. */
function chainWithoutRow(random: Random, style: LogStyle): Scenario {
  const calls = chained(random);
  const log = writtenLog(
    TRACE.replace('fr000001.xml', 'u_ex260312.log'),
    calls.filter((_, ix) => ix % 3 === 0),
    style,
  );
  const others = calls.filter((_, ix) => ix % 3 === 1);
  return {
    name: 'of each chain another call is logged',
    logs: [log],
    traces: tracesOf(random.some(others, MOST), [log]),
  };
}

/** Requests around midnight: each in the file of the day on which it ended. */
function midnight(random: Random, style: LogStyle): Scenario {
  const requests = traffic(random, 10, 20, (at) => failedCall(random, at, PEOPLE), NOON + 11.9 * 3_600_000);
  const day = (request: Served): string => new Date(request.sent).toISOString().slice(2, 10).replaceAll('-', '');
  const days = [...new Set(requests.map(day))];
  const logs = days.map((one) =>
    writtenLog(
      `W3SVC1/u_ex${one}.log`,
      requests.filter((request) => day(request) === one),
      style,
    ),
  );
  return { name: 'around midnight, two files', logs, traces: tracesOf(random.some(requests, MOST), logs) };
}
