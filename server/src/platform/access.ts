// Who may use a route: declared with it, refused by default, and checked against the record and not the request.
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify'
import type { Actor } from './auth.ts'
import type { ProblemType } from './contract.ts'
import type { Cell } from './id.ts'
import { forbidden, internal, notFound, Problem, signInNeeded } from './problem.ts'

export const ROLES = [
  'citizen',
  'doctor',
  'reception',
  'pharmacist',
  'lab-technician',
  'vaccinator',
  'centre-admin',
  'district-officer',
  'national-admin',
  'client',
] as const

export type Role = (typeof ROLES)[number]

/** Roles that act in one facility, their own. */
export const FACILITY_ROLES: readonly Role[] = [
  'doctor',
  'reception',
  'pharmacist',
  'lab-technician',
  'vaccinator',
  'centre-admin',
]

/**
 * `own`: the handler takes whose it is from the actor alone.
 * `record`: the handler must ask `request.permit(record)`; an answer without it is withheld.
 */
type Scope = 'own' | 'record'

export type Access =
  | { readonly kind: 'public' }
  | {
      readonly kind: 'roles'
      readonly roles: readonly Role[]
      readonly scope: Scope
      /** Where the token stands when not in Authorization. */
      readonly tokenHeader?: 'customer-token'
    }

export const access = {
  public: { kind: 'public' } as Access,
  /** Everybody with an account: an outside system has none to read or to sign out of. */
  signedIn: { kind: 'roles', roles: ROLES.filter((role) => role !== 'client'), scope: 'own' } as Access,
  own: (...roles: Role[]): Access => ({ kind: 'roles', roles, scope: 'own' }),
  record: (...roles: Role[]): Access => ({ kind: 'roles', roles, scope: 'record' }),
  /** An outside system with its token in the header `customer-token`; it reaches what is its own. */
  customer: { kind: 'roles', roles: ['client'], scope: 'own', tokenHeader: 'customer-token' } as Access,
}

/** Whose a record is. What is not said belongs to nobody. */
export interface Owner {
  /** The account whose family it concerns. */
  readonly accountId?: string | undefined
  readonly facilityId?: string | undefined
  /** The district that it lies in. */
  readonly cell?: Cell | undefined
}

/** Whether one of these roles of the actor reaches this record. */
export function reaches(actor: Actor, roles: readonly Role[], owner: Owner): boolean {
  return actor.roles.some((role) => roles.includes(role) && roleReaches(role, actor, owner))
}

function roleReaches(role: Role, actor: Actor, owner: Owner): boolean {
  if (role === 'national-admin') return true
  if (role === 'district-officer') return owner.cell !== undefined && owner.cell === actor.districtCell
  if (FACILITY_ROLES.includes(role)) return owner.facilityId !== undefined && owner.facilityId === actor.facilityId
  return role === 'citizen' && owner.accountId !== undefined && owner.accountId === actor.accountId
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access
  }
  interface FastifyRequest {
    /** Who asks; null on public routes without a token. */
    actor: Actor | null
    permitted: boolean
    /** Throws unless the actor reaches the record; by default as if the record did not exist. */
    permit(owner: Owner, refusal?: ProblemType): void
  }
}

/** The actor of a route that is not public. */
export function actorOf(request: FastifyRequest): Actor {
  if (!request.actor) throw new Problem(signInNeeded)
  return request.actor
}

function permit(this: FastifyRequest, owner: Owner, refusal: ProblemType = notFound): void {
  const rule = this.routeOptions.config.access
  if (rule?.kind !== 'roles' || !reaches(actorOf(this), rule.roles, owner)) throw new Problem(refusal)
  this.permitted = true
}

/** Adds the checks to an app: a route without a declared access stops the start. */
export function enforceAccess(
  app: FastifyInstance,
  authenticate: (request: FastifyRequest) => Promise<Actor> | Actor,
): void {
  app.decorateRequest('actor', null)
  app.decorateRequest('permitted', false)
  app.decorateRequest('permit', permit)
  app.addHook('onRoute', (route) => {
    const rule = route.config?.access
    if (!rule) throw new Error(`${route.method} ${route.url} declares no access: add config: { access: access.… }`)
    if (rule.kind === 'roles' && rule.scope === 'record') withholdUnchecked(route)
  })
  app.addHook('onRequest', (request, _reply, done) => {
    const rule = request.routeOptions.config.access
    if (!rule || rule.kind === 'public') return done()
    const admit = (actor: Actor): void => {
      request.actor = actor
      if (actor.roles.some((role) => rule.roles.includes(role))) done()
      else
        done(
          rule.tokenHeader ? tokenRefused(rule.tokenHeader, 'is not the token of a customer') : new Problem(forbidden),
        )
    }
    try {
      if (rule.tokenHeader) moveToken(request, rule.tokenHeader)
      const actor = authenticate(request)
      if (actor instanceof Promise) actor.then(admit, done)
      else admit(actor)
    } catch (error) {
      done(error as Error)
    }
  })
}

function tokenRefused(header: string, detail: string): Problem {
  return new Problem(signInNeeded, {
    detail: `${header}: ${detail}`,
    errors: [{ pointer: `header/${header}`, detail }],
  })
}

// Only this header counts on such a route: a token in Authorization beside it is somebody else's.
function moveToken(request: FastifyRequest, header: string): void {
  const token = request.headers[header]
  if (typeof token !== 'string' || token === '') throw tokenRefused(header, 'is missing')
  if (!/^[A-Za-z0-9._-]+$/.test(token)) throw tokenRefused(header, 'is not a token')
  request.headers.authorization = `Bearer ${token}`
}

// A handler that forgets its check gives nothing away: the mistake becomes a 500 that every test of the route sees.
function withholdUnchecked(route: RouteOptions): void {
  const before = route.onSend ?? []
  const check: RouteOptions['onSend'] = (request, reply, payload, done) => {
    if (request.permitted || reply.statusCode >= 300) return done(null, payload)
    request.log.error({ route: route.url }, 'the answer was withheld: the handler did not check its record')
    done(new Problem(internal))
  }
  route.onSend = [...(Array.isArray(before) ? before : [before]), check] as NonNullable<RouteOptions['onSend']>
}
