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
