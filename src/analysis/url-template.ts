import { urlParts } from '../base/url.ts';

/** Longest template; what is longer is cut, which only makes groups coarser. */
const LONGEST = 200;

const GUID = /^[{(]?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}[)}]?$/;
const DATE = /^\d{4}-\d{2}-\d{2}(?:t[\d:.+-]*z?)?$/;
const HEX = /^[0-9a-f]{12,}$/;
/** A name with a content hash before its ending: `app.3f2a9c1b.js`, `main-3f2a9c1b7d.css`. */
const HASHED_FILE = /([.-])(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{8,}(?=\.[a-z0-9]{1,5}$)/;
const EMAIL = /^[^@]+@[^@]+\.[a-z]{2,}$/;
/** Cookieless session of ASP.NET. */
const SESSION = /^\([asf]\(.*\)\)$/;
/** Letters and digits mixed over a length that no word has. */
const TOKEN = /^(?=.*\d)(?=.*[a-z])[a-z0-9_~-]{20,}$/;
const LONG_NUMBER = /\d{4,}/g;

/**
 * Path of a URL with what differs from request to request folded, so that requests to one action group together.
 * Lower case, since IIS compares paths so; without scheme, host, query and fragment.
 *
 *   https://shop:443/API/orders/4711/lines?page=2   ->  /api/orders/{n}/lines
 *   /files/1b4e28ba-2fa1-11d2-883f-0016d3cca427     ->  /files/{guid}
 *   /static/app.3f2a9c1b.js                         ->  /static/app.{hash}.js
 */
export function urlTemplate(url: string): string {
  const path = (urlParts(url).path || '/').toLowerCase();
  const template = path.split('/').map(foldSegment).join('/');
  return template.length > LONGEST ? `${template.slice(0, LONGEST)}…` : template;
}

function foldSegment(segment: string): string {
  if (segment === '') return segment;
  const plain = segment.replaceAll('%7b', '{').replaceAll('%7d', '}').replaceAll('%40', '@');
  if (/^\d+$/.test(plain)) return '{n}';
  if (GUID.test(plain)) return '{guid}';
  if (DATE.test(plain)) return '{date}';
  if (HEX.test(plain) && /\d/.test(plain)) return '{hash}';
  if (EMAIL.test(plain)) return '{email}';
  if (SESSION.test(plain)) return '{session}';
  if (TOKEN.test(plain) && !looksLikeWords(plain)) return '{id}';
  return segment.replace(HASHED_FILE, '$1{hash}').replace(LONG_NUMBER, '{n}');
}

/** `export-2-customers-and-orders`: parts that are words or short numbers, joined by hyphens or underscores. */
function looksLikeWords(segment: string): boolean {
  const parts = segment.split(/[-_~]/);
  return parts.length > 1 && parts.every((part) => /^[a-z]*$/.test(part) || /^\d{1,3}$/.test(part));
}
