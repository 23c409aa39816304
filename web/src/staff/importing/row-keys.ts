// The Idempotency-Keys of the rows of a file: made from the values of a row, not from the time of sending.

/** The key of each body. The same body gets the same key, but equal bodies in one file get different keys. */
export function keysOf(bodies: readonly unknown[]): string[] {
  const seen = new Map<string, number>()
  return bodies.map((body) => {
    const text = JSON.stringify(body)
    const nth = (seen.get(text) ?? 0) + 1
    seen.set(text, nth)
    return `row-${digest(text)}-${nth}`
  })
}

// 106 bits from a hash that needs no TLS, unlike crypto.subtle. If two rows had one key, the server would refuse one.
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
