// Turns the text of a key into 64 bits to store. Without the secret nobody can guess the text.
import { hash } from 'node:crypto'
import type { Keys } from '../../../../platform/keys.ts'

export type KeyHash = (text: string) => string

/** Gives a `bigint` as PostgreSQL writes it. It derives the secret once, because an index hashes 100 million keys. */
export function openKeyHash(keys: Pick<Keys, 'hash'>): KeyHash {
  const secret = keys.hash('aadhaar', 'sehat patient index keys 1')
  return (text) => hash('sha256', `${secret}|${text}`, 'buffer').readBigInt64BE(0).toString()
}
