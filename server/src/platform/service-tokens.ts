// Short tokens with which a module of one process asks a module of another one: signed with EdDSA.
import { createPublicKey } from 'node:crypto'
import { jwtVerify, SignJWT } from 'jose'
import type { Keys } from './keys.ts'

export interface ServiceTokens {
  /** A token of the asking module for one other module. It is made anew well before it ends. */
  sign(by: string, callee: string): Promise<string>
  /** The module that asks. Undefined when the token is not valid for this module. */
  verify(token: string, callee: string): Promise<string | undefined>
}

const VALID_SECONDS = 60
const RENEW_BEFORE_MS = 30_000
const ISSUER = 'sehat-services'
/** The clocks of two machines may differ. */
const CLOCK_TOLERANCE_SECONDS = 120

interface Made {
  readonly token: string
  readonly endsAtMs: number
}

export function openServiceTokens({ services }: Pick<Keys, 'services'>): ServiceTokens {
  const [signing] = services
  if (!signing) throw new Error('There is no key for the tokens of modules')
  const verifying = services.map((key) => createPublicKey(key))
  const made = new Map<string, Made>()
  return {
    async sign(by, callee) {
      const known = made.get(`${by} ${callee}`)
      if (known && known.endsAtMs - RENEW_BEFORE_MS > Date.now()) return known.token
      const nowSeconds = Math.floor(Date.now() / 1000)
      const token = await new SignJWT({})
        .setProtectedHeader({ alg: 'EdDSA', typ: 'service+jwt' })
        .setIssuer(ISSUER)
        .setSubject(by)
        .setAudience(callee)
        .setIssuedAt(nowSeconds)
        .setExpirationTime(nowSeconds + VALID_SECONDS)
        .sign(signing)
      made.set(`${by} ${callee}`, { token, endsAtMs: (nowSeconds + VALID_SECONDS) * 1000 })
      return token
    },
    async verify(token, callee) {
      for (const key of verifying) {
        const checks = {
          ...{ algorithms: ['EdDSA'], issuer: ISSUER, audience: callee, typ: 'service+jwt' },
          ...{ requiredClaims: ['sub', 'iat', 'exp'], clockTolerance: CLOCK_TOLERANCE_SECONDS },
        }
        const read = await jwtVerify(token, key, checks).catch(() => undefined)
        if (read) return read.payload.sub
      }
      return undefined
    },
  }
}
