// Secrets and what is derived from them: one key for each purpose, keyed hashes of phones and national ids.
import { createHmac, createPrivateKey, hkdfSync, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Config } from './config.ts'

// What is hashed under these outlives a change of `secret`; under the others it is forgotten, which costs a repeat.
const LASTING = ['phone', 'aadhaar', 'refresh'] as const
type Purpose = (typeof LASTING)[number] | 'otp' | 'address' | 'request'

export interface Keys {
  /** Ed25519 keys that sign access tokens, the current one first. */
  readonly signing: readonly KeyObject[]
  /** Keyed hash of a phone number, national id, refresh token or code; `purpose` keeps the domains apart. Hex. */
  hash(purpose: Purpose, value: string): string
  /** Whether two keyed hashes are equal, in constant time. */
  equal(left: string, right: string): boolean
}

/** Derives all keys. `secret` may be changed (keep the old one as previous), `identifierKey` never. */
export function openKeys(secret: string, identifierKey: string, secretPrevious?: string): Keys {
  const macKeys = new Map<string, Buffer>()
  const macKey = (purpose: Purpose): Buffer => {
    let key = macKeys.get(purpose)
    if (!key) {
      const source = (LASTING as readonly string[]).includes(purpose) ? identifierKey : secret
      key = derive(source, `sehat ${purpose} 1`)
      macKeys.set(purpose, key)
    }
    return key
  }
  return {
    signing: [secret, ...(secretPrevious ? [secretPrevious] : [])].map(signingKey),
    hash: (purpose, value) => createHmac('sha256', macKey(purpose)).update(value).digest('hex'),
    equal: (left, right) => left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right)),
  }
}

function derive(source: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', source, 'sehat', purpose, 32))
}

// An Ed25519 private key in PKCS #8 is this fixed head followed by its 32 secret bytes (RFC 8410).
const ED25519_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex')

function signingKey(source: string): KeyObject {
  const der = Buffer.concat([ED25519_HEAD, derive(source, 'sehat access tokens 1')])
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
}

/** The installation's keys: from the environment, or, on a laptop, made once and kept in `$SEHAT_HOME/secrets.json`. */
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
