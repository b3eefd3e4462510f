/** One value after the operator. Wildcards and ranges count only when it was not quoted. */
export interface QueryValue {
  readonly text: string;
  readonly quoted: boolean;
  readonly from: number;
  readonly to: number;
}

export type QueryOperator = ':' | '=' | '>' | '>=' | '<' | '<=';

/** Tree of a filter text. `from` and `to` are character offsets into that text. */
export type Query =
  /** Empty text: everything passes. */
  | { readonly kind: 'all'; readonly from: number; readonly to: number }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Query[]; readonly from: number; readonly to: number }
  | { readonly kind: 'not'; readonly part: Query; readonly from: number; readonly to: number }
  /** A bare word or quoted text, looked for in the fields that the table names for it. */
  | { readonly kind: 'text'; readonly value: QueryValue; readonly from: number; readonly to: number }
  | {
      readonly kind: 'field';
      readonly field: string;
      readonly operator: QueryOperator;
      /** Any of them; only `:` and `=` take more than one. */
      readonly values: readonly QueryValue[];
      readonly from: number;
      readonly to: number;
    };

/** Where a filter text stops being understood, and why. Character offsets. */
export interface QueryError {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}
