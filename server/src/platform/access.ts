// Decides who may use a route: by default nobody. A route names a power, and its handler checks the record itself.
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify'
import type { Actor } from './auth.ts'
import type { ProblemType } from './contract.ts'
import type { Cell } from './id.ts'
import { holdingOf, type PowerRows, type PowerTable, type Role, rolesHolding } from './powers.ts'
import { forbidden, internal, notFound, Problem, secondFactorNeeded, signInNeeded } from './problem.ts'

/**
 * What a power is checked against.
 * `own`: the handler takes the owner from the actor only.
 * `record`: the handler must call `request.permit(record)`, or the server withholds the answer. An actor who does not
 * reach the record gets "not found".
 * `place`: like `record`, for public places: a facility, a district, a session. An actor who does not reach the place
 * gets "forbidden".
 * `anywhere`: the route concerns no single record. The power alone decides.
 */
export type Scope = 'own' | 'record' | 'place' | 'anywhere'

export type Access =
  | { readonly kind: 'public' }
  | {
      readonly kind: 'signed-in'
      /** Also open while the sign-in still needs its second factor. */
      readonly beforeFactor?: true
    }
  | {
      readonly kind: 'power'
      readonly power: string
      readonly scope: Scope
      /** The route takes a second record, such as the session of a move. The handler must call `permitTarget` too. */
      readonly hasTarget?: true
      /** The header that holds the token, when it is not Authorization. */
      readonly tokenHeader?: 'customer-token'
    }

export const access = {
  public: { kind: 'public' } as Access,
  /** Everybody with an account. An outside system has no account to read or to sign out of. */
  signedIn: { kind: 'signed-in' } as Access,
  /** The same, also before the second factor: routes that give it, set it up, or sign out. They check the rest. */
  beforeFactor: { kind: 'signed-in', beforeFactor: true } as Access,
}

/**
 * The powers of a module, from the rows of its `access.ts`. A route says `access: may('stock.keep').at('record')`. The
 * compiler refuses a power that the rows do not name.
 */
export function definePowers<const Power extends string>(rows: Partial<Readonly<Record<Role, readonly Power[]>>>) {
  return {
    rows: rows as PowerRows,
    may: (power: Power) => ({
      at: (scope: Scope, more: { readonly hasTarget?: true } = {}): Access => ({
        kind: 'power',
        power,
        scope,
        ...more,
      }),
    }),
  }
}

/** The powers for the platform's own routes. */
export const platformPowers = definePowers({ 'national-admin': ['system.watch'] })

/** The owner of a record. A member that is left out means that nobody reaches the record in that way. */
export interface Owner {
  /** The account whose family the record concerns. */
  readonly accountId?: string | undefined
  readonly facilityId?: string | undefined
  /** Set for a record of the chain itself. A record of one of its facilities has only `facilityId`. */
  readonly chainId?: string | undefined
  /** The district of the record. */
  readonly cell?: Cell | undefined
}

/** Whether the actor reaches this record with one of these roles. */
export function reaches(actor: Actor, roles: { has(role: Role): boolean }, owner: Owner): boolean {
  return reachingRole(actor, roles, owner) !== undefined
}

/** The role with which the actor reaches this record. A record of the own family counts as that, also for staff. */
function reachingRole(actor: Actor, roles: { has(role: Role): boolean }, owner: Owner): Role | undefined {
  const reaching = actor.roles.filter((role) => roles.has(role) && roleReaches(role, actor, owner))
  return reaching.find((role) => holdingOf(role) === 'family') ?? reaching[0]
}

/** Whether this one role of the actor reaches the record. */
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

/**
 * Whether the actor may move a record from the source to the target. One role must reach both: somebody who moves the
 * own booking as a citizen may choose any place, but a vaccinator moves other people's bookings only within the centre.
 */
export function reachesBoth(
  actor: Actor,
  roles: { has(role: Role): boolean },
  { source, target }: { readonly source: Owner; readonly target: Owner },
): boolean {
  return actor.roles.some((role) => {
    if (!roles.has(role) || !roleReaches(role, actor, source)) return false
    return holdingOf(role) === 'family' || roleReaches(role, actor, target)
  })
}

/** The place where the actor works, as the token names it. Empty, for the whole country, when it names no place. */
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
    /** Who asks; null on public routes. */
    actor: Actor | null
    /** The record that `permit` allowed. */
    permitted: Owner | null
    isTargetPermitted: boolean
    /** The role of the actor in which this request acts; null on public routes. `permit` makes it more exact. */
    actingRole: Role | null
    /**
     * Throws unless the actor reaches the record with the route's power. Without `refusal` the problem is `forbidden`
     * at the scope `place` and `not-found` at `record`.
     */
    permit(owner: Owner, refusal?: ProblemType): void
    /**
     * Throws `forbidden` unless the actor reaches the second record of the route too. Call it after `permit`. The
     * pointer names the field of the body that holds the second record.
     */
    permitTarget(target: Owner, pointer: string): void
    /** Whether the actor has this power, in addition to the route's own. */
    holds(power: string): boolean
  }
}

/** The actor of a route that is not public; throws the problem `sign-in-needed` when there is none. */
export function actorOf(request: FastifyRequest): Actor {
  if (!request.actor) throw new Problem(signInNeeded)
  return request.actor
}

