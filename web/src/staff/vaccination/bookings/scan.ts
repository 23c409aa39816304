// Reads a slip, as a scanner types it or a person reads it: the reference, and from a code also the booking's id.

interface Scan {
  readonly reference: string
  readonly bookingId?: string
}

/** Undefined when the text has no reference. Spaces and dashes may be missing, and small letters are allowed. */
export function readScan(text: string): Scan | undefined {
  const upper = text.normalize('NFKC').toUpperCase()
  const match = /([A-Z]{2})[\s-]*([0-9A-Z]{4})[\s-]*([0-9A-Z]{4})(?![0-9A-Z])/.exec(upper)
  if (!match) return undefined
  const reference = `${match[1]}-${match[2]}-${match[3]}`
  const id = /[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}/.exec(upper.slice(match.index + match[0].length))
  return id ? { reference, bookingId: id[0].toLowerCase() } : { reference }
}

/** A scanner types a letter every few milliseconds. People need longer. */
export const SCANNER_GAP_MS = 50
/** From this letter on, what comes so fast is no person. */
const SURE_FROM = 3

/** A key that no scanner types. It ends what was typed before it. */
export const OTHER_KEY = 'Escape'

interface Heard {
  /** Whether the key comes from a scanner and not from a person. */
  readonly isScanner: boolean
  /** The slip that this Enter ends. */
  readonly slip?: string
}

/** Reads keys, with the time of each, and tells which come from a scanner. `isWanted` knows what the page can open. */
export function createSlipReader(
  isWanted: (text: string) => boolean = (text) => readScan(text) !== undefined,
): (key: string, atMs: number) => Heard {
  let typed = ''
  let lastMs = Number.NEGATIVE_INFINITY
  return (key, atMs) => {
    // For a capital, a scanner also presses Shift.
    if (key === 'Shift') return { isScanner: false }
    const before = atMs - lastMs < SCANNER_GAP_MS ? typed : ''
    lastMs = atMs
    typed = key.length === 1 ? before + key : ''
    if (key !== 'Enter') return { isScanner: typed.length >= SURE_FROM }
    return { isScanner: before.length >= SURE_FROM, ...(isWanted(before) && { slip: before }) }
  }
}
