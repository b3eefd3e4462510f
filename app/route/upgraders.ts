/** Version of the parameters this page writes. */
export const ADDRESS_VERSION = 1;

type Upgrader = (search: URLSearchParams) => URLSearchParams;

/** From version n to n + 1, by n. One entry for each version before `ADDRESS_VERSION`. */
const UPGRADERS: ReadonlyMap<number, Upgrader> = new Map();

for (let version = 1; version < ADDRESS_VERSION; version += 1) {
  if (!UPGRADERS.has(version)) throw new Error(`no upgrader for addresses of version ${version}`);
}

/** Brings the parameters of an older address up to date. No version, or one we do not know, counts as ours. */
export function upgraded(search: URLSearchParams): URLSearchParams {
  let version = Number(search.get('v') ?? ADDRESS_VERSION);
  let current = search;
  while (version < ADDRESS_VERSION) {
    const step = UPGRADERS.get(version);
    if (step === undefined) return current;
    current = step(current);
    version += 1;
  }
  return current;
}
