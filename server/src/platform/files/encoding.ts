// Finds out in which encoding a file is written. It needs all bytes, because one letter at the end can decide.

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

export interface Scanned {
  /** Undefined when the bytes fit no encoding that Sehat reads. */
  readonly encoding: Encoding | undefined
  /** How lines end: a file of an old Macintosh has carriage returns alone. */
  readonly lineEnd: '\n' | '\r'
}

const SAMPLE_BYTES = 2_000
// These bytes have no sign in Windows-1252. A file that holds them is written in something else.
const UNDEFINED_IN_1252 = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d])
// Western names have one or two letters with accents in a row. The old encodings of Indian scripts have whole words.
const RUN_MAX_IN_1252 = 3

/** Takes the bytes of a file one after the other, and decides at the end. */
export class EncodingScan {
  #sample: Buffer = Buffer.alloc(0)
  #rest: Buffer = Buffer.alloc(0)
  #wholeSequences = 0
  #brokenBytes = 0
  #run = 0
  #longestRun = 0
  #undefinedBytes = 0
  #hasLineFeed = false
  #hasCarriageReturn = false

  add(chunk: Buffer): void {
    if (this.#sample.length < SAMPLE_BYTES) {
      this.#sample = Buffer.concat([this.#sample, chunk.subarray(0, SAMPLE_BYTES - this.#sample.length)])
    }
    this.#hasLineFeed ||= chunk.includes(0x0a)
    this.#hasCarriageReturn ||= chunk.includes(0x0d)
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk])
    this.#rest = bytes.subarray(this.#count(bytes, false))
  }

  finish(): Scanned {
    this.#count(this.#rest, true)
    const encoding = findMark(this.#sample) ?? findWide(this.#sample) ?? this.#findNarrow()
    return { encoding, lineEnd: this.#hasCarriageReturn && !this.#hasLineFeed ? '\r' : '\n' }
  }

  #findNarrow(): Encoding | undefined {
    // Whoever writes UTF-8 and a few broken letters has UTF-8 with broken rows. The reader refuses these rows.
    if (this.#brokenBytes === 0 || this.#wholeSequences > 0) return 'utf-8'
    return this.#undefinedBytes === 0 && this.#longestRun <= RUN_MAX_IN_1252 ? 'windows-1252' : undefined
  }

  /** Counts the bytes above ASCII. Gives how many bytes it used: the last sequence may go on in the next chunk. */
  #count(bytes: Buffer, isEnd: boolean): number {
    let at = 0
    while (at < bytes.length) {
      const byte = bytes[at] as number
      if (byte < 0x80) {
        this.#run = 0
        at++
        continue
      }
      const length = sequenceLength(byte)
      if (length > 0 && at + length > bytes.length && !isEnd) return at
      const isWhole = length > 0 && isContinued(bytes, at, length)
      if (isWhole) this.#wholeSequences++
      else this.#countBroken(byte)
      at += isWhole ? length : 1
    }
    return at
  }

  #countBroken(byte: number): void {
    this.#brokenBytes++
    this.#run++
    this.#longestRun = Math.max(this.#longestRun, this.#run)
    if (UNDEFINED_IN_1252.has(byte)) this.#undefinedBytes++
  }
}

/** The bytes of a letter in UTF-8 that begins with this byte; 0 when no letter begins so. */
function sequenceLength(first: number): number {
  if (first >= 0xc2 && first <= 0xdf) return 2
  if (first >= 0xe0 && first <= 0xef) return 3
  return first >= 0xf0 && first <= 0xf4 ? 4 : 0
}

function isContinued(bytes: Buffer, at: number, length: number): boolean {
  for (let next = at + 1; next < at + length; next++) {
    if (((bytes[next] ?? 0) & 0xc0) !== 0x80) return false
  }
  return true
}

function findMark(bytes: Buffer): Encoding | undefined {
  const begins = (...mark: number[]): boolean => mark.every((byte, at) => bytes[at] === byte)
  if (begins(0xef, 0xbb, 0xbf)) return 'utf-8'
  if (begins(0xff, 0xfe)) return 'utf-16le'
  return begins(0xfe, 0xff) ? 'utf-16be' : undefined
}

/** Without a mark, UTF-16 shows by its zero bytes: the first line of our files is in Latin letters. */
function findWide(bytes: Buffer): Encoding | undefined {
  const zeros = [0, 0]
  for (const [at, byte] of bytes.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  const many = bytes.length / 5
  if (odd > many && even < odd / 4) return 'utf-16le'
  return even > many && odd < even / 4 ? 'utf-16be' : undefined
}
