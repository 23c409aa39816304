// Signs SMART Health Cards, and gives the public keys that verify them, also keys of secrets that were replaced.
import { createPublicKey, type KeyObject } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import { CompactSign, calculateJwkThumbprint, exportJWK } from 'jose'
import type { Context } from '../../../platform/module.ts'
import type { VaccinationTables } from '../tables.ts'
import { type CardFacts, type CardNumber, shortenCentre, toClaims } from './rules.ts'
import { insertCardKey, listCardKeys } from './store.ts'

/** The longest card that one QR code holds: version 22 with low correction, as the specification says. */
export const CARD_LENGTH_MAX = 1_195

/**
 * The issuer of cards is an address of its own. So the keys of cards and those of access tokens are in different lists,
 * and no program that reads one of the lists can take a card for a token.
 */
export const ISSUER_PATH = '/v1/vaccination/cards'
export const issuerOf = (publicUrl: string): string => `${publicUrl}${ISSUER_PATH}`

export interface CardKey {
  readonly kid: string
  readonly kty: 'EC'
  readonly use: 'sig'
  readonly alg: 'ES256'
  readonly crv: 'P-256'
  readonly x: string
  readonly y: string
}

export interface Cards {
  /** The key that signs new cards. */
  readonly kid: string
  /** Whether this server can sign with the key. It can sign a card again as long as it holds the key. */
  holds(kid: string): boolean
  sign(facts: CardFacts, number: Omit<CardNumber, 'issuer'> & { readonly kid: string }): Promise<string>
  /** Keeps the keys of this server, so that cards stay valid when its secret is replaced. */
  keepKeys(): Promise<void>
  /** All keys whose cards are valid, the current one first. */
  listKeys(): Promise<CardKey[]>
}

type CardContext = Pick<Context<VaccinationTables>, 'db' | 'keys' | 'clock' | 'config' | 'log'>

const placeOf = (kid: string): string => `vaccination.card_keys ${kid}`

export async function openCards({ db, keys, clock, config, log }: CardContext): Promise<Cards> {
  const held = await Promise.all(keys.cards.map(describeKey))
  const byKid = new Map(held.map(({ jwk, key }) => [jwk.kid, key]))
  return {
    kid: held[0]?.jwk.kid as string,
    holds: (kid) => byKid.has(kid),
    async sign(facts, { kid, issuedAt, rid }) {
      const key = byKid.get(kid)
      if (!key) throw new Error(`this server does not hold the key ${kid}`)
      const number = { issuer: issuerOf(config.publicUrl), issuedAt, rid }
      for (const shorter of shortenCentre(facts)) {
        const card = await signCard(toClaims(shorter, number, config.publicUrl), key, kid)
        if (card.length <= CARD_LENGTH_MAX) return card
      }
      throw new Error('a card does not fit into one code')
    },
    async keepKeys() {
      for (const { jwk } of held) {
        const sealed = keys.seal(JSON.stringify(jwk), placeOf(jwk.kid))
        await insertCardKey(db, { kid: jwk.kid, sealed, added_at: clock.now() })
      }
    },
    async listKeys() {
      const found = new Map(held.map(({ jwk }) => [jwk.kid, jwk]))
      for (const { kid, sealed } of await listCardKeys(db)) {
        if (found.has(kid)) continue
        try {
          found.set(kid, JSON.parse(keys.unseal(sealed, placeOf(kid))))
        } catch {
          log.error({ kid }, 'the server ignores a key of health cards that it did not seal')
        }
      }
      return [...found.values()]
    },
  }
}

async function describeKey(key: KeyObject): Promise<{ key: KeyObject; jwk: CardKey }> {
  const { x = '', y = '' } = await exportJWK(createPublicKey(key))
  const point = { kty: 'EC', crv: 'P-256', x, y } as const
  const kid = await calculateJwkThumbprint(point)
  return { key, jwk: { kid, use: 'sig', alg: 'ES256', ...point } }
}

function signCard(claims: object, key: KeyObject, kid: string): Promise<string> {
  const payload = deflateRawSync(Buffer.from(JSON.stringify(claims)), { level: 9 })
  return new CompactSign(payload).setProtectedHeader({ zip: 'DEF', alg: 'ES256', kid }).sign(key)
}
