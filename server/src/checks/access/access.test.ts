// Asks every route as every kind of person and compares the answers with the access table.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { access } from '../../platform/access.ts'
import { inParallel } from '../../testing/in-parallel.ts'
import type { Answer } from '../../testing/setup.ts'
import { COLUMNS, type Column, MODULES, NOT_DOCUMENTED, PUBLIC_IDS, type Row, readTable } from './access-table.ts'
import { prepare, type Request, toSent } from './testing-requests.ts'
import { type SeenRoute, showToken } from './testing-routes.ts'
import { type Asker, openWorld, type Records, type World } from './testing-world.ts'

const table = readTable()
const cleanUps: (() => Promise<void>)[] = []
let world: World

before(async () => {
  world = await openWorld({ after: (cleanUp) => void cleanUps.push(cleanUp) })
  // First what stands is made, so that afterwards nothing has to change.
  for (const make of Object.values(world.standing)) await make()
})
after(async () => {
  for (const cleanUp of cleanUps) await cleanUp()
})

const askersOf = (column: Column): Asker[] => (column === 'non' ? ['anonymous', 'expired', 'revoked'] : [column])

interface Body {
  readonly type?: string
  readonly detail?: string
}

async function askAs(asker: Asker, row: Row, request: Request): Promise<Answer<Body>> {
  const method = row.name.split(' ')[0] as 'GET'
  const { payload, headers } = toSent(request)
  return world.ask<Body>(method, request.url, { headers: { ...tokenOf(asker, row), ...headers }, body: payload })
}

function tokenOf(asker: Asker, row: Row): Record<string, string> {
  const route = world.routes.find(({ name }) => name === row.route) as SeenRoute
  return showToken(route, world.people[asker]?.token)
}

interface Question {
  readonly row: Row
  readonly asker: Asker
  readonly expected: string
}

const questions: Question[] = table.flatMap((row) =>
  COLUMNS.flatMap((column) => askersOf(column).map((asker) => ({ row, asker, expected: row.cells[column] }))),
)

/** Asks, and says of all answers together which are not as the table has them. */
async function collectFaults(
  asked: readonly Question[],
  judge: (question: Question) => Promise<string | undefined>,
): Promise<void> {
  const found = await inParallel(asked, async (question) => {
    const fault = await judge(question)
    return fault === undefined ? [] : [`${question.row.name} as ${question.asker}: ${fault}`]
  })
  const faults = found.flat()
  assert.equal(faults.length, 0, `\n${faults.join('\n')}`)
}

const ask = async ({ row, asker }: Question, records: Records) =>
  askAs(asker, row, await prepare(row.name, world, records))

const tell = ({ status, body }: Answer<Body>): string => `${status} ${JSON.stringify(body)?.slice(0, 200)}`

describe('the inventory of routes', () => {
  const withoutHead = () => world.routes.filter(({ method }) => method !== 'HEAD')

  test('every route has a row in the access table, and every row a route', () => {
    const rows = new Set(table.map(({ route }) => route))
    assert.deepEqual([...new Set(withoutHead().map(({ name }) => name))].sort(), [...rows].sort())
    assert.equal(new Set(table.map(({ name }) => name)).size, table.length, 'a row stands there twice')
  })

  test('every documented operation is a route, and every route but those of the platform is documented', async () => {
    const { body } = await world.ask<{ paths: Record<string, Record<string, object>> }>('GET', '/openapi.json')
    const operations = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    )
    const documented = withoutHead()
      .map(({ name }) => name)
      .filter((name) => !NOT_DOCUMENTED.includes(name))
    assert.deepEqual(operations.sort(), documented.sort())
  })

  test('a route that says it is public is open to everybody in the table, and no other is', () => {
    for (const { name, access: rule } of withoutHead()) {
      const row = table.find(({ route }) => route === name)
      if (!row) continue
      const isOpen = COLUMNS.every((column) => row.cells[column] === 'ok')
      assert.equal(isOpen, rule === access.public, name)
    }
  })

  test('a role that a route does not name is refused in the table', () => {
    const roleOf: Partial<Record<Column, string>> = {
      ...{ own: 'citizen', oth: 'citizen', doc: 'doctor', rec: 'reception', pha: 'pharmacist', lab: 'lab-technician' },
      ...{ vac: 'vaccinator', va2: 'vaccinator', adm: 'centre-admin', ad2: 'centre-admin', of1: 'district-officer' },
      ...{ of2: 'district-officer', nat: 'national-admin', cli: 'client' },
    }
    for (const { name, access: rule } of withoutHead()) {
      if (rule?.kind !== 'roles') continue
      for (const { cells } of table.filter(({ route }) => route === name)) {
        const unnamed: Column[] = COLUMNS.filter((one) => one !== 'non' && !rule.roles.includes(roleOf[one] as never))
        // An outside system that shows the wrong token is told that it is no token of a customer.
        const expected: string = rule.tokenHeader ? '401' : '403'
        for (const column of unnamed) assert.equal(cells[column], expected, `${name} as ${column}`)
      }
    }
  })
})

for (const module of MODULES) {
  const asked = questions.filter(({ row }) => row.module === module)

  describe(`every route of ${module} as every kind of person`, () => {
    test('refuses those who may not, with the status of the table, and writes nothing', async () => {
      const refused = asked.filter(({ expected }) => expected !== 'ok')
      const before = await world.contents()
      await collectFaults(refused, async (question) => {
        const answer = await ask(question, world.standing)
        const isProblem = /^application\/problem\+json/.test(String(answer.headers['content-type']))
        return String(answer.status) === question.expected && isProblem ? undefined : tell(answer)
      })
      assert.deepEqual(await world.contents(), before)
    })

    test('gives those who may what the route declares', async () => {
      await collectFaults(
        asked.filter(({ expected }) => expected === 'ok'),
        async (question) => {
          // A change needs a record of its own; to read, one does for all.
          const records = question.row.name.startsWith('GET ') ? world.standing : world.fresh
          const answer = await ask(question, records)
          const { schema } = world.routes.find(({ name }) => name === question.row.route) ?? {}
          const declared = schema?.response ? Object.keys(schema.response) : ['200']
          const isAllowed = answer.status < 300 && declared.includes(String(answer.status))
          return isAllowed ? undefined : tell(answer)
        },
      )
    })

    test('answers about what belongs to others as about what does not exist', async () => {
      const hidden = asked.filter(({ row, expected }) => /^40[34]$/.test(expected) && !PUBLIC_IDS.includes(row.name))
      await collectFaults(hidden, async (question) => {
        const [others, absent] = [await ask(question, world.standing), await ask(question, world.absent)]
        const same = JSON.stringify(comparable(others)) === JSON.stringify(comparable(absent))
        return same ? undefined : `${tell(others)}\n  but for what does not exist ${tell(absent)}`
      })
    })

    test('gives HEAD to those, and only to those, who may GET', async () => {
      const reads = asked.filter(({ row }) => row.name.startsWith('GET '))
      await collectFaults(reads, async (question) => {
        const { url } = await prepare(question.row.name, world, world.standing)
        const headers = tokenOf(question.asker, question.row)
        const { statusCode, body } = await world.program.app.inject({ method: 'HEAD', url, headers })
        const isRight = question.expected === 'ok' ? statusCode < 300 : String(statusCode) === question.expected
        return isRight && body === '' ? undefined : `${statusCode} ${body}`
      })
    })
  })
}

/** An answer without what differs in every answer. */
function comparable({ status, headers, body }: Answer<Body>): object {
  const { 'x-request-id': _id, date: _date, ...rest } = headers
  return { status, headers: rest, body: { ...body, instance: '' } }
}
