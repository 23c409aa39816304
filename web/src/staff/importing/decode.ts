// Turns the bytes of a chosen file into text. It never puts a wrong letter into the place of one that it cannot read.

// These bytes have no sign in Windows-1252; four letters above ASCII in a row are no name of that encoding.
const NOT_1252 = /[\x81\x8d\x8f\x90\x9d]|[\x80-\xff]{4}/

/** The text of a file in UTF-8, UTF-16 or Windows-1252; undefined when it is in none of them. */
export function decode(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
    return NOT_1252.test(letters) ? undefined : new TextDecoder('windows-1252').decode(bytes)
  }
}
