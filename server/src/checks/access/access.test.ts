// Sends a request to every route as every kind of person, and compares the answers with the table of powers.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Access } from '../../platform/access.ts'
import type { Asker, IdOf } from '../../testing/access-rows.ts'
import type { Answer } from '../../testing/setup.ts'
import { ANYWHERE, EXCEPTIONS, IN_ADDITION, NOT_DOCUMENTED, PUBLIC, SECOND_RECORDS } from './testing-exceptions.ts'
import { ASKERS, type Expected, expectedOf, isNobody, usualOf } from './testing-expectations.ts'
import { routeOf } from './testing-probes.ts'
import { listRecords, showToken } from './testing-routes.ts'
import { openWorld, prepare, toRouteName, toSent, type World } from './testing-world.ts'

const cleanUps: (() => Promise<void>)[] = []
let world: World
let questions: readonly Question[]

interface Question {
  readonly row: string
  readonly asker: Asker
  readonly expected: Expected
}

interface Body {
  readonly type?: string
  readonly detail?: string
}

before(async () => {
  world = await openWorld({ after: (cleanUp) => void cleanUps.push(cleanUp) })
  const { powers } = world.program.context('identity')
  questions = [...world.rows].flatMap(([row, told]) => {
    const access = routeOf(world, row)?.access as Access
    return ASKERS.map((asker) => ({ row, asker, expected: expectedOf(row, told, access, { asker, powers }) }))
  })
})
after(async () => {
  for (const cleanUp of cleanUps) await cleanUp()
})

async function ask({ row, asker }: Question, idOf: IdOf): Promise<Answer<Body>> {
  const person = world.people[asker]
  const request = await prepare(world, row, idOf, isNobody(asker) ? undefined : person)
  const { payload, headers } = toSent(request)
  const token = showToken(routeOf(world, row), person?.token)
  return world.ask<Body>(row.split(' ')[0] as 'GET', request.url, { headers: { ...token, ...headers }, body: payload })
}

const AT_ONCE = 8

/** Asks several questions at once, and gives a line for each answer that differs from the expected one. */
async function collectFaults(
  asked: readonly Question[],
  judge: (question: Question) => Promise<string | undefined>,
): Promise<void> {
  assert.ok(asked.length > 0)
  const faults: string[] = []
  const waiting = asked.values()
  const askOn = async (): Promise<void> => {
    for (const question of waiting) {
      const fault = await judge(question)
      const { row, asker, expected } = question
      if (fault !== undefined) faults.push(`${row} as ${asker}, expected ${expected}: ${fault}`)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, askOn))
  assert.equal(faults.length, 0, `\n${faults.join('\n')}`)
}

const tell = ({ status, body }: Answer<Body>): string => `${status} ${JSON.stringify(body)?.slice(0, 200)}`

const withoutHead = () => world.routes.filter(({ method }) => method !== 'HEAD')

describe('the inventory of routes', () => {
  test('every route has a request in its module’s testing-access.ts, and every request there has a route', () => {
    const rows = new Set([...world.rows.keys()].map(toRouteName))
    assert.deepEqual([...new Set(withoutHead().map(({ name }) => name))].sort(), [...rows].sort())
  })

  test('every documented operation is a route, and every route outside the platform is documented', async () => {
    const { body } = await world.ask<{ paths: Record<string, Record<string, object>> }>('GET', '/openapi.json')
    const operations = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    )
    const documented = withoutHead()
      .map(({ name }) => name)
      .filter((name) => !NOT_DOCUMENTED.includes(name))
    assert.deepEqual(operations.sort(), documented.sort())
  })

  test('exactly the routes listed as public are open to everybody', () => {
    const open = withoutHead().filter(({ access }) => access?.kind === 'public')
    assert.deepEqual(open.map(({ name }) => name).sort(), [...PUBLIC, ...NOT_DOCUMENTED].sort())
  })

  test('exactly the powers listed in ANYWHERE check no record', () => {
    const used = withoutHead().flatMap(({ access }) =>
      access?.kind === 'power' && access.scope === 'anywhere' ? [access.power] : [],
    )
    assert.deepEqual([...new Set(used)].sort(), Object.keys(ANYWHERE).sort())
  })

  test('every route that takes two records checks both, or has its reason in SECOND_RECORDS', () => {
    const checked = withoutHead().filter(({ access }) => access?.kind === 'power' && access.scope !== 'own')
    const unchecked = checked
      .filter((route) => listRecords(route).length > 1 && !(route.access as { hasTarget?: true }).hasTarget)
      .map(({ name }) => name)
    assert.deepEqual(unchecked.sort(), Object.keys(SECOND_RECORDS).sort())
  })

  test('every power opens a route or is asked in addition, and every role has an account', () => {
    const used = withoutHead().flatMap(({ access }) => (access?.kind === 'power' ? [access.power] : []))
    const { powers } = world.program.context('identity')
    const held = ASKERS.flatMap((asker) => powers.of([asker as never]))
    assert.deepEqual([...new Set([...used, ...Object.keys(IN_ADDITION)])].sort(), [...new Set(held)].sort())
    for (const asker of ASKERS) assert.equal(world.people[asker] === undefined, asker === 'anonymous', asker)
  })

  test('every exception changes an answer', () => {
    const { powers } = world.program.context('identity')
    for (const { row, askers = ASKERS, instead, is } of EXCEPTIONS) {
      const access = routeOf(world, row).access as Access
      const changed = askers.filter((asker) => usualOf(access, world.rows.get(row)?.whose, asker, powers) === instead)
      assert.ok(changed.length > 0, row)
      const now = questions.filter((question) => question.row === row && changed.includes(question.asker))
      assert.deepEqual(new Set(now.map(({ expected }) => expected)), new Set([is]), row)
    }
  })
})

