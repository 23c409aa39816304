// Access tokens: signed with EdDSA, verified once and then remembered, refused within a second after being revoked.
import { createPublicKey, hash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { calculateJwkThumbprint, errors, exportJWK, type JWK, jwtVerify, SignJWT } from 'jose'
import { LRUCache } from 'lru-cache'
import type { Clock } from './clock.ts'
import type { Id } from './contract.ts'
import type { Cell } from './id.ts'
import type { Keys } from './keys.ts'
import { memoryCache } from './ports/cache.ts'
import type { Role } from './powers.ts'
import { Problem, signInNeeded, unavailable } from './problem.ts'

/** Who asks: an account with its roles, and the one place where the roles hold. */
export interface Actor {
  readonly accountId: Id<'account'>
  /** The sign-in that this token belongs to. A sign-out ends it. */
  readonly sessionId: string
  readonly roles: readonly Role[]
  /** The person has not given the second factor yet, which one of their roles needs. The token carries no role. */
  readonly factorDue?: true
  /** The appointment that gives the staff roles. When it ends, the token ends. */
  readonly workplaceId?: Id<'workplace'>
  readonly facilityId?: Id<'facility'>
  readonly chainId?: Id<'chain'>
  readonly districtCell?: Cell
  /** The facilities of `chainId`, which the server looks up for each request. */
  readonly chainFacilities?: ReadonlySet<string>
}

const ISSUER = 'sehat'
const AUDIENCE = 'sehat-api'
const TOKEN_LENGTH_MAX = 2_048
const REMEMBERED_MAX = 200_000
const NO_NEWS = 'This process cannot learn now which sign-ins have ended'

interface Remembered {
  readonly actor: Actor
  readonly expiresAtMs: number
}

export interface Auth {
  /** Makes a token that is valid for so many seconds. */
  sign(actor: Actor, seconds: number): Promise<string>
  /** The actor of a valid token; throws a 401 problem otherwise. Answers at once for a token that it has verified. */
  verify(token: string): Actor | Promise<Actor>
  authenticate(request: FastifyRequest): Actor | Promise<Actor>
  /** Refuses the tokens of this sign-in or workplace until `untilMs`, when the last of them has expired anyway. */
  revoke(id: string, untilMs: number): void
  /** Admits nobody while this is false: the process then does not know which tokens were revoked. */
  admitOnlyWhile(knowsRevocations: () => boolean): void
  jwks(): { keys: JWK[] }
}

export async function openAuth(keys: Keys, clock: Clock): Promise<Auth> {
  const verifying = await Promise.all(keys.signing.map((key) => describeKey(createPublicKey(key))))
  const byKid = new Map(verifying.map((entry) => [entry.jwk.kid as string, entry.key]))
  const remembered = memoryCache<Remembered>(REMEMBERED_MAX)
  const revoked = new LRUCache<string, true>({ max: 1_000_000 })

  let knowsRevocations = (): boolean => true

  const admit = (token: Remembered): Actor => {
    if (!knowsRevocations()) throw new Problem(unavailable, { detail: NO_NEWS, retryAfterSeconds: 1 })
    if (token.expiresAtMs <= clock.now().getTime()) throw refused('The token has expired')
    const { sessionId, workplaceId } = token.actor
    if (revoked.has(sessionId) || (workplaceId !== undefined && revoked.has(workplaceId))) {
      throw refused('The token was revoked')
    }
    return token.actor
  }

  const checkSignature = async (token: string, digest: string): Promise<Actor> => {
    if (!isSpeltOnce(token)) throw refused('The token is not valid')
    const fresh = await readToken(token, (kid) => byKid.get(kid), clock)
    remembered.set(digest, fresh, fresh.expiresAtMs - clock.now().getTime())
    return admit(fresh)
  }

  const verify = (token: string): Actor | Promise<Actor> => {
    if (token.length > TOKEN_LENGTH_MAX) throw refused('The token is too long')
    const digest = hash('sha256', token, 'base64')
    const known = remembered.get(digest)
    return known ? admit(known) : checkSignature(token, digest)
  }

  return {
    verify,
    authenticate(request) {
      const header = request.headers.authorization
      if (header === undefined) throw new Problem(signInNeeded)
      const match = /^Bearer ([A-Za-z0-9._-]+)$/i.exec(header)
      if (!match) throw refused('The header Authorization does not have the form: Bearer <token>')
      return verify(match[1] as string)
    },
    sign: (actor, seconds) => {
      const nowSeconds = Math.floor(clock.now().getTime() / 1000)
      return new SignJWT({ ...toClaims(actor) })
        .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: verifying[0]?.jwk.kid as string })
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setIssuedAt(nowSeconds)
        .setExpirationTime(nowSeconds + seconds)
        .sign(keys.signing[0] as NonNullable<(typeof keys.signing)[0]>)
    },
    revoke(id, untilMs) {
      const ttl = untilMs - clock.now().getTime()
      if (ttl > 0) revoked.set(id, true, { ttl })
    },
    admitOnlyWhile(condition) {
      knowsRevocations = condition
    },
    jwks: () => ({ keys: verifying.map((entry) => entry.jwk) }),
  }
}

