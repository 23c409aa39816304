// The slots of one doctor at one hospital on one day, packed into bytes. An object for each slot would take ten times
// the memory. Each field of a slot stands at a fixed place.
import { AUDIENCES, MODES } from '../../doctors/schedules/contract.ts'
import type { SlotId } from '../contract.ts'

/** What the search knows of a slot. */
export interface SlotState {
  readonly id: SlotId
  readonly starts_minute: number
  readonly ends_minute: number
  readonly mode: (typeof MODES)[number]
  readonly audience: (typeof AUDIENCES)[number]
  readonly capacity: number
  readonly booked: number
  readonly isOpen: boolean
  readonly revision: number
  /** When the holds of this slot end, in milliseconds since 1970. A hold that is over holds nothing. */
  readonly holds: readonly number[]
}

const ID_BYTES = 16
const STARTS = ID_BYTES
const ENDS = STARTS + 2
const REVISION = ENDS + 2
const CAPACITY = REVISION + 4
const BOOKED = CAPACITY + 2
const FLAGS = BOOKED + 2
const BYTES_A_SLOT = FLAGS + 1

const IS_OPEN = 0x80
const MODE_SHIFT = 4
const AUDIENCE_MASK = 0x0f

export class PackedDay {
  #bytes = Buffer.alloc(0)
  /** Only slots with holds are in it. */
  #holds: Map<number, readonly number[]> | undefined

  get size(): number {
    return this.#bytes.length / BYTES_A_SLOT
  }

  /** Takes the state of a slot, unless the known state is as new or newer. Gives whether it did. */
  put(slot: SlotState): boolean {
    let at = this.#find(slot.starts_minute)
    const isKnown = at < this.#bytes.length && this.#bytes.readUInt16LE(at + STARTS) === slot.starts_minute
    if (isKnown && this.#bytes.readUInt32LE(at + REVISION) >= slot.revision) return false
    if (!isKnown) at = this.#makeRoom(at)
    this.#write(at, slot)
    this.#holdUntil(slot)
    return true
  }

  /** The slots by their start. */
  *slots(): Iterable<SlotState> {
    for (let at = 0; at < this.#bytes.length; at += BYTES_A_SLOT) yield this.#read(at)
  }

  /** Where the first slot stands that begins then or later. */
  #find(startsMinute: number): number {
    let [low, high] = [0, this.size]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#bytes.readUInt16LE(middle * BYTES_A_SLOT + STARTS) < startsMinute) low = middle + 1
      else high = middle
    }
    return low * BYTES_A_SLOT
  }

  #makeRoom(at: number): number {
    // Exactly as long as needed: the slots of a day seldom change their number.
    const longer = Buffer.allocUnsafeSlow(this.#bytes.length + BYTES_A_SLOT)
    this.#bytes.copy(longer, 0, 0, at)
    this.#bytes.copy(longer, at + BYTES_A_SLOT, at)
    this.#bytes = longer
    return at
  }

  #write(at: number, slot: SlotState): void {
    const bytes = this.#bytes
    bytes.write(slot.id.replaceAll('-', ''), at, 'hex')
    bytes.writeUInt16LE(slot.starts_minute, at + STARTS)
    bytes.writeUInt16LE(slot.ends_minute, at + ENDS)
    bytes.writeUInt32LE(slot.revision, at + REVISION)
    bytes.writeUInt16LE(slot.capacity, at + CAPACITY)
    bytes.writeUInt16LE(slot.booked, at + BOOKED)
    const mode = MODES.indexOf(slot.mode) << MODE_SHIFT
    bytes.writeUInt8((slot.isOpen ? IS_OPEN : 0) | mode | AUDIENCES.indexOf(slot.audience), at + FLAGS)
  }

  #holdUntil({ starts_minute, holds }: SlotState): void {
    if (holds.length > 0) {
      this.#holds ??= new Map()
      this.#holds.set(starts_minute, holds)
    } else if (this.#holds?.delete(starts_minute) && this.#holds.size === 0) this.#holds = undefined
  }

  #read(at: number): SlotState {
    const bytes = this.#bytes
    const starts_minute = bytes.readUInt16LE(at + STARTS)
    const flags = bytes.readUInt8(at + FLAGS)
    const id = bytes.toString('hex', at, at + ID_BYTES)
    return {
      id: `${id.slice(0, 8)}-${id.slice(8, 12)}-${id.slice(12, 16)}-${id.slice(16, 20)}-${id.slice(20)}` as SlotId,
      starts_minute,
      ends_minute: bytes.readUInt16LE(at + ENDS),
      mode: MODES[(flags & ~IS_OPEN) >> MODE_SHIFT] as SlotState['mode'],
      audience: AUDIENCES[flags & AUDIENCE_MASK] as SlotState['audience'],
      capacity: bytes.readUInt16LE(at + CAPACITY),
      booked: bytes.readUInt16LE(at + BOOKED),
      isOpen: (flags & IS_OPEN) !== 0,
      revision: bytes.readUInt32LE(at + REVISION),
      holds: this.#holds?.get(starts_minute) ?? [],
    }
  }
}
