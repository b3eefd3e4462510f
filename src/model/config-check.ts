import type { Fix, Link } from './verdict.ts';
import type { FileKey } from './units.ts';

/** The value that a setting has for a request, and where it comes from. */
export interface EffectiveSetting {
  readonly element: string;
  readonly attribute: string;
  readonly value: string;
  /** `default`: no loaded file sets it; the value is the documented one. */
  readonly from: 'file' | 'default';
  /** Place of a setting from a file; null for a default. */
  readonly place: ConfigPlace | null;
  /** Places of the same setting further up that this one replaces, nearest first. */
  readonly replaces: readonly (ConfigPlace & { readonly value: string })[];
  /** What the setting does, '' when it is not described. */
  readonly meaning: string;
}

/** Line of a loaded configuration file. */
export interface ConfigPlace {
  readonly file: FileKey;
  readonly path: string;
  readonly line: number;
  readonly location: string;
}

/** Something about the configuration that is wrong, or that stands in the way of a diagnosis. */
export interface ConfigFinding {
  /** Stable, kebab-case. */
  readonly id: string;
  /** `problem`: it fails or has no effect as it stands. `advice`: it works, and should not stay so. */
  readonly kind: 'problem' | 'advice';
  readonly text: string;
  /** null: nothing to point at, because something is missing. */
  readonly place: ConfigPlace | null;
  readonly fix: Fix;
  readonly links: readonly Link[];
}