describe('every route as every kind of person', () => {
  test('refuses people without the right power or reach, with the right status, and writes nothing', async () => {
    await world.makeStanding()
    const before = await world.contents()
    const refused = questions.filter(({ expected }) => expected !== 'ok')
    await collectFaults(refused, async (question) => {
      const answer = await ask(question, world.standing)
      const isProblem = /^application\/problem\+json/.test(String(answer.headers['content-type']))
      return String(answer.status) === question.expected && isProblem ? undefined : tell(answer)
    })
    assert.deepEqual(await world.contents(), before)
  })

  test('gives people with the right power and reach the answer that the route declares', async () => {
    await collectFaults(
      questions.filter(({ expected }) => expected === 'ok'),
      async (question) => {
        // Each change needs a new record. All reads can use the same one.
        const answer = await ask(question, question.row.startsWith('GET ') ? world.standing : world.fresh)
        const { schema } = routeOf(world, question.row)
        const declared = schema.response ? Object.keys(schema.response) : ['200']
        // A redirect is an answer too, where the route declares it.
        const isAllowed = answer.status < 400 && declared.includes(String(answer.status))
        return isAllowed ? undefined : tell(answer)
      },
    )
  })

  test('gives the same answer for a record of other people as for a record that does not exist', async () => {
    // At a place 403 may show that the place exists: everybody knows the ids of facilities, districts and sessions.
    const isKnown = ({ row }: Question): boolean => {
      const access = routeOf(world, row).access
      return (access?.kind === 'power' && access.scope === 'place') || EXCEPTIONS.some((one) => one.row === row)
    }
    const hidden = questions.filter((question) => /^40[34]$/.test(question.expected) && !isKnown(question))
    await collectFaults(hidden, async (question) => {
      const [others, absent] = [await ask(question, world.standing), await ask(question, world.absent)]
      const same = JSON.stringify(comparable(others)) === JSON.stringify(comparable(absent))
      return same ? undefined : `${tell(others)}\n  but for what does not exist ${tell(absent)}`
    })
  })

  test('allows HEAD exactly to the people who may GET', async () => {
    const reads = questions.filter(({ row }) => row.startsWith('GET '))
    await collectFaults(reads, async ({ row, asker, expected }) => {
      const { url } = await prepare(world, row, world.standing)
      const headers = showToken(routeOf(world, row), world.people[asker]?.token)
      const { statusCode, body } = await world.program.app.inject({ method: 'HEAD', url, headers })
      const isRight = expected === 'ok' ? statusCode < 400 : String(statusCode) === expected
      return isRight && body === '' ? undefined : `${statusCode} ${body}`
    })
  })
})

/** An answer without the parts that differ in every answer. */
function comparable({ status, headers, body }: Answer<Body>): object {
  const { 'x-request-id': _id, date: _date, ...rest } = headers
  return { status, headers: rest, body: { ...body, instance: '' } }
}
