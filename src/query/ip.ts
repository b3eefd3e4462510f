/** Bits of an address: 32 of IPv4, 128 of IPv6, as numbers of 16. */
type Address = readonly number[];

/**
 * Whether an address lies in a network such as `10.20.0.0/16` or `2001:db8::/32`; null when the text is no network.
 * IPv4 addresses that are written as IPv6 (`::ffff:10.20.0.1`) count as what they are.
 */
export function networkTest(text: string): ((address: string) => boolean) | null {
  const slash = text.indexOf('/');
  const bits = slash < 0 ? '' : text.slice(slash + 1);
  const network = slash < 0 ? null : readAddress(text.slice(0, slash));
  if (network === null || !/^\d{1,3}$/.test(bits) || Number(bits) > network.length * 16) return null;
  const length = Number(bits);
  return (address) => {
    const one = readAddress(address);
    return one !== null && one.length === network.length && sameBits(one, network, length);
  };
}

/** Whether a text is one IPv6 address, in whatever way it is written; null when `text` is none. */
export function addressTest(text: string): ((address: string) => boolean) | null {
  const wanted = text.includes(':') ? readAddress(text) : null;
  if (wanted === null) return null;
  return (address) => {
    const one = readAddress(address);
    return one !== null && one.length === wanted.length && sameBits(one, wanted, wanted.length * 16);
  };
}

function sameBits(a: Address, b: Address, bits: number): boolean {
  for (let ix = 0; ix * 16 < bits; ix++) {
    const mask = 0xffff << Math.max(0, 16 - (bits - ix * 16));
    if ((((a[ix] ?? 0) ^ (b[ix] ?? 0)) & mask & 0xffff) !== 0) return false;
  }
  return true;
}

function readAddress(text: string): Address | null {
  if (!text.includes(':')) return readV4(text);
  const bare = text.replace(/^\[(.*)\]$/, '$1').replace(/%.*$/, '');
  const groups = readV6(bare);
  if (groups === null) return null;
  const mapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  return mapped ? groups.slice(6) : groups;
}

function readV4(text: string): Address | null {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return null;
  const [a = 0, b = 0, c = 0, d = 0] = parts.map(Number);
  return [a * 256 + b, c * 256 + d];
}

/** Eight groups; `::` stands for as many zeros as are missing, the last two may be written as IPv4. */
function readV6(text: string): Address | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [head, tail] = halves.map((half) => (half === '' ? [] : readGroups(half)));
  if (head === null || head === undefined || tail === null) return null;
  if (tail === undefined) return head.length === 8 ? head : null;
  const missing = 8 - head.length - tail.length;
  return missing < 1 ? null : [...head, ...Array.from({ length: missing }, () => 0), ...tail];
}

function readGroups(text: string): number[] | null {
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [ix, part] of parts.entries()) {
    const v4 = part.includes('.') && ix === parts.length - 1 ? readV4(part) : null;
    if (v4 !== null) groups.push(...v4);
    else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(Number.parseInt(part, 16));
    else return null;
  }
  return groups;
}