// The unused bits at the end of base64 must be zero, so that each signature has only one spelling.
function isSpeltOnce(token: string): boolean {
  return token.split('.').every((part) => Buffer.from(part, 'base64url').toString('base64url') === part)
}

function refused(detail: string): Problem {
  return new Problem(signInNeeded, { detail })
}

type VerifyingKey = ReturnType<typeof createPublicKey>

async function describeKey(key: VerifyingKey): Promise<{ key: VerifyingKey; jwk: JWK }> {
  const jwk = await exportJWK(key)
  return { key, jwk: { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: 'EdDSA', use: 'sig' } }
}

interface Claims {
  sub: string
  sid: string
  roles: readonly Role[]
  due?: true
  wpl?: string
  fac?: string
  chn?: string
  dis?: Cell
}

function toClaims(actor: Actor): Claims {
  return {
    sub: actor.accountId,
    sid: actor.sessionId,
    roles: actor.roles,
    ...(actor.factorDue && { due: true }),
    ...(actor.workplaceId !== undefined && { wpl: actor.workplaceId }),
    ...(actor.facilityId !== undefined && { fac: actor.facilityId }),
    ...(actor.chainId !== undefined && { chn: actor.chainId }),
    ...(actor.districtCell !== undefined && { dis: actor.districtCell }),
  }
}

async function readToken(
  token: string,
  keyOf: (kid: string) => VerifyingKey | undefined,
  clock: Clock,
): Promise<Remembered> {
  try {
    const { payload } = await jwtVerify(
      token,
      (header) => {
        const key = keyOf(header.kid ?? '')
        if (!key) throw refused('The token is not signed with a key of this server')
        return key
      },
      {
        algorithms: ['EdDSA'],
        issuer: ISSUER,
        audience: AUDIENCE,
        typ: 'at+jwt',
        requiredClaims: ['sub', 'sid', 'roles', 'iat', 'exp'],
        currentDate: clock.now(),
      },
    )
    const claims = payload as unknown as Claims & { exp: number }
    return {
      expiresAtMs: claims.exp * 1000,
      actor: {
        accountId: claims.sub as Id<'account'>,
        sessionId: claims.sid,
        roles: claims.roles,
        ...(claims.due !== undefined && { factorDue: true }),
        ...(claims.wpl !== undefined && { workplaceId: claims.wpl as Id<'workplace'> }),
        ...(claims.fac !== undefined && { facilityId: claims.fac as Id<'facility'> }),
        ...(claims.chn !== undefined && { chainId: claims.chn as Id<'chain'> }),
        ...(claims.dis !== undefined && { districtCell: claims.dis }),
      },
    }
  } catch (error) {
    if (error instanceof Problem) throw error
    throw refused(error instanceof errors.JWTExpired ? 'The token has expired' : 'The token is not valid')
  }
}
