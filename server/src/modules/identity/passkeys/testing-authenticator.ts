// A software authenticator for tests: it makes keys and signs as a phone does, with real cryptography.
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { isoCBOR } from '@simplewebauthn/server/helpers'
import { makeCertificate } from './testing-certificate.ts'

const HERE = 'http://localhost'

interface CreationOptions {
  readonly rp: { readonly id: string }
  readonly user: { readonly id: string }
  readonly challenge: string
}

interface RequestOptions {
  readonly rpId: string
  readonly challenge: string
}

/** What a test may do wrong. */
export interface Odd {
  readonly origin?: string
  readonly rpId?: string
  readonly challenge?: string
  readonly isVerified?: boolean
  readonly type?: string
  /** The count that the authenticator says, in place of the next one. */
  readonly counter?: number
  readonly userHandle?: string
  /** Signs with a key that is not the passkey's. */
  readonly hasOtherKey?: boolean
  readonly format?: string
  /** Adds the certificate of a manufacturer, or only a signature by the passkey itself. */
  readonly statement?: 'certificate' | 'self'
}

const PRESENT = 0x01
const VERIFIED = 0x04
const HAS_CREDENTIAL = 0x40

const toText = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64url')
const sha256 = (bytes: Uint8Array | string): Buffer => createHash('sha256').update(bytes).digest()

function toClientData(challenge: string, odd: Odd, type: string): Buffer {
  const said = { type: odd.type ?? type, challenge: odd.challenge ?? challenge, origin: odd.origin ?? HERE }
  return Buffer.from(JSON.stringify({ ...said, crossOrigin: false }))
}

function toAuthenticatorData(rpId: string, flags: number, counter: number, rest = Buffer.alloc(0)): Uint8Array {
  const count = Buffer.alloc(4)
  count.writeUInt32BE(counter)
  return Buffer.concat([sha256(rpId), Buffer.from([flags]), count, rest])
}

/** COSE: kty 2 (EC2), alg -7 (ES256), crv 1 (P-256). */
function toCose(key: KeyObject): Uint8Array {
  const { x, y } = key.export({ format: 'jwk' })
  const entries: [number, number | Uint8Array][] = [
    [1, 2],
    [3, -7],
    [-1, 1],
  ]
  const point: [number, Uint8Array][] = [
    [-2, decode(x)],
    [-3, decode(y)],
  ]
  return isoCBOR.encode(new Map<number, number | Uint8Array>([...entries, ...point]))
}

const decode = (text: string | undefined): Uint8Array => new Uint8Array(Buffer.from(text ?? '', 'base64url'))

/** A phone with one passkey. It has none until it creates one. */
export function createAuthenticator() {
  const id = randomBytes(16)
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
  let counter = 0
  let userHandle = ''
  const flagsOf = (odd: Odd): number => PRESENT | (odd.isVerified === false ? 0 : VERIFIED)
  return {
    credentialId: toText(id),
    /** The body of POST /v1/me/passkeys. */
    create({ rp, user, challenge }: CreationOptions, odd: Odd = {}) {
      userHandle = user.id
      const length = Buffer.from([0, id.length])
      const credential = Buffer.concat([Buffer.alloc(16), length, id, toCose(publicKey)])
      const flags = flagsOf(odd) | HAS_CREDENTIAL
      const authData = toAuthenticatorData(odd.rpId ?? rp.id, flags, odd.counter ?? counter, credential)
      const clientData = toClientData(challenge, odd, 'webauthn.create')
      const signed = Buffer.concat([authData, sha256(clientData)])
      const stated = new Map<string, unknown>(
        odd.statement === undefined
          ? []
          : [
              ['alg', -7],
              ['sig', new Uint8Array(sign('sha256', signed, odd.statement === 'self' ? privateKey : other))],
            ],
      )
      if (odd.statement === 'certificate') stated.set('x5c', [makeCertificate(other)])
      const statement = new Map<string, unknown>([
        ['fmt', odd.statement ? 'packed' : (odd.format ?? 'none')],
        ['attStmt', stated],
        ['authData', new Uint8Array(authData)],
      ])
      return {
        credentialId: toText(id),
        clientData: toText(clientData),
        attestation: toText(isoCBOR.encode(statement as never)),
        transports: ['internal'],
      }
    },
    /** The body of POST /v1/auth/passkey. */
    sign({ rpId, challenge }: RequestOptions, odd: Odd = {}) {
      counter = odd.counter ?? counter + 1
      const authenticatorData = toAuthenticatorData(odd.rpId ?? rpId, flagsOf(odd), counter)
      const clientData = toClientData(challenge, odd, 'webauthn.get')
      const signed = Buffer.concat([authenticatorData, sha256(clientData)])
      return {
        credentialId: toText(id),
        clientData: toText(clientData),
        authenticatorData: toText(authenticatorData),
        signature: toText(sign('sha256', signed, odd.hasOtherKey ? other : privateKey)),
        userHandle: odd.userHandle ?? userHandle,
      }
    },
  }
}

export type Authenticator = ReturnType<typeof createAuthenticator>
