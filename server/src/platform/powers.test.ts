// Tests powers and scopes: how rows are put together, how far each role reaches, and that a faulty route leaks nothing.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import Fastify, { type FastifyRequest } from 'fastify'
import { access, definePowers, enforceAccess, type Owner, reachesBoth, roleReaches } from './access.ts'
import type { Actor } from './auth.ts'
import { newId } from './id.ts'
import { gatherPowers, holdingOf, type PowerRows, ROLES, type Role, STAFF_ROLES } from './powers.ts'
import { Problem } from './problem.ts'

test('the powers of a role are the sum of the rows of all modules', () => {
  const table = gatherPowers([
    { name: 'stock', rows: { pharmacist: ['stock.read', 'stock.keep'], nurse: ['stock.read'] } },
    { name: 'visits', rows: { nurse: ['vitals.take'] } },
  ])
  assert.deepEqual(table.of(['nurse']), ['stock.read', 'vitals.take'])
  assert.deepEqual(table.of(['nurse', 'pharmacist']), ['stock.keep', 'stock.read', 'vitals.take'])
  assert.deepEqual(table.of(['auditor']), [])
  assert.deepEqual(table.words, ['stock.keep', 'stock.read', 'vitals.take'])
  assert.deepEqual([...(table.rolesWith('stock.read') ?? [])], ['nurse', 'pharmacist'])
  assert.equal(table.rolesWith('stock.burn'), undefined)
})

test('two modules cannot declare the same power, and each power has the form noun.verb', () => {
  const part = (name: string, power: string) => ({ name, rows: { nurse: [power] } as PowerRows })
  assert.throws(() => gatherPowers([part('a', 'stock.keep'), part('b', 'stock.keep')]), /a and b both declare/)
  for (const power of ['stock', 'Stock.keep', 'stock.keep.all', 'stock keep']) {
    assert.throws(() => gatherPowers([part('a', power)]), /does not have the form/)
  }
})

test('each role reaches its own place and no other place', () => {
  const [clinic, other, chain, otherChain] = [newId(7), newId(7), newId(0), newId(0)]
  const account = newId<'account'>(7)
  const owners: Record<string, Owner> = {
    mine: { accountId: account },
    another: { accountId: newId(7) },
    clinic: { facilityId: clinic, cell: 7 },
    other: { facilityId: other, cell: 7 },
    distant: { facilityId: newId(9), cell: 9 },
    chain: { chainId: chain },
    otherChain: { chainId: otherChain },
    district: { cell: 7 },
    nowhere: {},
  }
  const base = { accountId: account, sessionId: 'x', roles: [] }
  const reach = (actor: object, role: (typeof ROLES)[number]) =>
    Object.keys(owners).filter((name) => roleReaches(role, { ...base, ...actor } as Actor, owners[name] as Owner))
  assert.deepEqual(reach({}, 'citizen'), ['mine'])
  for (const role of ROLES.filter((one) => holdingOf(one) === 'facility')) {
    assert.deepEqual(reach({ facilityId: clinic }, role), ['clinic'])
    assert.deepEqual(reach({}, role), [])
  }
  const chainFacilities = new Set([other])
  assert.deepEqual(reach({ chainId: chain, chainFacilities }, 'chain-admin'), ['other', 'chain'])
  assert.deepEqual(reach({ chainFacilities }, 'chain-admin'), ['other'])
  assert.deepEqual(reach({ chainId: chain }, 'chain-admin'), ['chain'])
  assert.deepEqual(reach({ districtCell: 7 }, 'district-officer'), ['clinic', 'other', 'district'])
  assert.deepEqual(reach({}, 'district-officer'), [])
  assert.deepEqual(reach({}, 'national-admin'), Object.keys(owners))
  assert.deepEqual(reach({ facilityId: clinic, districtCell: 7, chainId: chain }, 'client'), [])
  assert.deepEqual(reach({ facilityId: clinic }, 'queen' as never), [], 'a role of another version')
  assert.ok(STAFF_ROLES.every((role) => role !== 'citizen' && role !== 'client'))
})

const { rows, may } = definePowers({ nurse: ['note.read'], citizen: ['note.read'] })

async function openApp(actor: Partial<Actor>, add: (app: ReturnType<typeof Fastify>) => void) {
  const app = Fastify()
  app.setErrorHandler((error, _request, reply) => reply.code(error instanceof Problem ? error.type.status : 500).send())
  enforceAccess(app, {
    powers: gatherPowers([{ name: 'notes', rows }]),
    authenticate: () => ({ accountId: newId(7), sessionId: 'x', roles: [], ...actor }) as Actor,
    facilitiesOfChain: async () => new Set(),
  })
  add(app)
  const inject = async (url: string) => (await app.inject(url)).statusCode
  return { app, inject }
}

