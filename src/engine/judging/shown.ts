import type { RuleInputs } from '../../diagnosis/rule.ts';

/**
 * Numbers for objects, so that what rules are shown can be told apart without keeping it. Nothing that is loaded changes:
 * it is replaced.
 */
const numbers = new WeakMap<object, number>();
let next = 1;

/**
 * A mark of what rules are shown of a request: the same for the same, so that a verdict holds as long as its mark. 53
 * bits of a hash.
 */
export function markOf(inputs: RuleInputs): number {
  const mark = new Mark();
  mark.list(inputs.trace === null ? [] : [inputs.trace]);
  mark.list(inputs.otherTraces);
  for (const groups of [inputs.logRows, inputs.httpErr, inputs.rowsAround ?? []]) {
    mark.number(groups.length);
    for (const { table, rows } of groups) {
      mark.list([table]);
      mark.number(rows.length);
      for (const row of rows) mark.number(row);
    }
  }
  mark.list(inputs.eventLog);
  mark.list(inputs.stdout);
  mark.list(inputs.appLog);
  mark.list(inputs.config);
  mark.number(inputs.window?.from ?? -1);
  mark.number(inputs.window?.to ?? -1);
  return mark.value;
}

/** Two FNV-1a hashes side by side. */
class Mark {
  #low = 0x811c9dc5;
  #high = 0x1b873593;

  list(items: readonly object[]): void {
    this.number(items.length);
    for (const item of items) this.number(numberOf(item));
  }

  number(value: number): void {
    this.#mix(value >>> 0);
    this.#mix(Math.floor(value / 0x1_0000_0000) >>> 0);
  }

  #mix(word: number): void {
    this.#low = Math.imul(this.#low ^ word, 0x01000193);
    this.#high = Math.imul(this.#high ^ word, 0x85ebca6b) ^ (this.#high >>> 13);
  }

  get value(): number {
    return (this.#high >>> 11) * 0x1_0000_0000 + (this.#low >>> 0);
  }
}

function numberOf(item: object): number {
  const known = numbers.get(item);
  if (known !== undefined) return known;
  numbers.set(item, next);
  return next++;
}
