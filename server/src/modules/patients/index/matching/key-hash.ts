// Turns the text of a key into the 64 bits under which it is stored; without the secret nobody can guess what it holds.
import { hash } from 'node:crypto'
import type { Keys } from '../../../../platform/keys.ts'

export type KeyHash = (text: string) => string

/** `bigint` as PostgreSQL writes it. The secret is derived once: a keyed hash for each of a hundred million keys. */
export function openKeyHash(keys: Pick<Keys, 'hash'>): KeyHash {
  const secret = keys.hash('aadhaar', 'sehat patient index keys 1')
  return (text) => hash('sha256', `${secret}|${text}`, 'buffer').readBigInt64BE(0).toString()
}