test('a route without an access, or with a power that nobody declares, stops the start', async () => {
  await assert.rejects(
    openApp({}, (app) => void app.get('/', () => '')),
    /declares no access/,
  )
  const unknown = { config: { access: { kind: 'power', power: 'note.burn', scope: 'own' } as const } }
  await assert.rejects(
    openApp({}, (app) => void app.get('/', unknown, () => '')),
    /no access.ts declares/,
  )
})

test('when a handler forgets its check, the server withholds the answer, at the scopes record and place', async () => {
  const { inject } = await openApp({ roles: ['nurse'] }, (app) => {
    for (const scope of ['record', 'place', 'own', 'anywhere'] as const) {
      app.get(`/${scope}`, { config: { access: may('note.read').at(scope) } }, () => 'secret')
    }
  })
  assert.deepEqual([await inject('/record'), await inject('/place')], [500, 500])
  assert.deepEqual([await inject('/own'), await inject('/anywhere')], [200, 200])
})

test('an actor out of reach gets 404 for a record and 403 for a place, and a family is not a place', async () => {
  const [here, there] = [newId<'facility'>(7), newId<'facility'>(7)]
  const { inject } = await openApp({ roles: ['nurse'], facilityId: here }, (app) => {
    const check = (owner: Owner) => (request: FastifyRequest) => {
      request.permit(owner)
      return 'ok'
    }
    for (const scope of ['record', 'place'] as const) {
      const options = { config: { access: may('note.read').at(scope) } }
      app.get(`/${scope}/here`, options, check({ facilityId: here }))
      app.get(`/${scope}/there`, options, check({ facilityId: there }))
      app.get(`/${scope}/family`, options, check({ facilityId: here, accountId: newId(7) }))
    }
  })
  const paths = ['record/here', 'record/there', 'record/family', 'place/here', 'place/there', 'place/family']
  assert.deepEqual(await Promise.all(paths.map((path) => inject(`/${path}`))), [200, 404, 200, 200, 403, 500])
})

test('when a handler forgets the target of a move, the server withholds the answer', async () => {
  const here = newId<'facility'>(7)
  const { inject } = await openApp({ roles: ['nurse'], facilityId: here }, (app) => {
    const options = { config: { access: may('note.read').at('record', { hasTarget: true }) } }
    const check =
      (...targets: Owner[]) =>
      (request: FastifyRequest) => {
        request.permit({ facilityId: here })
        for (const target of targets) request.permitTarget(target, '/to')
        return 'ok'
      }
    app.get('/forgotten', options, check())
    app.get('/here', options, check({ facilityId: here }))
    app.get('/there', options, check({ facilityId: newId<'facility'>(7), cell: 7 }))
    app.get('/undeclared', { config: { access: may('note.read').at('record') } }, check({ facilityId: here }))
  })
  const paths = ['/forgotten', '/here', '/there', '/undeclared']
  assert.deepEqual(await Promise.all(paths.map((path) => inject(path))), [500, 200, 403, 500])
})

test('one role must reach both records of a move, and a citizen may take the own record anywhere', () => {
  const [here, there, accountId] = [newId<'facility'>(7), newId<'facility'>(8), newId<'account'>(7)]
  const roles = new Set<Role>(['citizen', 'nurse', 'district-officer', 'national-admin'])
  const both = { source: { facilityId: here, cell: 7, accountId }, target: { facilityId: there, cell: 8 } }
  const near = { ...both, target: { facilityId: there, cell: 7 } }
  const as = (...own: Role[]) => ({ accountId, sessionId: newId(0), roles: own, facilityId: here, districtCell: 7 })
  const stranger = { ...as('citizen', 'nurse'), accountId: newId<'account'>(7) }
  assert.equal(reachesBoth(as('nurse') as never, roles, both), false)
  assert.equal(reachesBoth(as('nurse') as never, roles, { ...both, target: both.source }), true)
  assert.equal(reachesBoth(as('district-officer') as never, roles, both), false)
  assert.equal(reachesBoth(as('district-officer') as never, roles, near), true)
  assert.equal(reachesBoth(as('national-admin') as never, roles, both), true)
  assert.equal(reachesBoth(as('citizen') as never, roles, both), true)
  assert.equal(reachesBoth(as('citizen', 'nurse') as never, roles, both), true)
  assert.equal(reachesBoth(stranger as never, roles, both), false)
})

test('a person with an account but no role may see that account, and an outside system may not', async () => {
  const add = (app: ReturnType<typeof Fastify>) => {
    app.get('/me', { config: { access: access.signedIn } }, () => 'me')
    app.get('/notes', { config: { access: may('note.read').at('own') } }, () => 'notes')
  }
  const nobody = await openApp({}, add)
  assert.deepEqual([await nobody.inject('/me'), await nobody.inject('/notes')], [200, 403])
  const system = await openApp({ roles: ['client'] }, add)
  assert.deepEqual([await system.inject('/me'), await system.inject('/notes')], [403, 403])
})
