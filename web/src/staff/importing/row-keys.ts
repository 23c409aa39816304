// The Idempotency-Keys of the rows of a file: they come from what the rows say, not from when they are sent.

/** The key of each body: the same body has the same key, and of two alike in one file each has its own. */
export function keysOf(bodies: readonly unknown[]): string[] {
  const seen = new Map<string, number>()
  return bodies.map((body) => {
    const text = JSON.stringify(body)
    const nth = (seen.get(text) ?? 0) + 1
    seen.set(text, nth)
    return `row-${digest(text)}-${nth}`
  })
}

// 106 bits of a hash that needs no TLS, unlike crypto.subtle. Two rows with one key would be refused, never mixed up.
function digest(text: string): string {
  return [0x9e3779b9, 0x85ebca6b].map((seed) => hash53(text, seed).toString(36)).join('')
}

function hash53(text: string, seed: number): number {
  let high = 0xdeadbeef ^ seed
  let low = 0x41c6ce57 ^ seed
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    high = Math.imul(high ^ code, 2_654_435_761)
    low = Math.imul(low ^ code, 1_597_334_677)
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909)
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909)
  return 4_294_967_296 * (2_097_151 & low) + (high >>> 0)
}
