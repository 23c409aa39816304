// Tests the reports of reads: what counts as a patient shown, and that nothing of a person leaves without a report.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import Fastify from 'fastify'
import { definePowers, enforceAccess } from './access.ts'
import type { Actor } from './auth.ts'
import { id, object, Type } from './contract.ts'
import { newId } from './id.ts'
import { gatherPowers } from './powers.ts'
import { Problem, toProblem, unavailable } from './problem.ts'
import { type Read, reportReads } from './reads.ts'

const PatientId = id('patient')
const { rows, may } = definePowers({ nurse: ['note.read'], citizen: ['note.read'], client: ['note.read'] })

const [one, two, three] = [newId<'patient'>(7), newId<'patient'>(7), newId<'patient'>(7)]

async function openApp(actor: Partial<Actor>, record: (read: Read) => Promise<void>) {
  const app = Fastify()
  const powers = gatherPowers([{ name: 'notes', rows }])
  const authenticate = () => ({ accountId: newId<'account'>(7), sessionId: newId(0), roles: [], ...actor }) as Actor
  enforceAccess(app, { powers, authenticate, facilitiesOfChain: async () => new Set() })
  reportReads(app, record)
  app.setErrorHandler((error, _request, reply) => reply.code(toProblem(error).type.status).send({}))
  const config = { access: may('note.read').at('anywhere') }
  const add = (url: string, schema: object, answer: unknown, shows?: readonly string[]) =>
    app.get(url, { config, schema }, (request) => {
      if (shows) request.shows(...shows)
      return answer
    })
  const answer = { response: { 200: object({ items: Type.Array(object({ owner: Type.Optional(PatientId) })) }) } }
  add('/list', answer, { items: [{ owner: one }, { owner: two }, {}, { owner: one }] })
  add('/notes/:note', { ...answer, querystring: object({ of: PatientId }) }, { items: [] })
  const personal = { response: { 200: object({ person: Type.Optional(object({ birthYear: Type.Integer() })) }) } }
  add('/nameless', personal, { person: { birthYear: 1990 } })
  add('/named', personal, { person: { birthYear: 1990 } }, [three])
  add('/nobody', personal, {}, [])
  add('/weather', { response: { 200: object({ sky: Type.String() }) } }, { sky: 'blue' })
  return async (url: string) => {
    const response = await app.inject(url)
    return { status: response.statusCode, body: response.body }
  }
}

const nurse = { roles: ['nurse'], facilityId: newId<'facility'>(7) } as const

test('the patients of an answer are found by its schema, each once, and those of the question too', async () => {
  const reads: Read[] = []
  const get = await openApp(nurse, async (read) => void reads.push(read))
  await get('/list')
  const note = newId(7)
  await get(`/notes/${note}?of=${two}`)
  await get('/weather')
  assert.deepEqual(
    reads.map(({ patientIds, recordId, basis, role, power }) => ({ patientIds, recordId, basis, role, power })),
    [
      { patientIds: [one, two], recordId: undefined, basis: 'facility', role: 'nurse', power: 'note.read' },
      { patientIds: [two], recordId: note, basis: 'facility', role: 'nurse', power: 'note.read' },
    ],
  )
})

test('an answer with facts of a person but no id is withheld until the handler says whom it shows', async () => {
  const shown: string[] = []
  const get = await openApp(nurse, async ({ patientIds }) => void shown.push(...patientIds))
  const nameless = await get('/nameless')
  assert.deepEqual([nameless.status, nameless.body.includes('1990')], [500, false])
  assert.deepEqual([(await get('/named')).status, (await get('/nobody')).status], [200, 200])
  assert.deepEqual(shown, [three])
})

test('the answer waits for the record of the read, and does not leave without it', async () => {
  let keep: ((error?: Error) => void) | undefined
  const get = await openApp(
    nurse,
    () =>
      new Promise((resolve, reject) => {
        keep = (error) => (error ? reject(error) : resolve())
      }),
  )
  const order: string[] = []
  const answered = get('/list').then(({ status }) => order.push(`answer ${status}`))
  while (!keep) await new Promise(setImmediate)
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate)
  order.push('kept')
  keep()
  await answered
  assert.deepEqual(order, ['kept', 'answer 200'])
  keep = undefined
  const refused = get('/list')
  while (!keep) await new Promise(setImmediate)
  ;(keep as (error: Error) => void)(new Problem(unavailable))
  const { status, body } = await refused
  assert.deepEqual([status, body.includes(one)], [503, false])
})

test('a family and an outside system: the first reads its own, the second is recorded', async () => {
  const bases: string[] = []
  for (const role of ['citizen', 'client'] as const) {
    const get = await openApp({ roles: [role] }, async ({ basis }) => void bases.push(basis))
    assert.equal((await get('/list')).status, 200)
  }
  assert.deepEqual(bases, ['system'])
})
