// Tools that admins use today, on the same log for the same three answers where they can give them.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const FIELDS =
  'date time s_ip cs_method cs_uri_stem cs_uri_query s_port cs_username c_ip cs_user_agent cs_referer sc_status sc_substatus sc_win32 time_taken'.split(
    ' ',
  );

const AWK_COUNTS = `/^#/ { next } { triple[$12 " " $13 " " $14]++; if ($12 >= 500) minute[$1 " " substr($2, 1, 5)]++ } END { for (k in triple) print k, triple[k]; for (k in minute) print k, minute[k] }`;
const AWK_ALL = `/^#/ { next } { triple[$12 " " $13 " " $14]++; if ($12 >= 500) minute[$1 " " substr($2, 1, 5)]++; taken[$5][++n[$5]] = $15 + 0 }
END { for (k in triple) print k, triple[k]; for (k in minute) print k, minute[k];
  for (s in n) { m = asort(taken[s], v); print s, m, v[at(m, .5)], v[at(m, .95)], v[at(m, .99)]; delete v } }
function at(m, p, i) { i = int(m * p); if (i < m * p) i++; return i < 1 ? 1 : i }`;
const LNAV = [
  ';SELECT sc_status, sc_substatus, sc_win32_status, count(*) FROM w3c_log GROUP BY 1, 2, 3',
  ";SELECT timeslice(log_time, '1m') AS minute, count(*) FROM w3c_log WHERE sc_status >= 500 GROUP BY 1",
];

/** Each: name, what it does of the work, and run(file) in ms, or null where the tool is not installed. */
export async function peers() {
  const duck = await duckdb();
  return [
    { name: 'mawk', work: 'counts only', run: tool('mawk', (file) => [AWK_COUNTS, file]) },
    { name: 'gawk', work: 'all three', run: tool('gawk', (file) => [AWK_ALL, file]) },
    {
      name: 'lnav',
      work: 'two queries, no percentiles',
      run: tool('lnav', (file) => ['-n', ...LNAV.flatMap((query) => ['-c', query]), file]),
    },
    {
      name: 'goaccess',
      work: 'full report',
      slow: true,
      run: tool('goaccess', (file) => [
        file,
        '--no-global-config',
        '--log-format=%d %t %^ %m %U %q %^ %e %h %u %R %s %^ %^ %L',
        '--date-format=%Y-%m-%d',
        '--time-format=%H:%M:%S',
        '-o',
        `${file}.json`,
      ]),
    },
    { name: 'DuckDB, 1 thread', work: 'all three', run: duck === null ? null : (file) => duck(file, 1) },
    { name: 'DuckDB, 4 threads', work: 'all three', run: duck === null ? null : (file) => duck(file, 4) },
  ];
}

function tool(name, args) {
  if (spawnSync(name, ['--version'], { stdio: 'ignore' }).error !== undefined) return null;
  return (file) => {
    const started = performance.now();
    const { status, stderr } = spawnSync(name, args(file), { maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'pipe'] });
    if (status !== 0) throw new Error(`${name} ended with ${status}: ${String(stderr).slice(0, 300)}`);
    return { ms: performance.now() - started, answers: null };
  };
}

/** DuckDB is no dependency of the project: it is looked for in .cache/bench, where `--install` puts it. */
const DUCK = ['@duckdb', 'node-api'].join('/');
const DUCK_FOLDER = path.resolve('.cache/bench/duckdb');
export const DUCK_VERSION = '1.5.6-r.1';

export function installDuckdb() {
  mkdirSync(DUCK_FOLDER, { recursive: true });
  execFileSync('npm', ['install', '--no-save', '--prefix', DUCK_FOLDER, `${DUCK}@${DUCK_VERSION}`], {
    stdio: 'inherit',
  });
}

async function duckdb() {
  if (!existsSync(path.join(DUCK_FOLDER, 'node_modules', DUCK))) return null;
  const require = createRequire(path.join(DUCK_FOLDER, 'package.json'));
  const { DuckDBInstance } = await import(pathToFileURL(require.resolve(DUCK)).href);
  const columns = FIELDS.map((name) => `'${name}': '${/^(sc_|time_taken)/.test(name) ? 'UBIGINT' : 'VARCHAR'}'`).join(
    ', ',
  );
  return async (file, threads) => {
    const instance = await DuckDBInstance.create(':memory:', { threads: String(threads) });
    const connection = await instance.connect();
    const started = performance.now();
    await connection.run(
      `CREATE TEMP TABLE log AS SELECT date, time, cs_uri_stem, sc_status, sc_substatus, sc_win32, time_taken FROM read_csv('${file}', delim=' ', header=false, comment='#', quote='', escape='', auto_detect=false, columns={${columns}})`,
    );
    const rows = async (sql) => (await connection.runAndReadAll(sql)).getRows();
    const triples = await rows('SELECT sc_status, sc_substatus, sc_win32, count(*) FROM log GROUP BY ALL');
    const stems = await rows(
      'SELECT cs_uri_stem, count(*), quantile_disc(time_taken, 0.5), quantile_disc(time_taken, 0.95), quantile_disc(time_taken, 0.99) FROM log GROUP BY 1',
    );
    const minutes = await rows("SELECT date || 'T' || time[1:5], count(*) FROM log WHERE sc_status >= 500 GROUP BY 1");
    const ms = performance.now() - started;
    connection.closeSync();
    instance.closeSync();
    const answers = {
      triples: triples.map(([status, sub, win32, count]) => [`${status} ${sub} ${win32}`, Number(count)]),
      stems: stems.map(([stem, ...numbers]) => [stem, ...numbers.map(Number)]),
      minutes: minutes.map(([minute, count]) => [Date.parse(`${minute}Z`) / 60_000, Number(count)]),
    };
    return { ms, answers };
  };
}
