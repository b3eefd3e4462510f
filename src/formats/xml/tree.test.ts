import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attributeOf, childOf, readXmlTree, type XmlNode } from './tree.ts';

const read = (text: string) => {
  const tree = readXmlTree(text);
  if (!tree.ok) throw new Error(tree.error);
  return tree.value;
};

describe('readXmlTree', () => {
  it('gives elements, values and lines', () => {
    const tree = read(
      '\uFEFF<?xml version="1.0"?>\r\n<!-- c -->\r\n<a>\r\n  <b x="1&amp;2"\r\n     y="&#x41;&nbsp;"/>t<![CDATA[<d/>]]></a>\r\n<!-- end -->',
    );
    const b = childOf(tree.root, 'B');
    expect(tree.state).toBe('sound');
    expect(attributeOf(b, 'X')).toBe('1&2');
    expect(attributeOf(b, 'y')).toBe('A&nbsp;');
    expect(tree.root.text).toBe('\r\n  t<d/>'.replaceAll('\r\n', '\n'));
    expect([tree.lineAt(tree.root.from), tree.lineOf(b as XmlNode, 'x'), tree.lineOf(b as XmlNode, 'y')]).toEqual([
      3, 4, 5,
    ]);
  });

  it.each([
    ['<!DOCTYPE a [<!ENTITY x "y">]><a/>', 'doctype'],
    ['<a><!DOCTYPE b></a>', 'doctype'],
    [`${'<a>'.repeat(70)}${'</a>'.repeat(70)}`, 'too-deep'],
    ['', 'not-xml'],
    ['text', 'not-xml'],
    ['<', 'not-xml'],
    ['<?xml', 'not-xml'],
    ['<a><__proto__/></a>', 'not-xml'],
  ])('refuses %j', (text, why) => {
    expect(readXmlTree(text)).toEqual({ ok: false, error: why });
  });

  it.each([
    ['<a><b></a></b>', 'damaged'],
    ['<a x=1/>', 'damaged'],
    ['<a/><b/>', 'damaged'],
    ['<a/>text', 'damaged'],
    ['<a x="1" x="2"/>', 'damaged'],
    ['<a><b/>', 'cut'],
    ['<a><b x="1', 'cut'],
  ])('says that %j is %s', (text, state) => {
    expect(read(text).state).toBe(state);
  });

  it('keeps what stands before a cut', () => {
    expect(childOf(read('<a><b x="1"/><c y="').root, 'b')?.attributes.get('x')).toBe('1');
  });

  it('never throws', () => {
    const piece = fc.constantFrom(
      '<a>',
      '</a>',
      '<b x="1"/>',
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      '&amp;',
      '&x;',
      '<?p',
      '?>',
      '<!',
      '"',
      "'",
      '=',
      ' ',
      '<',
      '>',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 12 }), (pieces) => {
        const tree = readXmlTree(`<a>${pieces.join('')}</a>`);
        expect(tree.ok ? tree.value.root.name : tree.error).toBeTruthy();
      }),
      { numRuns: 2000 },
    );
  });
});
