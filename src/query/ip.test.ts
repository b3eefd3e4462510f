import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { addressTest, networkTest } from './ip.ts';

const inside = (network: string, address: string): boolean | undefined => networkTest(network)?.(address);

describe('a network', () => {
  it.each([
    ['10.20.0.0/16', '10.20.255.1', true],
    ['10.20.0.0/16', '10.21.0.1', false],
    ['10.0.0.0/0', '203.0.113.9', true],
    ['203.0.113.9/32', '203.0.113.9', true],
    ['203.0.113.8/31', '203.0.113.9', true],
    ['203.0.113.8/31', '203.0.113.10', false],
    ['10.0.0.0/8', '::ffff:10.1.2.3', true],
    ['2001:db8::/32', '2001:db8:85a3::8a2e:370:7334', true],
    ['2001:db8::/32', '2001:db9::1', false],
    ['2001:db8:8000::/33', '2001:db8:7fff::1', false],
    ['2001:db8:8000::/33', '2001:DB8:ffff::1', true],
    ['fe80::/10', 'fe80::1%3', true],
    ['::1/128', '::1', true],
    ['::/0', '2001:db8::1', true],
    ['::/0', '10.0.0.1', false],
    ['10.0.0.0/8', 'not an address', false],
  ])('%s holds %s: %s', (network, address, expected) => {
    expect(inside(network, address)).toBe(expected);
  });

  it.each([
    '10.20.0.0',
    '10.20.0/16',
    '10.20.0.0/33',
    '10.20.0.256/8',
    '2001:db8::/129',
    '1::2::3/64',
    '/api/*',
    '::/x',
    '',
  ])('%j is none', (text) => {
    expect(networkTest(text)).toBeNull();
  });
});

describe('an IPv6 address', () => {
  it.each([
    ['::1', '0:0:0:0:0:0:0:1', true],
    ['2001:DB8::1', '2001:0db8:0000::0001', true],
    ['[2001:db8::1]', '2001:db8::1', true],
    ['fe80::1', 'fe80::1%12', true],
    ['::ffff:192.0.2.1', '192.0.2.1', true],
    ['2001:db8::1', '2001:db8::2', false],
    ['2001:db8::1', '', false],
  ])('%s is %s: %s', (text, address, expected) => {
    expect(addressTest(text)?.(address)).toBe(expected);
  });

  it.each(['10.0.0.1', '1:2:3', '14:23', 'a:b', '12345::1', '::1::'])('%j is none', (text) => {
    expect(addressTest(text)).toBeNull();
  });
});

test('an address lies in each network made of its own first bits, and in none with one of these turned', () => {
  const addresses = fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 8, maxLength: 8 });
  // The prefix of IPv4 in IPv6 would make it another kind of address.
  const plain = addresses.filter((groups) => groups.slice(0, 5).some((group) => group !== 0));
  const text = (groups: readonly number[]): string => groups.map((group) => group.toString(16)).join(':');
  fc.assert(
    fc.property(plain, fc.integer({ min: 1, max: 128 }), fc.nat(), (groups, bits, pick) => {
      expect(inside(`${text(groups)}/${bits}`, text(groups))).toBe(true);
      const turned = pick % bits;
      const other = groups.map((group, ix) => (ix === turned >> 4 ? group ^ (0x8000 >> (turned & 15)) : group));
      expect(other.slice(0, 5).every((group) => group === 0) || inside(`${text(groups)}/${bits}`, text(other))).toBe(
        other.slice(0, 5).every((group) => group === 0),
      );
    }),
  );
});
