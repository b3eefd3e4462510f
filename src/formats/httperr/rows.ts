import { Column, float64, int32, uint16, uint32 } from '../../base/columns.ts';
import { StringTable } from '../../base/strings.ts';
import type { HttpErrTable } from '../../model/sidefiles.ts';
import type { FileKey } from '../../model/units.ts';
import { dayStart, timeOfDay } from '../textlog/clock.ts';
import { addDamaged, addUntimed, noRowFacts, type RowFacts } from '../textlog/issues.ts';
import { httpErrFields } from './fields.ts';
import { fieldNames, readDirective, splitRow } from '../textlog/grammar.ts';
import { readStatus } from '../textlog/requestlog-builder.ts';

const TEXT = ['c-ip', 's-ip', 'cs-version', 'cs-method', 'cs-uri', 's-reason', 's-queuename'] as const;
const NUMBERS = ['c-port', 's-port', 's-siteid'] as const;

/** Takes the lines of an HTTPERR log one by one. */
export class HttpErrRows {
  readonly facts: RowFacts = noRowFacts();
  readonly #strings = new StringTable();
  readonly #time = new Column(float64);
  readonly #line = new Column(uint32);
  readonly #status = new Column(uint16);
  readonly #columns = new Map<string, Column<Int32Array>>(
    [...TEXT, ...NUMBERS].map((name) => [name, new Column(int32)]),
  );
  #names: readonly string[] | null = null;
  #day = '';

  get length(): number {
    return this.#line.length;
  }

  /** Fields in force, null for none yet. */
  get fields(): readonly string[] | null {
    return this.#names;
  }

  line(whole: string, line: number, ended: boolean): void {
    const text = whole.startsWith('\uFEFF') ? whole.slice(1) : whole;
    const directive = readDirective(text);
    if (directive === null) {
      if (text.trim() !== '') this.#row(text, line, ended);
      return;
    }
    if (directive.name === 'fields') this.#names = fieldNames(directive.text.toLowerCase());
    if (directive.name === 'date') this.#day = directive.text.slice(0, 10);
  }

  #row(text: string, line: number, ended: boolean): void {
    if (this.#names === null) {
      this.#names = httpErrFields(text);
      if (this.#names !== null) this.facts.assumedLine = line;
    }
    const names = this.#names;
    const values = names === null ? null : splitRow(text, names.length);
    if (names === null || values === null) {
      addDamaged(this.facts, line, ended);
      return;
    }
    const byName = new Map(names.map((name, ix) => [name, values[ix] ?? '']));
    const time = dayStart(byName.get('date') ?? this.#day) + timeOfDay(byName.get('time') ?? '');
    if (Number.isNaN(time)) addUntimed(this.facts, line);
    this.#time.push(time);
    this.#line.push(line);
    this.#status.push(readStatus(byName.get('sc-status') ?? ''));
    for (const name of TEXT) this.#columns.get(name)?.push(this.#text(byName.get(name)));
    for (const name of NUMBERS) this.#columns.get(name)?.push(readWhole(byName.get(name)));
  }

  #text(value: string | undefined): number {
    return value === undefined || value === '-' || value === '' ? -1 : this.#strings.add(value);
  }

  finish(file: FileKey, path: string): HttpErrTable {
    const column = (name: (typeof TEXT)[number] | (typeof NUMBERS)[number]): Int32Array =>
      this.#columns.get(name)?.finish() ?? new Int32Array(0);
    return {
      file,
      path,
      length: this.length,
      strings: this.#strings,
      time: this.#time.finish(),
      line: this.#line.finish(),
      clientIp: column('c-ip'),
      clientPort: column('c-port'),
      serverIp: column('s-ip'),
      serverPort: column('s-port'),
      version: column('cs-version'),
      method: column('cs-method'),
      url: column('cs-uri'),
      status: this.#status.finish(),
      siteId: column('s-siteid'),
      reason: column('s-reason'),
      queue: column('s-queuename'),
    };
  }
}

/** Ports and site ids: -1 for `-` and for what is no number. */
function readWhole(text: string | undefined): number {
  return text !== undefined && /^\d{1,10}$/.test(text) && Number(text) <= 0x7fff_ffff ? Number(text) : -1;
}
