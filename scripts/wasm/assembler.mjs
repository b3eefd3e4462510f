// A small assembler of WebAssembly modules: code is written as nested calls, `add(get(x), i32(1))`, macros are plain
// functions. Only what our modules need: one memory, functions, i32, i64, v128. No optimiser: the browser has one.

/** Value types by their byte. */
export const I32 = 0x7f;
export const I64 = 0x7e;
export const V128 = 0x7b;
const EMPTY = 0x40;

function uleb(value, out = []) {
  let rest = value >>> 0;
  do {
    const byte = rest & 0x7f;
    rest >>>= 7;
    out.push(rest === 0 ? byte : byte | 0x80);
  } while (rest !== 0);
  return out;
}

function sleb(value, out = []) {
  let rest = BigInt(value);
  for (;;) {
    const byte = Number(rest & 0x7fn);
    rest >>= 7n;
    const done = (rest === 0n && (byte & 0x40) === 0) || (rest === -1n && (byte & 0x40) !== 0);
    out.push(done ? byte : byte | 0x80);
    if (done) return out;
  }
}

// A node is a function that writes its bytes into `at.out`; `at.labels` is the stack of open blocks.
const emit = (node, at) => {
  if (Array.isArray(node)) for (const part of node) emit(part, at);
  else node(at);
};
const bytes =
  (...values) =>
  (at) =>
    void at.out.push(...values);
const op =
  (code) =>
  (...operands) =>
  (at) => {
    emit(operands, at);
    at.out.push(code);
  };
const simd =
  (code) =>
  (...operands) =>
  (at) => {
    emit(operands, at);
    at.out.push(0xfd, ...uleb(code));
  };

// ---- constants and locals
export const i32 = (value) => (at) => void at.out.push(0x41, ...sleb(value | 0));
export const i64 = (value) => (at) => void at.out.push(0x42, ...sleb(BigInt.asIntN(64, BigInt(value))));
export const get = (local) => (at) => void at.out.push(0x20, ...uleb(local.index));
export const set = (local, value) => [value, (at) => void at.out.push(0x21, ...uleb(local.index))];
export const tee = (local, value) => [value, (at) => void at.out.push(0x22, ...uleb(local.index))];

// ---- memory; `offset` is a constant added to the address
const memory =
  (code, align) =>
  (address, offset = 0) => [address, bytes(code, align, ...uleb(offset))];
const memorySet =
  (code, align) =>
  (address, value, offset = 0) => [address, value, bytes(code, align, ...uleb(offset))];
export const load32 = memory(0x28, 2);
export const load64 = memory(0x29, 0);
export const load8 = memory(0x2d, 0);
export const load16 = memory(0x2f, 0);
export const store32 = memorySet(0x36, 2);
export const store64 = memorySet(0x37, 0);
export const store8 = memorySet(0x3a, 0);
export const copy = (to, from, length) => [to, from, length, bytes(0xfc, 10, 0, 0)];

// ---- i32
export const eqz = op(0x45);
export const eq = op(0x46);
export const ne = op(0x47);
export const ltU = op(0x49);
export const gtU = op(0x4b);
export const leU = op(0x4d);
export const geU = op(0x4f);
export const ctz = op(0x68);
export const add = op(0x6a);
export const sub = op(0x6b);
export const mul = op(0x6c);
export const and = op(0x71);
export const or = op(0x72);
export const xor = op(0x73);
export const shl = op(0x74);
export const shrU = op(0x76);
export const select = op(0x1b);

// ---- i64
export const eqz64 = op(0x50);
export const eq64 = op(0x51);
export const ne64 = op(0x52);
export const gtU64 = op(0x56);
export const add64 = op(0x7c);
export const mul64 = op(0x7e);
export const and64 = op(0x83);
export const or64 = op(0x84);
export const xor64 = op(0x85);
export const shl64 = op(0x86);
export const shrU64 = op(0x88);
export const wrap = op(0xa7);
export const extendU = op(0xad);

