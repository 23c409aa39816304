// Secrets, and the keys derived from them: one key for each purpose. Makes keyed hashes of phones and national ids.
import {
  createCipheriv,
  createDecipheriv,
  createECDH,
  createHmac,
  createPrivateKey,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Config } from './config.ts'

// Hashes for these purposes stay valid when `secret` changes. The other hashes become invalid, and people try again.
const LASTING = [
  'phone',
  'mail',
  'aadhaar',
  'refresh',
  'client-secret',
  'device',
  'card',
  'sealed',
  'reference',
  'recovery',
  'outside-account',
] as const
type Passing =
  | 'otp'
  | 'presence'
  | 'claim'
  | 'challenge'
  | 'address'
  | 'account'
  | 'request'
  | 'next-refresh'
  | 'place'
  | 'document-link'
type Purpose = (typeof LASTING)[number] | Passing

export interface Keys {
  /** Ed25519 keys that sign access tokens, the current one first. */
  readonly signing: readonly KeyObject[]
  /** P-256 keys that sign health cards, the current one first. No access token is signed with them. */
  readonly cards: readonly KeyObject[]
  /** For the tokens with which modules of different processes ask each other, the current key first. */
  readonly services: readonly KeyObject[]
  /** Keyed hash (hex) of a phone number, national id, refresh token or code. Each `purpose` has a key of its own. */
  hash(purpose: Purpose, value: string): string
  /** Whether two keyed hashes are equal, in constant time. */
  equal(left: string, right: string): boolean
  /** Encrypts (AES-256-GCM). `bound` names the row and column, and only the same `bound` decrypts the text. */
  seal(text: string, bound: string): Buffer
  /** Decrypts. Throws when the bytes were not sealed with this `bound`, or were changed. */
  unseal(sealed: Buffer, bound: string): string
}

/** Derives all keys. You may change `secret` (pass the old one as `secretPrevious`), but never `identifierKey`. */
export function openKeys(secret: string, identifierKey: string, secretPrevious?: string): Keys {
  const macKeys = new Map<string, KeyObject>()
  const macKey = (purpose: Purpose): KeyObject => {
    let key = macKeys.get(purpose)
    if (!key) {
      const source = (LASTING as readonly string[]).includes(purpose) ? identifierKey : secret
      // Keep a key object: with bytes Node would make one for each use, which costs several times the use itself.
      key = createSecretKey(derive(source, `sehat ${purpose} 1`))
      macKeys.set(purpose, key)
    }
    return key
  }
  const secrets = [secret, ...(secretPrevious ? [secretPrevious] : [])]
  return {
    signing: secrets.map((source) => signingKey(source, 'access tokens')),
    cards: secrets.map(cardKey),
    services: secrets.map((source) => signingKey(source, 'service tokens')),
    hash: (purpose, value) => createHmac('sha256', macKey(purpose)).update(value).digest('hex'),
    equal: isSameSecret,
    seal: (text, bound) => seal(macKey('sealed'), text, bound),
    unseal: (sealed, bound) => unseal(macKey('sealed'), sealed, bound),
  }
}

/** Compares in constant time, so that the time does not tell how much of a guess is right. */
export function isSameSecret(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)]
  return left.length === right.length && timingSafeEqual(left, right)
}

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Encrypts with a key that is not one of the installation's own, such as that of an archive. */
export function seal(key: KeyObject, text: string, bound: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(bound))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

export function unseal(key: KeyObject, sealed: Buffer, bound: string): string {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES))
  decipher.setAAD(Buffer.from(bound)).setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
  return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8')
}

function derive(source: string, purpose: string, bytes = 32): Buffer {
  return Buffer.from(hkdfSync('sha256', source, 'sehat', purpose, bytes))
}

/** A key for one purpose from a secret of its own. */
export function keyFrom(source: string, purpose: string): KeyObject {
  return createSecretKey(derive(source, `sehat ${purpose} 1`))
}

// An Ed25519 private key in PKCS #8 is this fixed head followed by its 32 secret bytes (RFC 8410).
const ED25519_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex')

function signingKey(source: string, purpose: string): KeyObject {
  const der = Buffer.concat([ED25519_HEAD, derive(source, `sehat ${purpose} 1`)])
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
}

/** The order of the curve P-256 (FIPS 186-5). */
const P256_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n

function cardKey(source: string): KeyObject {
  // 16 bytes more than the key has, so that the remainder favours no number (FIPS 186-5, A.2.1).
  const number = BigInt(`0x${derive(source, 'sehat health cards 1', 48).toString('hex')}`)
  const secret = Buffer.from(((number % (P256_ORDER - 1n)) + 1n).toString(16).padStart(64, '0'), 'hex')
  const curve = createECDH('prime256v1')
  curve.setPrivateKey(secret)
  const point = curve.getPublicKey()
  const text = (part: Buffer): string => part.toString('base64url')
  const jwk = { kty: 'EC', crv: 'P-256', x: text(point.subarray(1, 33)), y: text(point.subarray(33)), d: text(secret) }
  return createPrivateKey({ key: jwk, format: 'jwk' })
}

/** The installation's keys: from the environment, or on a laptop made once and kept in `$SEHAT_HOME/secrets.json`. */
export function loadKeys(config: Config): Keys {
  if (config.secret && config.identifierKey) return openKeys(config.secret, config.identifierKey, config.secretPrevious)
  const file = path.join(config.home, 'secrets.json')
  if (!existsSync(file)) {
    mkdirSync(config.home, { recursive: true })
    const made = { secret: randomBytes(32).toString('base64'), identifierKey: randomBytes(32).toString('base64') }
    writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
  }
  const kept = JSON.parse(readFileSync(file, 'utf8')) as { secret: string; identifierKey: string }
  return openKeys(config.secret ?? kept.secret, config.identifierKey ?? kept.identifierKey, config.secretPrevious)
}
