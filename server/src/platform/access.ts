// Who may use a route: the power it asks for, refused by default, and checked against the record and not the request.
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify'
import type { Actor } from './auth.ts'
import type { ProblemType } from './contract.ts'
import type { Cell } from './id.ts'
import { holdingOf, type PowerRows, type PowerTable, type Role, rolesHolding } from './powers.ts'
import { forbidden, internal, notFound, Problem, signInNeeded } from './problem.ts'

/**
 * Where a power is used.
 * `own`: the handler takes whose it is from the actor alone.
 * `record`: the handler must ask `request.permit(record)`; an answer without it is withheld. Who does not reach the
 * record is told that there is none.
 * `place`: the same for what is known of a place to everybody: a facility, a district, a session. Who does not reach
 * it is told so.
 * `anywhere`: it concerns no record, or every one; the power alone decides.
 */
export type Scope = 'own' | 'record' | 'place' | 'anywhere'

export type Access =
  | { readonly kind: 'public' }
  | { readonly kind: 'signed-in' }
  | {
      readonly kind: 'power'
      readonly power: string
      readonly scope: Scope
      /** Where the token stands when not in Authorization. */
      readonly tokenHeader?: 'customer-token'
    }

export const access = {
  public: { kind: 'public' } as Access,
  /** Everybody with an account: an outside system has none to read or to sign out of. */
  signedIn: { kind: 'signed-in' } as Access,
}

/**
 * The powers of a module, from the rows of its `access.ts`. A route says `access: may('stock.keep').at('record')`; a
 * power that the rows do not name does not pass the type check.
 */
export function definePowers<const Power extends string>(rows: Partial<Readonly<Record<Role, readonly Power[]>>>) {
  return {
    rows: rows as PowerRows,
    may: (power: Power) => ({ at: (scope: Scope): Access => ({ kind: 'power', power, scope }) }),
  }
}

/** What the platform itself has to guard. */
export const platformPowers = definePowers({ 'national-admin': ['system.watch'] })

/** Whose a record is. What is not said belongs to nobody. */
export interface Owner {
  /** The account whose family it concerns. */
  readonly accountId?: string | undefined
  readonly facilityId?: string | undefined
  /** The chain itself; a facility of it is found by its own id. */
  readonly chainId?: string | undefined
  /** The district that it lies in. */
  readonly cell?: Cell | undefined
}

/** Whether one of these roles of the actor reaches this record. */
export function reaches(actor: Actor, roles: { has(role: Role): boolean }, owner: Owner): boolean {
  return actor.roles.some((role) => roles.has(role) && roleReaches(role, actor, owner))
}

export function roleReaches(role: Role, actor: Actor, { accountId, facilityId, chainId, cell }: Owner): boolean {
  switch (holdingOf(role)) {
    case 'nation':
      return true
    case 'district':
      return cell !== undefined && cell === actor.districtCell
    case 'chain':
      if (chainId !== undefined && chainId === actor.chainId) return true
      return facilityId !== undefined && (actor.chainFacilities?.has(facilityId) ?? false)
    case 'facility':
      return facilityId !== undefined && facilityId === actor.facilityId
    case 'family':
      return accountId !== undefined && accountId === actor.accountId
    default:
      return false
  }
}

/** Where the actor works: the one place of the token; the whole country where it names none. */
export function workplaceOf({ facilityId, chainId, districtCell }: Actor): Owner {
  if (facilityId !== undefined) return { facilityId }
  if (chainId !== undefined) return { chainId }
  return districtCell === undefined ? {} : { cell: districtCell }
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access
  }
  interface FastifyRequest {
    /** Who asks; null on public routes without a token. */
    actor: Actor | null
    permitted: boolean
    /** Throws unless the actor reaches the record with the route's power; the scope says what they are told. */
    permit(owner: Owner, refusal?: ProblemType): void
    /** Whether the actor has a further power beside that of the route. */
    holds(power: string): boolean
  }
}

/** The actor of a route that is not public. */
export function actorOf(request: FastifyRequest): Actor {
  if (!request.actor) throw new Problem(signInNeeded)
  return request.actor
}

export interface Gate {
  readonly powers: PowerTable
  authenticate(request: FastifyRequest): Promise<Actor> | Actor
  /** The facilities of a chain as they are now, or were a second ago. */
  facilitiesOfChain(chainId: string): Promise<ReadonlySet<string>>
}

const SYSTEMS = new Set(rolesHolding('system'))

/** Adds the checks to an app: a route without a declared access stops the start. */
export function enforceAccess(app: FastifyInstance, { powers, authenticate, facilitiesOfChain }: Gate): void {
  const holdersOf = (power: string): ReadonlySet<Role> => {
    const holders = powers.rolesWith(power)
    if (!holders) throw new Error(`no access.ts declares the power ${power}`)
    return holders
  }
  const mayEnter = (rule: Exclude<Access, { kind: 'public' }>, { roles }: Actor): boolean => {
    if (rule.kind === 'signed-in') return !roles.some((role) => SYSTEMS.has(role))
    const holders = holdersOf(rule.power)
    return roles.some((role) => holders.has(role))
  }

  app.decorateRequest('actor', null)
  app.decorateRequest('permitted', false)
  app.decorateRequest('permit', function permit(this: FastifyRequest, owner: Owner, refusal?: ProblemType): void {
    const rule = this.routeOptions.config.access
    if (rule?.kind !== 'power') throw new Error('only a route that asks for a power has records to permit')
    if (rule.scope === 'place' && owner.accountId !== undefined) {
      throw new Error(`what belongs to a family is hidden from others: declare may('${rule.power}').at('record')`)
    }
    if (!reaches(actorOf(this), holdersOf(rule.power), owner)) {
      throw new Problem(refusal ?? (rule.scope === 'place' ? forbidden : notFound))
    }
    this.permitted = true
  })
  app.decorateRequest('holds', function holds(this: FastifyRequest, power: string): boolean {
    const holders = holdersOf(power)
    return actorOf(this).roles.some((role) => holders.has(role))
  })

  app.addHook('onRoute', (route) => {
    const rule = route.config?.access
    if (!rule) throw new Error(`${route.method} ${route.url} declares no access: add config: { access: ... }`)
    if (rule.kind !== 'power') return
    holdersOf(rule.power)
    if (rule.scope === 'record' || rule.scope === 'place') withholdUnchecked(route)
  })
  app.addHook('onRequest', (request, _reply, done) => {
    const rule = request.routeOptions.config.access
    if (!rule || rule.kind === 'public') return done()
    const header = rule.kind === 'power' ? rule.tokenHeader : undefined
    const enter = (actor: Actor): void => {
      request.actor = actor
      if (mayEnter(rule, actor)) done()
      else done(header ? tokenRefused(header, 'is not the token of a customer') : new Problem(forbidden))
    }
    // Looked up with each request and not written into the token: a chain may have thousands, and they change.
    const admit = (actor: Actor): void => {
      const { chainId } = actor
      if (chainId === undefined) enter(actor)
      else facilitiesOfChain(chainId).then((chainFacilities) => enter({ ...actor, chainFacilities }), done)
    }
    try {
      if (header) moveToken(request, header)
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
