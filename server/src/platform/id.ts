// Makes ids: UUID version 8 (RFC 9562) that contain 48 bits of time and 16 bits of cell.
import { randomFillSync } from 'node:crypto'

/** A branded string: the compiler refuses a patient's id where a function asks for a facility's id. */
export type Id<Name extends string> = string & { readonly __id: Name }

/** The number of a district; 0 means no district. The shard key of every table that grows with the population. */
export type Cell = number

export const CELL_MAX = 0xffff

const POOL_BYTES = 16 * 1024
const pool = Buffer.alloc(POOL_BYTES)
let poolUsed = POOL_BYTES

// One system call gives random bytes for two thousand ids. A booking makes three ids.
function takeRandom(bytes: number): number {
  if (poolUsed + bytes > POOL_BYTES) {
    randomFillSync(pool)
    poolUsed = 0
  }
  const start = poolUsed
  poolUsed += bytes
  return start
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const hex = (byte: number): string => HEX[byte & 0xff] as string

/**
 * Makes an id for a row in `cell`. Throws a RangeError when the cell is not 0 to 65535.
 * Layout: 48 bits of Unix milliseconds, version 8, the cell's upper 12 bits, variant, its lower 4 bits, 58 random bits.
 */
export function newId<Name extends string>(cell: Cell, nowMs: number = Date.now()): Id<Name> {
  if (!Number.isInteger(cell) || cell < 0 || cell > CELL_MAX) throw new RangeError(`cell ${cell} is not 0..${CELL_MAX}`)
  const at = takeRandom(8)
  return layOut(cell, nowMs, pool, at) as Id<Name>
}

/** The id that these eight bytes determine. The same input gives the same id, so an import can run again. */
export function idFromBytes<Name extends string>(cell: Cell, timeMs: number, eightBytes: Buffer): Id<Name> {
  return layOut(cell, timeMs, eightBytes, 0) as Id<Name>
}

function layOut(cell: Cell, timeMs: number, bytes: Buffer, at: number): string {
  const high = Math.floor(timeMs / 0x1_0000)
  const low = timeMs % 0x1_0000
  const byte = (index: number): number => bytes[at + index] as number
  return (
    hex(high >>> 24) +
    hex(high >>> 16) +
    hex(high >>> 8) +
    hex(high) +
    '-' +
    hex(low >>> 8) +
    hex(low) +
    '-' +
    hex(0x80 | (cell >>> 12)) +
    hex(cell >>> 4) +
    '-' +
    hex(0x80 | ((cell & 0xf) << 2) | (byte(0) & 0x3)) +
    hex(byte(1)) +
    '-' +
    hex(byte(2)) +
    hex(byte(3)) +
    hex(byte(4)) +
    hex(byte(5)) +
    hex(byte(6)) +
    hex(byte(7))
  )
}

/** The lowest id that an instant can have: ids made earlier are lower, and ids made then or later are not. */
export function lowestIdAt(timeMs: number): string {
  const time = timeMs.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-0000-0000-000000000000`
}

/** The cell inside an id, so that a look-up by id needs only one shard. */
export function cellOf(id: string): Cell {
  return (Number.parseInt(id.slice(15, 18), 16) << 4) | ((Number.parseInt(id.slice(19, 21), 16) >> 2) & 0xf)
}

export const ID_PATTERN = '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$'

// No vowels, so that no reference is a word by accident. 31 is a prime number, so that one check sign finds each wrong
// sign and each swap of two neighbours.
const SIGNS = '0123456789BCDFGHJKLMNPQRSTVWXYZ'

/** How many references exist. Ids whose last 48 bits are equal modulo this number have the same reference. */
export const REFERENCES = 31 ** 7

/** The short form of an id for people to read and say aloud: `DL-7F3K-9Q2M`. */
export function referenceOf(prefix: string, id: string): string {
  let rest = Number.parseInt(id.slice(24), 16)
  let signs = ''
  for (let index = 0; index < 7; index++) {
    signs += SIGNS[rest % 31]
    rest = Math.floor(rest / 31)
  }
  return `${prefix}-${signs.slice(0, 4)}-${signs.slice(4)}${checkSign(signs)}`
}

/** Whether a text is a reference with a correct check sign. */
export function isReference(text: string): boolean {
  const match = /^[A-Z]{2}-([0-9A-Z]{4})-([0-9A-Z]{4})$/.exec(text)
  if (!match) return false
  const signs = `${match[1]}${match[2]}`
  return [...signs].every((sign) => SIGNS.includes(sign)) && checkSign(signs.slice(0, 7)) === signs[7]
}

/** The last 48 bits of the reference's id modulo REFERENCES; undefined when the text is not a reference. */
export function numberOfReference(text: string): number | undefined {
  if (!isReference(text)) return undefined
  const signs = [...text.slice(3).replace('-', '').slice(0, 7)]
  return signs.reduceRight((number, sign) => number * 31 + SIGNS.indexOf(sign), 0)
}

function checkSign(signs: string): string {
  let sum = 0
  for (let index = 0; index < signs.length; index++) sum += (index + 2) * SIGNS.indexOf(signs[index] as string)
  return SIGNS[(31 - (sum % 31)) % 31] as string
}
