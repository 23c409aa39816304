// Sends corrupted requests to the routes and says which answers are not what a refusal must be.
import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { inParallel } from '../../testing/in-parallel.ts'
import { COLUMNS, MODULES, type Row, readTable } from './access-table.ts'
import { MARK } from './testing-bad-values.ts'
import { prepare, type Request, toSent } from './testing-requests.ts'
import { type SeenRoute, showToken } from './testing-routes.ts'
import { AADHAAR, PASSWORD, type World } from './testing-world.ts'

export interface Bad {
  /** For the message of a fault. */
  readonly says: string
  /** How the field begins that the problem must name; undefined where the whole is at fault. */
  readonly pointer?: string
  readonly method?: string
  readonly url?: string
  readonly payload?: string | Buffer
  /** `none`: a body without one. */
  readonly contentType?: string
  readonly headers?: Readonly<Record<string, string>>
  /** 400 alone unless said otherwise. */
  readonly statuses?: readonly number[]
}

type Choose = (route: SeenRoute) => boolean
type Corrupt = (route: SeenRoute, request: Request, row: Row) => readonly Bad[]

/** Sends what `corrupt` makes of each row's request, module by module; all tables are compared before and after. */
export async function probe(t: TestContext, world: World, choose: Choose, corrupt: Corrupt): Promise<void> {
  const routeOf = ({ route }: Row) => world.routes.find(({ name }) => name === route) as SeenRoute
  const chosen = readTable().filter((row) => choose(routeOf(row)))
  let count = 0
  for (const module of MODULES) {
    const rows = chosen.filter((row) => row.module === module)
    if (rows.length === 0) continue
    await t.test(module, async () => {
      const asked = await inParallel(rows, async (row) => {
        const request = await prepare(row.name, world, world.standing)
        return { row, route: routeOf(row), request }
      })
      count += await probeRows(world, asked, corrupt)
    })
  }
  assert.ok(count > 0)
}

async function probeRows(world: World, asked: readonly Asked[], corrupt: Corrupt): Promise<number> {
  const bad = asked.flatMap((one) => corrupt(one.route, one.request, one.row).map((each) => ({ one, each })))
  const before = await world.contents()
  const found = (await inParallel(bad, ({ one, each }) => send(world, one, each))).flat()
  const faults = [...found, ...(await findChanged(world, before))]
  const names = [...new Set(asked.map(({ row }) => row.name))].join(', ')
  assert.equal(faults.length, 0, `${faults.length} of ${bad.length} at ${names}\n${faults.join('\n')}`)
  const lines = world.logLines.filter((line) => [MARK, PASSWORD, AADHAAR].some((secret) => line.includes(secret)))
  assert.deepEqual(lines, [])
  return bad.length
}

async function findChanged(world: World, before: Record<string, string>): Promise<string[]> {
  const after = await world.contents()
  return Object.entries(after).flatMap(([table, content]) =>
    before[table] === content ? [] : [`one of them changed the table ${table}`],
  )
}

interface Asked {
  readonly row: Row
  readonly route: SeenRoute
  readonly request: Request
}

async function send(world: World, { row, route, request }: Asked, bad: Bad): Promise<string[]> {
  const column = COLUMNS.find((one) => row.cells[one] === 'ok')
  const by = column === undefined || column === 'non' ? undefined : world.people[column]
  const { payload, headers: usual } = toSent(request, bad.payload)
  const { 'content-type': usualType, ...others } = usual
  const contentType = bad.contentType === 'none' ? undefined : (bad.contentType ?? usualType)
  const { statusCode, headers, body } = await world.program.app.inject({
    method: (bad.method ?? row.name.split(' ')[0]) as 'GET',
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
  return [`${row.name} ${bad.pointer ?? ''} ${bad.says.slice(0, 60)}: ${faults.join(', ')}: ${body.slice(0, 160)}`]
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
