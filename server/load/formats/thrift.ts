/** A value of Apache Thrift's compact protocol with its type, so that what is not understood is written back as it was. */
export type ThriftValue =
  | { type: 1 | 2; value: boolean }
  | { type: 3; value: number }
  | { type: 4 | 5 | 6; value: bigint }
  | { type: 7; value: Buffer }
  | { type: 8; value: Buffer }
  | { type: 9 | 10; of: number; items: ThriftValue[] }
  | { type: 12; fields: Map<number, ThriftValue> };

export type ThriftStruct = Extract<ThriftValue, { type: 12 }>;

/** Reads one struct. Maps do not occur in what this reads, and are refused. */
export function readStruct(bytes: Buffer): ThriftStruct {
  const reader = new Reader(bytes);
  return reader.struct();
}

export function writeStruct(value: ThriftStruct): Buffer {
  const out: number[] = [];
  write(value, out);
  return Buffer.from(out);
}

export function struct(fields: Record<number, ThriftValue>): ThriftStruct {
  return { type: 12, fields: new Map(Object.entries(fields).map(([id, value]) => [Number(id), value])) };
}

export const i32 = (value: number): ThriftValue => ({ type: 5, value: BigInt(value) });
export const i64 = (value: number | bigint): ThriftValue => ({ type: 6, value: BigInt(value) });
export const text = (value: string): ThriftValue => ({ type: 8, value: Buffer.from(value) });
export const list = (of: number, items: ThriftValue[]): ThriftValue => ({ type: 9, of, items });

class Reader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  struct(): ThriftStruct {
    const fields = new Map<number, ThriftValue>();
    for (let id = 0, head = this.#byte(); head !== 0; head = this.#byte()) {
      id = head >> 4 === 0 ? Number(this.#zigzag()) : id + (head >> 4);
      fields.set(id, this.#value(head & 15));
    }
    return { type: 12, fields };
  }

  #value(type: number): ThriftValue {
    if (type === 1 || type === 2) return { type, value: type === 1 };
    if (type === 3) return { type, value: this.#byte() };
    if (type === 4 || type === 5 || type === 6) return { type, value: this.#zigzag() };
    if (type === 7) return { type, value: this.#take(8) };
    if (type === 8) return { type, value: this.#take(Number(this.#varint())) };
    if (type === 9 || type === 10) return this.#list(type);
    if (type === 12) return this.struct();
    throw new Error(`thrift type ${type}`);
  }

  #list(type: 9 | 10): ThriftValue {
    const head = this.#byte();
    const of = head & 15;
    const size = head >> 4 === 15 ? Number(this.#varint()) : head >> 4;
    const boolean = () => ({ type: of as 1 | 2, value: this.#byte() === 1 });
    const items = Array.from({ length: size }, () => (of <= 2 ? boolean() : this.#value(of)));
    return { type, of, items };
  }

  #byte(): number {
    return this.#bytes.readUInt8(this.#at++);
  }

  #take(length: number): Buffer {
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  #varint(): bigint {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = this.#byte();
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
    }
  }

  #zigzag(): bigint {
    const value = this.#varint();
    return (value >> 1n) ^ -(value & 1n);
  }
}

function write(value: ThriftValue, out: number[]): void {
  if (value.type === 3) out.push(value.value);
  else if (value.type === 4 || value.type === 5 || value.type === 6) pushZigzag(out, value.value);
  else if (value.type === 7) pushBytes(out, value.value);
  else if (value.type === 8) {
    pushVarint(out, BigInt(value.value.length));
    pushBytes(out, value.value);
  } else if (value.type === 9 || value.type === 10) writeList(value, out);
  else if (value.type === 12) writeFields(value, out);
}

function writeFields({ fields }: ThriftStruct, out: number[]): void {
  let last = 0;
  for (const [id, value] of [...fields].sort(([a], [b]) => a - b)) {
    const type = value.type === 1 || value.type === 2 ? (value.value ? 1 : 2) : value.type;
    if (id - last < 16) out.push(((id - last) << 4) | type);
    else {
      out.push(type);
      pushZigzag(out, BigInt(id));
    }
    last = id;
    write(value, out);
  }
  out.push(0);
}

function writeList({ of, items }: Extract<ThriftValue, { items: unknown }>, out: number[]): void {
  if (items.length < 15) out.push((items.length << 4) | of);
  else {
    out.push(0xf0 | of);
    pushVarint(out, BigInt(items.length));
  }
  for (const item of items) {
    if (item.type === 1 || item.type === 2) out.push(item.value ? 1 : 2);
    else write(item, out);
  }
}

function pushBytes(out: number[], bytes: Buffer): void {
  for (const byte of bytes) out.push(byte);
}

export function pushVarint(out: number[], value: bigint): void {
  let rest = value;
  for (; rest >= 128n; rest >>= 7n) out.push(Number(rest & 127n) | 128);
  out.push(Number(rest));
}

export function pushZigzag(out: number[], value: bigint): void {
  pushVarint(out, value >= 0n ? value << 1n : (-value << 1n) - 1n);
}
