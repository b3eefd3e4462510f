/** What a stretch of a value looks like. */
export type ShapeKind =
  | 'jwt'
  | 'credential'
  | 'pem'
  | 'connection-secret'
  | 'userinfo'
  | 'card'
  | 'blob'
  | 'email'
  | 'ipv4'
  | 'ipv6'
  | 'account'
  | 'profile-path';

/** A stretch of a value, as character offsets. `text` is what has to go: for `Password=abc;` only `abc`. */
export interface ShapeMatch {
  readonly kind: ShapeKind;
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Shapes that give access to something; the others name persons and machines. */
const SECRET_KINDS: ReadonlySet<ShapeKind> = new Set<ShapeKind>([
  'jwt',
  'credential',
  'pem',
  'connection-secret',
  'userinfo',
  'card',
  'blob',
]);

interface Shape {
  readonly kind: ShapeKind;
  /** Global. Group 1, where there is one, is what has to go. No nested repeats: linear in practice on any text. */
  readonly pattern: RegExp;
  readonly accept?: (text: string, value: string, at: number) => boolean;
}

const SHAPES: readonly Shape[] = [
  { kind: 'pem', pattern: /-----BEGIN [A-Z ]{1,40}-----[^-]{1,20000}(?:-----END [A-Z ]{1,40}-----)?/g },
  { kind: 'jwt', pattern: /\beyJ[\w-]{5,}\.[\w-]{2,}(?:\.[\w-]*){1,3}/g },
  {
    kind: 'credential',
    pattern: /\b(?:Bearer|Basic|Negotiate|NTLM|Digest)\s+([^\s,;'"]{8,})/gi,
    // `Basic Authentication` is prose.
    accept: (text) => /[\d=]|.[A-Z]/.test(text) || text.length >= 16,
  },
  {
    kind: 'connection-secret',
    pattern:
      /\b(?:AccountKey|SharedAccessKey|SharedAccessSignature|Password|Pwd|User ID|Uid)\s*=\s*("[^"]*"|'[^']*'|[^;"'\r\n]+)/gi,
  },
  { kind: 'userinfo', pattern: /:\/\/([^\s/@:]{1,200}:[^\s/@]{1,200})@/g },
  { kind: 'card', pattern: /(?<![\w.-])[2-6]\d(?:[ -]?\d){11,17}(?![\w.-])/g, accept: (text) => isLuhn(text) },
  { kind: 'blob', pattern: /(?<![\w+/=-])[A-Za-z0-9+/_-]{32,}={0,2}/g, accept: isBlob },
  { kind: 'email', pattern: /[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}/g },
  { kind: 'ipv4', pattern: /(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.]*\d)/g, accept: isAddress },
  {
    kind: 'ipv6',
    pattern: /(?<![\w:.])(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4}(?:%\w{1,20})?(?![\w:])/g,
    accept: isIpv6,
  },
  {
    kind: 'profile-path',
    pattern: /\b[A-Za-z]:[\\/]Users[\\/]([^\\/:*?"<>|\r\n]{1,100})/gi,
    accept: (text) => !/^(?:Public|Default|All Users)$/i.test(text),
  },
  {
    kind: 'account',
    pattern: /(?<![\w\\/:.-])([A-Za-z][\w.-]{1,30}\\[A-Za-z][\w.$-]{0,60})(?![\w\\/])/g,
    accept: isAccount,
  },
];

/** Every stretch of a value that looks like a secret or a personal fact, in the order of the kinds above. */
export function findShapes(value: string): readonly ShapeMatch[] {
  const found: ShapeMatch[] = [];
  for (const { kind, pattern, accept } of SHAPES) {
    for (const match of value.matchAll(pattern)) {
      const text = match[1] ?? match[0];
      const from = match.index + match[0].indexOf(text);
      if (accept === undefined || accept(text, value, from)) found.push({ kind, from, to: from + text.length, text });
    }
  }
  return found;
}

/** Every stretch of a value that gives access to something: a token, a key, a password, a card number. */
export function secretShapes(value: string): readonly ShapeMatch[] {
  return findShapes(value).filter((match) => SECRET_KINDS.has(match.kind));
}

/** Whether a value holds something that gives access. */
export function looksSecret(value: string): boolean {
  return secretShapes(value).length > 0;
}

/** Check sum of card numbers. */
function isLuhn(text: string): boolean {
  const digits = text.replaceAll(/\D/g, '');
  if (digits.length < 13 || digits.length > 19 || /^(\d)\1+$/.test(digits)) return false;
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Random bytes in hex or base64, as against long names, paths and GUIDs, which have the same letters. */
function isBlob(text: string): boolean {
  const body = text.replace(/=+$/, '');
  const distinct = new Set(body).size;
  if (/^[0-9a-fA-F]+$/.test(body)) return distinct >= 8;
  // Words joined by dashes, underscores or slashes are no blob.
  const longest = Math.max(...body.split(/[/_-]/).map((part) => part.length));
  const digits = body.replaceAll(/\D/g, '').length;
  return longest >= 20 && distinct >= 16 && digits >= 2 && /[a-z]/.test(body) && /[A-Z]/.test(body);
}

const VERSION_BEFORE = /(?:version|v|\/|file|netfx|clr|asp\.net)[\s:=/-]*$/i;

/** Four parts of 0 to 255 that are no version number: those stand after a word that says so. */
function isAddress(text: string, value: string, at: number): boolean {
  const parts = text.split('.').map(Number);
  if (parts.some((part) => part > 255)) return false;
  return !VERSION_BEFORE.test(value.slice(Math.max(0, at - 16), at)) || isPlace(value, at);
}

/** `http://10.0.0.4/`: the slash before it belongs to a URL. */
function isPlace(value: string, at: number): boolean {
  return value.slice(Math.max(0, at - 3), at) === '://';
}

/** At least three groups or a double colon, and not a time of day. */
function isIpv6(text: string): boolean {
  const address = text.split('%')[0] ?? '';
  if (address.length < 3 || !/[0-9A-Fa-f]/.test(address)) return false;
  if ((address.match(/::/g) ?? []).length > 1) return false;
  const groups = address.split(':');
  return address.includes('::') ? groups.length <= 8 : groups.length === 8 && groups.every((group) => group !== '');
}

const WELL_KNOWN = /^(?:AUTHORITY|APPPOOL|BUILTIN|SERVICE|HKLM|HKCU|inetsrv|System32|bin|obj|src|logs?|wwwroot)\\/i;

/** `DOMAIN\user`, and not two folders of a path. */
function isAccount(text: string, value: string, at: number): boolean {
  if (WELL_KNOWN.test(text) || /\.(?:dll|exe|log|xml|config|json|cs|txt|htm)$/i.test(text)) return false;
  const before = value[at - 1] ?? '';
  return before !== '.' && before !== '%' && before !== ')';
}
