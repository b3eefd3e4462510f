import { ByteColumn, NarrowColumn } from '../../../base/narrow.ts';

/** Room in which the columns of a part are gathered. It is used for part after part: room of their own would pile up. */
export class ColumnPool {
  readonly #numbers: NarrowColumn[] = [];
  readonly #bytes: ByteColumn[] = [];
  #numbersTaken = 0;
  #bytesTaken = 0;

  numbers(): NarrowColumn {
    const column = this.#numbers[this.#numbersTaken] ?? new NarrowColumn();
    this.#numbers[this.#numbersTaken++] = column;
    column.clear();
    return column;
  }

  bytes(): ByteColumn {
    const column = this.#bytes[this.#bytesTaken] ?? new ByteColumn();
    this.#bytes[this.#bytesTaken++] = column;
    column.clear();
    return column;
  }

  /** Nothing that was taken is used any more. */
  release(): void {
    this.#numbersTaken = 0;
    this.#bytesTaken = 0;
  }
}
