/** Whole words that make the value beside a name a secret or a personal fact. */
const WORDS: ReadonlySet<string> = new Set(
  (
    'auth authorization oauth token secret password passwd passphrase pass pwd pw credential session sess sessid sid ' +
    'jsessionid phpsessid cookie bearer jwt saml assertion ticket csrf xsrf otp pin cert certificate signature sig nonce ' +
    'code state apikey email mail phone user username login account ssn card iban'
  ).split(' '),
);

/** Names written without any separator: `clientsecret`, `accesstoken`. No harmless word ends like these. */
const ENDINGS: readonly string[] = [
  'token',
  'secret',
  'password',
  'passwd',
  'passphrase',
  'apikey',
  'sessionid',
  'sessid',
];

/** `key` says nothing by itself: `sort_key` is harmless, `api_key` is not. */
const KEY_OWNERS: ReadonlySet<string> = new Set(
  'api access private secret shared subscription functions function account auth encryption master signing'.split(' '),
);
const KEY_COMPOUND = /^(?:access|private|secret|shared|subscription|functions?|account|auth|master)key$/;

/** Words before `code` or `state` that make it a plain fact. */
const PLAIN_OWNERS: ReadonlySet<string> = new Set(
  'status error country zip postal currency language region product exit return result response http area view order'.split(
    ' ',
  ),
);

/** The words of a name: split at `- _ . [ ]`, at digits and at capitals. `X-APIKeyId` -> x api key id. */
export function nameWords(name: string): readonly string[] {
  return decodePercent(name)
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}

/** Decodes percent escapes where they are sound and leaves the rest: `%70assword` -> `password`. */
function decodePercent(text: string): string {
  if (!text.includes('%')) return text;
  return text.replaceAll(/(?:%[0-9A-Fa-f]{2})+/g, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}

/**
 * Whether a query parameter, form field, cookie or column of this name may hold a secret or a personal fact. Compares
 * whole words, so author, tokenizer, keyboard, monkey, passage, statement, encode and decode stay.
 */
export function isSecretName(name: string): boolean {
  const words = nameWords(name);
  if (words.length === 1 && words[0] === 'key') return true;
  return words.some((word, ix) => isSecretWord(word, words[ix - 1] ?? '', words[ix + 1] ?? ''));
}

function isSecretWord(word: string, before: string, after: string): boolean {
  const singular = word.length > 4 && word.endsWith('s') ? word.slice(0, -1) : word;
  if (word === 'code' || word === 'state') return !PLAIN_OWNERS.has(before);
  // Words that a camel case name was cut into: `passWord`, `userName`, `apiKey`.
  if (singular === 'key') return KEY_OWNERS.has(before);
  if (word === 'pass' && after === 'through') return false;
  return (
    WORDS.has(word) ||
    WORDS.has(singular) ||
    KEY_COMPOUND.test(singular) ||
    ENDINGS.some((ending) => singular.endsWith(ending))
  );
}