export interface Gate {
  readonly powers: PowerTable
  authenticate(request: FastifyRequest): Promise<Actor> | Actor
  /** The facilities of a chain; the answer may be one second old. */
  facilitiesOfChain(chainId: string): Promise<ReadonlySet<string>>
}

const SYSTEMS = new Set(rolesHolding('system'))

/** Adds the checks to an app. The start fails when a route declares no access. */
export function enforceAccess(app: FastifyInstance, { powers, authenticate, facilitiesOfChain }: Gate): void {
  const holdersOf = (power: string): ReadonlySet<Role> => {
    const holders = powers.rolesWith(power)
    if (!holders) throw new Error(`no access.ts declares the power ${power}`)
    return holders
  }
  /** The role with which the actor may use the route; null for an account without a role; undefined: may not. */
  const enteringRole = (rule: Exclude<Access, { kind: 'public' }>, { roles }: Actor): Role | null | undefined => {
    if (rule.kind === 'signed-in') return roles.some((role) => SYSTEMS.has(role)) ? undefined : (roles[0] ?? null)
    const holders = holdersOf(rule.power)
    return roles.find((role) => holders.has(role))
  }

  app.decorateRequest('actor', null)
  app.decorateRequest('permitted', null)
  app.decorateRequest('isTargetPermitted', false)
  app.decorateRequest('actingRole', null)
  app.decorateRequest('permit', function permit(this: FastifyRequest, owner: Owner, refusal?: ProblemType): void {
    const rule = this.routeOptions.config.access
    if (rule?.kind !== 'power') throw new Error('only a route that asks for a power has records to permit')
    if (rule.scope === 'place' && owner.accountId !== undefined) {
      throw new Error(`a record of a family must be hidden from others: declare may('${rule.power}').at('record')`)
    }
    const role = reachingRole(actorOf(this), holdersOf(rule.power), owner)
    if (!role) throw new Problem(refusal ?? (rule.scope === 'place' ? forbidden : notFound))
    this.permitted = owner
    this.actingRole = role
  })
  app.decorateRequest('permitTarget', function permitTarget(this: FastifyRequest, target: Owner, pointer: string) {
    const rule = this.routeOptions.config.access
    if (rule?.kind !== 'power' || !rule.hasTarget) throw new Error('this route declares no target: add hasTarget')
    if (!this.permitted) throw new Error('permit the first record of the route before its target')
    const both = { source: this.permitted, target }
    if (!reachesBoth(actorOf(this), holdersOf(rule.power), both)) throw targetRefused(pointer)
    this.isTargetPermitted = true
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
    const isChecked = rule.scope === 'record' || rule.scope === 'place'
    if (rule.hasTarget && !isChecked) throw new Error(`${route.method} ${route.url}: a target needs a checked record`)
    if (isChecked) withholdUnchecked(route, rule.hasTarget ?? false)
  })
  app.addHook('onRequest', (request, _reply, done) => {
    const rule = request.routeOptions.config.access
    if (!rule || rule.kind === 'public') return done()
    const header = rule.kind === 'power' ? rule.tokenHeader : undefined
    const enter = (actor: Actor): void => {
      request.actor = actor
      const role = enteringRole(rule, actor)
      request.actingRole = role ?? null
      if (actor.factorDue && !('beforeFactor' in rule)) done(new Problem(secondFactorNeeded))
      else if (role !== undefined) done()
      else done(header ? tokenRefused(header, 'is not the token of a customer') : new Problem(forbidden))
    }
    // Look the facilities up for each request: a chain may have too many for a token, and they change.
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

function targetRefused(pointer: string): Problem {
  const detail = 'This is outside the place where you work. Choose something there.'
  return new Problem(forbidden, { detail, errors: [{ pointer, detail: 'is outside the place where you work' }] })
}

function tokenRefused(header: string, detail: string): Problem {
  return new Problem(signInNeeded, {
    detail: `${header}: ${detail}`,
    errors: [{ pointer: `header/${header}`, detail }],
  })
}

// On such a route only this header counts. A token in Authorization beside it may belong to somebody else.
function moveToken(request: FastifyRequest, header: string): void {
  const token = request.headers[header]
  if (typeof token !== 'string' || token === '') throw tokenRefused(header, 'is missing')
  if (!/^[A-Za-z0-9._-]+$/.test(token)) throw tokenRefused(header, 'is not a token')
  request.headers.authorization = `Bearer ${token}`
}

// When a handler forgets its check, the server sends nothing of the record: every test of the route sees a 500.
function withholdUnchecked(route: RouteOptions, hasTarget: boolean): void {
  const before = route.onSend ?? []
  const check: RouteOptions['onSend'] = (request, reply, payload, done) => {
    const isChecked = request.permitted !== null && (!hasTarget || request.isTargetPermitted)
    if (isChecked || reply.statusCode >= 300) return done(null, payload)
    request.log.error({ route: route.url }, 'the server withheld the answer: the handler did not check its record')
    done(new Problem(internal))
  }
  route.onSend = [...(Array.isArray(before) ? before : [before]), check] as NonNullable<RouteOptions['onSend']>
}
