// The link to a person's place in the queue: signed, short-lived, and without any personal data in it.
import { Buffer } from 'node:buffer'
import { addDays, startOfDayInIndia } from '../../../platform/clock.ts'
import { ID_PATTERN } from '../../../platform/id.ts'
import type { Keys } from '../../../platform/keys.ts'
import type { TokenId } from './contract.ts'

const ID_BYTES = 16
const BODY_BYTES = ID_BYTES + 4
const SIGN_BYTES = 16

export const LINK_PATTERN = '^[A-Za-z0-9_-]{48}$'

/** The link of a token. It is over two hours after the end of its day. */
export function linkOf(keys: Keys, tokenId: TokenId, day: string): string {
  const endsAt = startOfDayInIndia(addDays(day, 1)).getTime() + 2 * 3_600_000
  const body = Buffer.alloc(BODY_BYTES)
  body.write(tokenId.replaceAll('-', ''), 'hex')
  body.writeUInt32BE(endsAt / 1_000, ID_BYTES)
  return Buffer.concat([body, signOf(keys, body)]).toString('base64url')
}

export interface ReadLink {
  readonly tokenId: TokenId
  /** When the link is over. */
  readonly endsAt: Date
}

/** The token of a link; undefined when this installation did not sign the link. */
export function readLink(keys: Keys, link: string): ReadLink | undefined {
  const bytes = Buffer.from(link, 'base64url')
  if (bytes.length !== BODY_BYTES + SIGN_BYTES) return undefined
  const body = bytes.subarray(0, BODY_BYTES)
  const isSigned = keys.equal(bytes.subarray(BODY_BYTES).toString('hex'), signOf(keys, body).toString('hex'))
  const tokenId = body.toString('hex', 0, ID_BYTES).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  if (!isSigned || !new RegExp(ID_PATTERN).test(tokenId)) return undefined
  return { tokenId: tokenId as TokenId, endsAt: new Date(body.readUInt32BE(ID_BYTES) * 1_000) }
}

const signOf = (keys: Keys, body: Buffer): Buffer =>
  Buffer.from(keys.hash('place', body.toString('hex')), 'hex').subarray(0, SIGN_BYTES)
