// Signs the ends of chains and days with the server's key, and checks such signatures also after the key has changed.
import { CompactSign, compactVerify, importJWK, type JWK } from 'jose'
import type { AuditContext } from '../tables.ts'
import type { Signed } from './store.ts'

/** Keeps these signatures apart from access tokens, which the same key signs. */
const TYPE = 'sehat-audit+jws'

export interface Signer {
  /** The key that signs now. */
  readonly key: JWK & { kid: string }
  sign(content: object): Promise<Signed>
}

/** A signer with the current key of the server. */
export function openSigner({ auth, keys }: Pick<AuditContext, 'auth' | 'keys'>): Signer {
  const key = auth.jwks().keys[0] as JWK & { kid: string }
  const secret = keys.signing[0]
  if (!secret || typeof key.kid !== 'string') throw new Error('The server has no key to sign the audit trail')
  return {
    key,
    async sign(content) {
      const signature = await new CompactSign(Buffer.from(JSON.stringify(content)))
        .setProtectedHeader({ alg: 'EdDSA', typ: TYPE, kid: key.kid })
        .sign(secret)
      return { kid: key.kid, signature }
    },
  }
}

export type ReadSigned = (signed: Signed) => Promise<unknown>

/** Gives the content of a signature; undefined when none of these keys made it. */
export async function openReader(keys: readonly JWK[]): Promise<ReadSigned> {
  const byKid = new Map<string, Awaited<ReturnType<typeof importJWK>>>()
  for (const key of keys) byKid.set(key.kid as string, await importJWK(key, 'EdDSA'))
  return async ({ kid, signature }) => {
    const key = byKid.get(kid)
    if (!key) return undefined
    try {
      const { payload, protectedHeader } = await compactVerify(signature, key, { algorithms: ['EdDSA'] })
      if (protectedHeader.typ !== TYPE || protectedHeader.kid !== kid) return undefined
      return JSON.parse(Buffer.from(payload).toString()) as unknown
    } catch {
      return undefined
    }
  }
}
