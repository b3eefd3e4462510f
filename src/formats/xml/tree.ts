import { XMLParser } from 'fast-xml-parser';
import { type Result, err, ok } from '../../base/result.ts';
import { firstWhere } from '../../base/sorted.ts';
import { Guard } from './guard.ts';
import { ATTRIBUTE, newParser } from './parser.ts';
import { Problems } from './problems.ts';

/** An element. Attribute values and text are decoded; names are as written. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlNode[];
  /** Text directly inside, CDATA included. */
  readonly text: string;
  /** Offset of its `<`. */
  readonly from: number;
}

/** A small XML file in memory. */
export interface XmlTree {
  readonly root: XmlNode;
  /** `cut`: it ends before its root does. `damaged`: markup that XML does not allow; what is shown may be wrong. */
  readonly state: 'sound' | 'cut' | 'damaged';
  /** 1-based line of an offset. */
  lineAt(offset: number): number;
  /** Line of an attribute of a node; of the node itself when the attribute is not found in its tag. */
  lineOf(node: XmlNode, attribute: string): number;
}

/** Why a text is not read at all. */
export type XmlRefusal = 'doctype' | 'too-deep' | 'not-xml';

const parser = newParser({ preserveOrder: true, captureMetaData: true });

const META: unknown = XMLParser.getMetaDataSymbol();

/** Reads a text, which must hold one element and may hold a declaration and comments before it. */
export function readXmlTree(text: string): Result<XmlTree, XmlRefusal> {
  const from = rootStart(text);
  if (typeof from === 'string') return err(from);
  const bytes = new TextEncoder().encode(text.slice(from));
  const problems = new Problems();
  const guard = new Guard(bytes);
  const end = guard.element(0, 0, false, problems);
  if (end === 'declaration') return err('doctype');
  if (end === 'too-deep') return err('too-deep');
  const cut = end === 'cut';
  const rest = cut
    ? ''
    : new TextDecoder()
        .decode(bytes.subarray(guard.end))
        .replaceAll(/<!--[^]*?-->/g, '')
        .trim();
  const damaged = guard.broken || problems.count('duplicate-attribute') > 0 || rest !== '';
  const root = parse(cut ? text.slice(0, text.lastIndexOf('>') + 1) : text, from);
  if (root === null) return err('not-xml');
  const lines = lineStarts(text);
  const lineAt = (offset: number): number => firstWhere(0, lines.length, (ix) => (lines[ix] ?? 0) > offset);
  return ok({
    root,
    state: cut ? 'cut' : damaged ? 'damaged' : 'sound',
    lineAt,
    lineOf: (node, attribute) => lineAt(node.from + attributeOffset(text, node, attribute)),
  });
}

/** Offset of the root's `<`; a refusal when there is none or a DOCTYPE stands before it. */
function rootStart(text: string): number | XmlRefusal {
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  for (;;) {
    while (/\s/.test(text[at] ?? '')) at++;
    if (text.startsWith('<?', at)) at = after(text, '?>', at + 2);
    else if (text.startsWith('<!--', at)) at = after(text, '-->', at + 4);
    else if (text.startsWith('<!', at)) return 'doctype';
    else return /^<[A-Za-z_:]/.test(text.slice(at, at + 2)) ? at : 'not-xml';
    if (at < 0) return 'not-xml';
  }
}

function after(text: string, marker: string, from: number): number {
  const at = text.indexOf(marker, from);
  return at < 0 ? -1 : at + marker.length;
}

function parse(text: string, from: number): XmlNode | null {
  let parsed: unknown;
  try {
    parsed = parser.parse(text.slice(from));
  } catch {
    return null;
  }
  return Array.isArray(parsed) ? (nodes(parsed, from)[0] ?? null) : null;
}

/** Elements of a list as the parser gives it with `preserveOrder`: `{ name: [...], ':@': {...}, [META]: {...} }`. */
function nodes(list: readonly unknown[], base: number): readonly XmlNode[] {
  const out: XmlNode[] = [];
  for (const item of list) {
    if (typeof item !== 'object' || item === null) continue;
    const name = Object.keys(item).find((key) => key !== ':@' && key !== '#text');
    const content = name === undefined ? undefined : (item as Readonly<Record<string, unknown>>)[name];
    if (name === undefined || !Array.isArray(content)) continue;
    const meta = (item as Readonly<Record<symbol, { readonly startIndex?: number } | undefined>>)[META as symbol];
    out.push({
      name,
      attributes: attributesOf((item as Readonly<Record<string, unknown>>)[':@']),
      children: nodes(content, base),
      text: content.map(textOf).join(''),
      from: base + (meta?.startIndex ?? 0),
    });
  }
  return out;
}

function attributesOf(value: unknown): ReadonlyMap<string, string> {
  if (typeof value !== 'object' || value === null) return new Map();
  return new Map(Object.entries(value).map(([key, text]) => [key.slice(ATTRIBUTE.length), String(text)]));
}

function textOf(item: unknown): string {
  if (typeof item !== 'object' || item === null || !('#text' in item)) return '';
  return typeof item['#text'] === 'string' ? item['#text'] : '';
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Offset of an attribute's name from the start of its tag; 0 when it is not there. */
function attributeOffset(text: string, node: XmlNode, attribute: string): number {
  if (!node.attributes.has(attribute)) return 0;
  const tag = text.slice(node.from, node.from + 65_536);
  for (const match of tag.matchAll(/\s([^\s=<>"'/]+)\s*=\s*(?:"[^"]*"|'[^']*')/g)) {
    if (match[1] === attribute) return match.index + 1;
  }
  return 0;
}

/** Direct children of a name, case ignored, as IIS reads its configuration. */
export function childrenOf(node: XmlNode, name: string): readonly XmlNode[] {
  return node.children.filter((child) => child.name.toLowerCase() === name.toLowerCase());
}

/** The first such child. */
export function childOf(node: XmlNode | null, name: string): XmlNode | null {
  return node === null ? null : (childrenOf(node, name)[0] ?? null);
}

/** An attribute by name, case ignored; null when it is not there. */
export function attributeOf(node: XmlNode | null, name: string): string | null {
  if (node === null) return null;
  for (const [key, value] of node.attributes) if (key.toLowerCase() === name.toLowerCase()) return value;
  return null;
}
