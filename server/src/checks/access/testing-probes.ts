// Sends corrupted requests to the routes and finds answers that are not a correct refusal.
import assert from 'node:assert/strict'
import type { Access } from '../../platform/access.ts'
import { AADHAAR, type AccessRow, PASSWORD, type Request } from '../../testing/access-rows.ts'
import { inParallel } from '../../testing/in-parallel.ts'
import type { Person } from '../../testing/setup.ts'
import { MARK } from './testing-bad-values.ts'
import { ASKERS, expectedOf, isNobody } from './testing-expectations.ts'
import { type SeenRoute, showToken } from './testing-routes.ts'
import { prepare, toRouteName, toSent, type World } from './testing-world.ts'

export interface Bad {
  /** Describes the corruption in the message of a fault. */
  readonly says: string
  /** The start of the pointer that the problem must name; undefined when the whole request is wrong. */
  readonly pointer?: string
  readonly method?: string
  readonly url?: string
  readonly payload?: string | Buffer
  /** The media type; `none` sends the body without one. */
  readonly contentType?: string
  readonly headers?: Readonly<Record<string, string>>
  /** The allowed statuses, by default only 400. */
  readonly statuses?: readonly number[]
}

type Choose = (route: SeenRoute) => boolean
type Corrupt = (route: SeenRoute, request: Request, name: string) => readonly Bad[]

/** Sends the requests that `corrupt` makes from each row, several at once. Compares all tables before and after. */
export async function probe(world: World, choose: Choose, corrupt: Corrupt): Promise<void> {
  const names = [...world.rows.keys()].filter((name) => choose(routeOf(world, name)))
  const asked = await inParallel(names, async (name) => {
    return { name, route: routeOf(world, name), request: await prepare(world, name, world.standing) }
  })
  const bad = asked.flatMap((one) => corrupt(one.route, one.request, one.name).map((each) => ({ one, each })))
  assert.ok(bad.length > 0)
  const before = await world.contents()
  const found = (await inParallel(bad, ({ one, each }) => send(world, one, each))).flat()
  const after = await world.contents()
  const changed = Object.keys(after).filter((table) => before[table] !== after[table])
  const faults = [...found, ...changed.map((table) => `one of them changed the table ${table}`)]
  assert.equal(faults.length, 0, `${faults.length} of ${bad.length} at ${names.join(', ')}\n${faults.join('\n')}`)
  const lines = world.logLines.filter((line) => [MARK, PASSWORD, AADHAAR].some((secret) => line.includes(secret)))
  assert.deepEqual(lines, [])
}

export function routeOf(world: World, row: string): SeenRoute {
  return world.routes.find(({ name }) => name === toRouteName(row)) as SeenRoute
}

/** A person who may use this route; undefined when everybody may. */
export function findAllowed(world: World, row: string): Person | undefined {
  const { powers } = world.program.context('identity')
  const { access } = routeOf(world, row)
  const asker = ASKERS.find(
    (one) => expectedOf(row, world.rows.get(row) as AccessRow, access as Access, { asker: one, powers }) === 'ok',
  )
  return asker === undefined || isNobody(asker) ? undefined : world.people[asker]
}

interface Asked {
  readonly name: string
  readonly route: SeenRoute
  readonly request: Request
}

async function send(world: World, { name, route, request }: Asked, bad: Bad): Promise<string[]> {
  const by = findAllowed(world, name)
  const { payload, headers: usual } = toSent(request, bad.payload)
  const { 'content-type': usualType, ...others } = usual
  const contentType = bad.contentType === 'none' ? undefined : (bad.contentType ?? usualType)
  const { statusCode, headers, body } = await world.program.app.inject({
    method: (bad.method ?? name.split(' ')[0]) as 'GET',
    url: bad.url ?? request.url,
    headers: {
      ...showToken(route, by?.token),
      ...others,
      ...(payload !== undefined && contentType !== undefined && { 'content-type': contentType }),
      ...bad.headers,
    },
    ...(payload !== undefined && { payload }),
  })
  const type = String(headers['content-type'])
  const faults = judge(bad, statusCode, type, body)
  if (faults.length === 0) return []
  return [`${name} ${bad.pointer ?? ''} ${bad.says.slice(0, 60)}: ${faults.join(', ')}: ${body.slice(0, 160)}`]
}

function judge({ statuses = [400], pointer }: Bad, status: number, type: string, text: string): string[] {
  const isProblem = /^application\/problem\+json/.test(type)
  const errors = isProblem ? (JSON.parse(text) as { errors?: { pointer: string }[] }).errors : undefined
  const pointers = errors?.map((error) => error.pointer) ?? []
  return [
    !statuses.includes(status) && `answered ${status}`,
    !isProblem && `answered with ${type}`,
    pointer !== undefined &&
      !pointers.some((one) => one.startsWith(pointer)) &&
      `names ${pointers.join() || 'nothing'}`,
    text.includes(MARK) && 'repeats what it was sent',
    text.includes(PASSWORD) && 'repeats the password',
    text.includes(AADHAAR) && 'repeats the Aadhaar number',
  ].filter((fault) => fault !== false)
}
