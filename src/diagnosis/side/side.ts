import type { EpochMs } from '../../model/units.ts';
import type { RuleInputs } from '../rule.ts';
import { cluesOfRecord, cluesOfStdout, clueOfEntry, type Clue, type ClueKind } from './clues.ts';
import { sideEvent, sideEventOfEntry, type SideEvent, type SideEventKind } from './events.ts';
import { groupReasons, groupRows, type ReasonGroup, type RowGroup } from './rows.ts';

/** The side files of one scene, read when a rule first asks. */
export class Side {
  readonly #inputs: RuleInputs;
  #events: readonly SideEvent[] | null = null;
  #clues: readonly Clue[] | null = null;
  #rows: readonly RowGroup[] | null = null;
  #ownRows: readonly RowGroup[] | null = null;
  #reasons: readonly ReasonGroup[] | null = null;

  constructor(inputs: RuleInputs) {
    this.#inputs = inputs;
  }

  /** Telling records of the event log, then of the module's debug log, in file order. */
  get events(): readonly SideEvent[] {
    const { eventLog, appLog } = this.#inputs;
    this.#events ??= [
      ...eventLog.flatMap((record) => sideEvent(record) ?? []),
      ...appLog.flatMap((entry) => sideEventOfEntry(entry) ?? []),
    ];
    return this.#events;
  }

  /** Telling lines of stdout, application log and event log. */
  get clues(): readonly Clue[] {
    const { stdout, appLog, eventLog } = this.#inputs;
    this.#clues ??= [
      ...stdout.flatMap(cluesOfStdout),
      ...appLog.flatMap((entry) => clueOfEntry(entry) ?? []),
      ...eventLog.filter((record) => sideEvent(record) !== null).flatMap(cluesOfRecord),
    ];
    return this.#clues;
  }

  /** Telling rows around the failure. */
  get rows(): readonly RowGroup[] {
    const { rowsAround } = this.#inputs;
    this.#rows ??= rowsAround === undefined ? this.ownRows : groupRows(rowsAround);
    return this.#rows;
  }

  /** Rows that make up the incident itself; for a trace the same as `rows`. */
  get ownRows(): readonly RowGroup[] {
    this.#ownRows ??= groupRows(this.#inputs.logRows);
    return this.#ownRows;
  }

  get reasons(): readonly ReasonGroup[] {
    this.#reasons ??= groupReasons(this.#inputs.httpErr);
    return this.#reasons;
  }

  /** Records of these kinds between `before` ms before and `after` ms after an instant; all of them when there is none. */
  eventsNear(
    at: EpochMs | null,
    before: number,
    after: number,
    ...kinds: readonly SideEventKind[]
  ): readonly SideEvent[] {
    return this.events.filter((event) => {
      if (!kinds.includes(event.kind)) return false;
      const time = event.record.time;
      return at === null || time === null || (time >= at - before && time <= at + after);
    });
  }

  /** First line of one of these kinds, in the order of the kinds. */
  clue(...kinds: readonly ClueKind[]): Clue | null {
    for (const kind of kinds) {
      const found = this.clues.find((clue) => clue.kind === kind);
      if (found !== undefined) return found;
    }
    return null;
  }

  /** All lines of these kinds. */
  cluesOf(...kinds: readonly ClueKind[]): readonly Clue[] {
    return this.clues.filter((clue) => kinds.includes(clue.kind));
  }
}