// ---- v128
export const vload = (address, offset = 0) => [address, bytes(0xfd, 0, 0, ...uleb(offset))];
export const vload32 = (address, offset = 0) => [address, bytes(0xfd, 92, 2, ...uleb(offset))];
export const vstore = (address, value, offset = 0) => [address, value, bytes(0xfd, 11, 0, ...uleb(offset))];
export const splat8 = simd(15);
export const splat16 = simd(16);
export const eq8 = simd(35);
export const ltU8 = simd(38);
export const bitmask8 = simd(100);
export const allTrue8 = simd(99);
export const sub8 = simd(113);
export const add8 = simd(110);
export const vand = simd(78);
export const vor = simd(80);
export const shl16 = simd(139);
export const shrU16 = simd(141);
export const shrU8 = simd(109);
export const narrow16 = simd(102);
/** `lanes`: 16 constants from 0 to 31 over the bytes of both operands. */
export const shuffle = (a, b, lanes) => [a, b, bytes(0xfd, 13, ...lanes)];

// ---- control; a label is an object that stands for its block
const scoped = (code) => (body) => (at) => {
  const label = {};
  at.out.push(code, EMPTY);
  at.labels.push(label);
  emit(body(label), at);
  at.labels.pop();
  at.out.push(0x0b);
};
/** `br(label)` inside leaves the block. */
export const block = scoped(0x02);
/** `br(label)` inside starts the loop again; without it the loop ends. */
export const loop = scoped(0x03);
export const br = (label) => (at) => void at.out.push(0x0c, ...uleb(at.labels.length - 1 - at.labels.indexOf(label)));
export const brIf = (label, condition) => [
  condition,
  (at) => void at.out.push(0x0d, ...uleb(at.labels.length - 1 - at.labels.indexOf(label))),
];
export const when =
  (condition, then, otherwise = null) =>
  (at) => {
    emit(condition, at);
    at.out.push(0x04, EMPTY);
    at.labels.push({});
    emit(then, at);
    if (otherwise !== null) {
      at.out.push(0x05);
      emit(otherwise, at);
    }
    at.labels.pop();
    at.out.push(0x0b);
  };
/** Jumps to `labels[index]`, to `otherwise` for any other index. */
export const brTable = (index, labels, otherwise) => [
  index,
  (at) => {
    const depth = (label) => uleb(at.labels.length - 1 - at.labels.indexOf(label));
    at.out.push(0x0e, ...uleb(labels.length), ...labels.flatMap(depth), ...depth(otherwise));
  },
];
export const ret = (value) => [value, bytes(0x0f)];
export const drop = (value) => [value, bytes(0x1a)];
export const call = (fn, ...operands) => [operands, (at) => void at.out.push(0x10, ...uleb(fn.index))];

// ---- modules
export class Module {
  #functions = [];

  /**
   * Adds a function. `params` and `locals` map names to types; `body` gets them as an object and returns nodes.
   * `result` is a type or null. Functions may call those added before them, and themselves.
   */
  fn(name, { params = {}, locals = {}, result = null, exported = false }, body) {
    const slots = [...Object.entries(params), ...Object.entries(locals)];
    const names = Object.fromEntries(slots.map(([slot], index) => [slot, { index }]));
    const fn = { index: this.#functions.length, name, params: Object.values(params), result, exported };
    this.#functions.push(fn);
    const at = { out: [], labels: [] };
    emit(body(names, fn), at);
    fn.code = at.out;
    fn.locals = Object.values(locals);
    return fn;
  }

  /** The module's bytes. It exports its memory of `pages` 64 KiB pages as `memory`. */
  assemble(pages) {
    const vector = (items) => [...uleb(items.length), ...items.flat()];
    const section = (id, content) => [id, ...uleb(content.length), ...content];
    const types = this.#functions.map((fn) => [
      0x60,
      ...vector(fn.params.map((type) => [type])),
      ...vector(fn.result === null ? [] : [[fn.result]]),
    ]);
    const text = (value) => vector([...new TextEncoder().encode(value)].map((byte) => [byte]));
    const exports = this.#functions.filter((fn) => fn.exported).map((fn) => [...text(fn.name), 0, ...uleb(fn.index)]);
    const code = this.#functions.map((fn) => {
      const body = [...vector(fn.locals.map((type) => [1, type])), ...fn.code, 0x0b];
      return [...uleb(body.length), ...body];
    });
    return new Uint8Array([
      0,
      0x61,
      0x73,
      0x6d,
      1,
      0,
      0,
      0,
      ...section(1, vector(types)),
      ...section(3, vector(this.#functions.map((fn) => uleb(fn.index)))),
      ...section(5, vector([[0, ...uleb(pages)]])),
      ...section(7, vector([...exports, [...text('memory'), 2, 0]])),
      ...section(10, vector(code)),
    ]);
  }
}
