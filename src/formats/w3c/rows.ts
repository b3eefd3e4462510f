import type { GivenFields } from '../../model/source.ts';
import { dayStart, RunningDay, type RunningDayState, timeOfDay } from '../textlog/clock.ts';
import { addDamaged, addUntimed, noRowFacts, type RowFacts } from '../textlog/issues.ts';
import { fieldNames, readDirective, splitRow } from '../textlog/grammar.ts';
import { readMillis, readStatus, readUint32, readWin32, type TextColumn } from '../textlog/requestlog-builder.ts';
import { defaultFields, fieldRoles, type FieldRole } from './fields.ts';

/** Where rows go: set what the row has, then `push`. `RequestLogBuilder` is one. */
export interface RowTarget<Column> {
  time: number;
  status: number;
  substatus: number;
  win32: number;
  timeTaken: number;
  column(name: TextColumn): Column;
  extra(name: string): Column;
  set(column: Column, value: string): void;
  push(line: number): void;
}

/** What the meaning of a row depends on that stands above it in the file. */
export interface RowState {
  /** Fields in force, null for none yet. */
  readonly names: readonly string[] | null;
  readonly day: RunningDayState;
  /** A person named the fields: a `#Fields` of the file changes nothing. */
  readonly fixed?: boolean;
}

/** The state in which a log begins whose field line a person gave; `instead`: those of the file are wrong. */
export function givenState({ names, instead }: GivenFields): RowState {
  return { names, day: { day: Number.NaN, last: 0 }, fixed: instead };
}

/** A field bound to the place where its value goes. */
type Slot<Column> =
  | { readonly kind: 'date' | 'time' | 'status' | 'substatus' | 'win32' | 'timeTaken' }
  | { readonly kind: 'text'; readonly column: Column };

/** Takes the lines of a W3C log one by one and fills a table: the plain, slow, reference way. */
export class W3cRows<Column> {
  readonly facts: RowFacts = noRowFacts();
  /** Columns that some `#Fields` so far has a field for. */
  readonly recorded = new Set<string>();
  readonly #table: RowTarget<Column>;
  readonly #split: typeof splitRow;
  readonly #running = new RunningDay();
  #names: readonly string[] | null = null;
  #slots: readonly (Slot<Column> | null)[] | null = null;
  #hasDate = false;
  #hasTime = false;
  #dateText = '';
  #day = Number.NaN;
  #fixed = false;
  #fieldsSeen = false;
  #dateSeen = false;
  #usedDay = false;

  /** `split`: how a row is cut into so many values. */
  constructor(table: RowTarget<Column>, split: typeof splitRow = splitRow) {
    this.#table = table;
    this.#split = split;
  }

  get state(): RowState {
    return { names: this.#names, day: this.#running.state, fixed: this.#fixed };
  }

  /** A `#Fields` has come since the start. */
  get fieldsSeen(): boolean {
    return this.#fieldsSeen;
  }

  /** Rows took their day from the state that was restored. */
  get usedDay(): boolean {
    return this.#usedDay;
  }

  /** Goes on from the state that another part of the file ended in. */
  restore(state: RowState): void {
    this.#fixed = state.fixed === true;
    if (state.names !== null) this.#bind(state.names);
    this.#running.state = state.day;
  }

  line(whole: string, line: number, ended: boolean): void {
    // Where logs were put behind one another the mark of each begins a line.
    const text = whole.startsWith('\uFEFF') ? whole.slice(1) : whole;
    if (text.startsWith('#')) this.#directive(text);
    else if (text.trim() !== '') this.#row(text, line, ended);
  }

  #directive(text: string): void {
    const directive = readDirective(text);
    if (directive?.name === 'fields' && !this.#fixed) {
      this.#fieldsSeen = true;
      this.#bind(fieldNames(directive.text));
    }
    if (directive?.name !== 'date' && directive?.name !== 'start-date') return;
    const day = dayStart(directive.text.slice(0, 10));
    this.#dateSeen ||= !Number.isNaN(day);
    this.#running.start(day);
  }

  #bind(names: readonly string[]): void {
    this.#names = names;
    const roles = fieldRoles(names);
    this.#hasDate = roles.some((role) => role?.kind === 'date');
    this.#hasTime = roles.some((role) => role?.kind === 'time');
    for (const role of roles) if (role !== null) this.recorded.add(role.kind === 'text' ? role.column : role.kind);
    this.#slots = roles.map((role) => (role === null ? null : this.#slot(role)));
  }

  #slot(role: FieldRole): Slot<Column> {
    if (role.kind === 'text') return { kind: 'text', column: this.#table.column(role.column) };
    if (role.kind === 'extra') return { kind: 'text', column: this.#table.extra(role.name) };
    if (role.kind === 'date' || role.kind === 'time') this.facts.localTime ||= role.local;
    return { kind: role.kind };
  }

  #row(text: string, line: number, ended: boolean): void {
    if (this.#slots === null) {
      const names = defaultFields(text);
      if (names !== null) {
        this.#bind(names);
        this.facts.assumedLine = line;
      }
    }
    const values = this.#slots === null ? null : this.#split(text, this.#slots.length);
    if (values === null) {
      addDamaged(this.facts, line, ended);
      return;
    }
    this.#fill(values, this.#slots ?? [], line);
  }

  #fill(values: readonly string[], slots: readonly (Slot<Column> | null)[], line: number): void {
    const table = this.#table;
    let day = Number.NaN;
    let time = Number.NaN;
    for (const [ix, value] of values.entries()) {
      const slot = slots[ix];
      if (slot === null || slot === undefined) continue;
      switch (slot.kind) {
        case 'text':
          table.set(slot.column, value);
          break;
        case 'date':
          day = this.#dayOf(value);
          break;
        case 'time':
          time = timeOfDay(value);
          break;
        case 'status':
          table.status = readStatus(value);
          break;
        case 'substatus':
          table.substatus = Math.min(readUint32(value, 0), 0xffff);
          break;
        case 'win32':
          table.win32 = readWin32(value);
          break;
        case 'timeTaken':
          table.timeTaken = readMillis(value);
          break;
      }
    }
    if (!this.#hasDate && !this.#dateSeen) this.#usedDay = true;
    table.time = this.#hasDate || Number.isNaN(time) ? day + time : this.#running.at(time);
    if (Number.isNaN(table.time)) this.#untimed(line);
    table.push(line);
  }

  #untimed(line: number): void {
    if (this.#hasDate) {
      if (this.#hasTime) addUntimed(this.facts, line);
    } else if (this.facts.noDayLine === 0) this.facts.noDayLine = line;
  }

  #dayOf(text: string): number {
    if (text !== this.#dateText) {
      this.#dateText = text;
      this.#day = dayStart(text);
    }
    return this.#day;
  }
}
