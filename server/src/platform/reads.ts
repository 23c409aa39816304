// Reports who saw whose record: every answer that shows a patient waits until the module of the reads has kept it.
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify'
import type { Access } from './access.ts'
import type { Actor } from './auth.ts'
import { ID_PATTERN } from './id.ts'
import { holdingOf, type Role } from './powers.ts'
import { internal, Problem } from './problem.ts'
import { findNamedIds, findPatientIds, type IdFinder, type Shape, showsPerson } from './shown.ts'

/**
 * Why somebody may see a record: it lies at their facility, they treat the patient, the family lets them, they are an
 * official, they are an outside system, or they declared that treatment needs it.
 */
export type ReadBasis = 'facility' | 'care' | 'grant' | 'official' | 'system' | 'emergency'

/** One answer that shows patients to somebody outside their family. */
export interface Read {
  readonly patientIds: readonly string[]
  readonly actor: Actor
  readonly role: Role
  readonly basis: ReadBasis
  /** The power that the route asks for, such as `booking.read`. It says what kind of record was shown. */
  readonly power: string
  /** The id of the record in the address; undefined for a list. */
  readonly recordId: string | undefined
  readonly requestId: string
}

/** Keeps a read. The answer leaves only when this resolves: without a record of the read nobody sees the record. */
export type RecordReads = (read: Read) => Promise<void>

declare module 'fastify' {
  interface FastifyRequest {
    /** Names the patients whom the answer shows, when neither the request nor the answer holds their ids. */
    shows(...patientIds: string[]): void
    /** The patients of `shows`; null when the handler did not call it. */
    shownIds: readonly string[] | null
    /** Set by a handler whose caller declared a reason of their own; null: the role of the caller is the reason. */
    readBasis: ReadBasis | null
    /** Set by a handler whose address does not hold the id of the record that it shows. */
    readRecordId: string | null
    /** Keeps the read of an answer that is no JSON, before the handler gives its bytes. */
    keepRead(...patientIds: string[]): Promise<void>
    /** Keeps the read of a refusal that shows patients. Undefined when it shows none. */
    reportProblem(problem: Problem): Promise<void> | undefined
  }
}

type PowerRule = Extract<Access, { kind: 'power' }>

/** Adds the reports to an app. Call it after `enforceAccess`. */
export function reportReads(app: FastifyInstance, record: RecordReads | undefined): void {
  app.decorateRequest('shownIds', null)
  app.decorateRequest('readBasis', null)
  app.decorateRequest('readRecordId', null)
  app.decorateRequest('shows', function shows(this: FastifyRequest, ...patientIds: string[]): void {
    this.shownIds = [...(this.shownIds ?? []), ...patientIds]
  })
  const report = (request: FastifyRequest, patientIds: () => readonly string[]): Promise<void> | undefined => {
    const { actor, actingRole, routeOptions } = request
    const rule = routeOptions.config.access
    if (!record || !actor || !actingRole || rule?.kind !== 'power') return undefined
    const basis = request.readBasis ?? toBasis(actingRole)
    if (!basis) return undefined
    const ids = patientIds()
    if (ids.length === 0) return undefined
    const read = { patientIds: ids, actor, role: actingRole, basis, power: rule.power, requestId: request.id }
    return record({ ...read, recordId: request.readRecordId ?? recordIdOf(request) })
  }
  app.decorateRequest('keepRead', async function keepRead(this: FastifyRequest, ...patientIds: string[]) {
    await report(this, () => patientIds)
  })
  app.decorateRequest('reportProblem', function reportProblem(this: FastifyRequest, { type, details }: Problem) {
    // The record of the read failed: report no second one.
    if (type.status >= 500 || details.members === undefined) return undefined
    return report(this, () => findNamedIds(details.members))
  })
  app.addHook('onRoute', (route) => {
    const rule = route.config?.access
    if (rule?.kind === 'power') reportRoute(route, rule, report)
  })
}

type Report = (request: FastifyRequest, patientIds: () => readonly string[]) => Promise<void> | undefined

function reportRoute(route: RouteOptions, { power }: PowerRule, report: Report): void {
  const {
    params,
    querystring,
    response = {},
  } = (route.schema ?? {}) as {
    params?: Shape
    querystring?: Shape
    response?: Record<string, Shape>
  }
  const answers = Object.entries(response).filter(([status]) => status.startsWith('2'))
  const finders = new Map(answers.map(([status, shape]) => [Number(status), findPatientIds(shape)]))
  const asked = [findPatientIds(params), findPatientIds(querystring)] as const
  const isNamed = [...finders.values(), ...asked].some(({ canFind }) => canFind)
  const isPersonal = answers.some(([, shape]) => showsPerson(shape))
  if (!isNamed && !isPersonal) return

  const idsOf = (request: FastifyRequest, finder: IdFinder | undefined, payload: unknown): readonly string[] => [
    ...new Set([
      ...(request.shownIds ?? []),
      ...asked[0].find(request.params),
      ...asked[1].find(request.query),
      ...(finder?.find(payload) ?? []),
    ]),
  ]
  const hook: RouteOptions['preSerialization'] = (request, reply, payload, done) => {
    if (reply.statusCode >= 300) return done(null, payload)
    if (!isNamed && request.shownIds === null) {
      request.log.error({ route: route.url, power }, 'the server withheld the answer: it shows a person without an id')
      return done(new Problem(internal))
    }
    const reading = report(request, () => idsOf(request, finders.get(reply.statusCode), payload))
    if (!reading) return done(null, payload)
    reading.then(() => done(null, payload), done)
  }
  const before = route.preSerialization ?? []
  route.preSerialization = [...(Array.isArray(before) ? before : [before]), hook] as NonNullable<typeof hook>[]
}

/** Undefined for a family that reads its own records: these reads are not kept. */
function toBasis(role: Role): ReadBasis | undefined {
  switch (holdingOf(role)) {
    case 'facility':
      return 'facility'
    case 'chain':
    case 'district':
    case 'nation':
      return 'official'
    case 'system':
      return 'system'
    default:
      return undefined
  }
}

const FORM = new RegExp(ID_PATTERN)

function recordIdOf({ params }: FastifyRequest): string | undefined {
  const last = Object.values((params ?? {}) as Record<string, unknown>).at(-1)
  return typeof last === 'string' && FORM.test(last) ? last : undefined
}
