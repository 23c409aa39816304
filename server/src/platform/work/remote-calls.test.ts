// Tests calls between processes over a real socket: who may ask, refusals, deadlines, other versions, and silence.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lastFirst, type WithAfter } from '../../testing/database.ts'
import { defineCall, defineProblem, object, Type } from '../contract.ts'
import { buildCallsServer } from '../http/calls.ts'
import { openKeys } from '../keys.ts'
import { openLog } from '../log.ts'
import { Problem } from '../problem.ts'
import { openServiceTokens } from '../service-tokens.ts'
import { answerTo, type CallAnswer, createCalls } from './calls.ts'
import { CALLS_PATH, createRemoteCalls } from './remote-calls.ts'

const log = openLog({ logLevel: 'silent', environment: 'test' })
const SECRET = 'for tests: 0123456789 abcdefghijklmnopqrstuvwxyz'
const tokens = openServiceTokens(openKeys(SECRET, SECRET))
const taken = defineProblem('seat-taken', 409, 'Taken', 'Choose another.')

const double = defineCall('toys.double', {
  input: object({ n: Type.Integer({ minimum: 0 }) }),
  output: object({ n: Type.Integer() }),
  timeoutMs: 500,
})
const newer = { ...double, input: object({ ...double.input.properties, hint: Type.Optional(Type.String()) }) }

const answers: Record<number, () => Promise<{ n: number; more?: string }>> = {
  1: () => Promise.reject(new Problem(taken, { detail: 'by Asha', members: { left: 3 } })),
  2: () => Promise.reject(new Error('secret text')),
  3: () => new Promise(() => {}),
  4: async () => ({ n: 'four' as never }),
  5: async () => ({ n: 10, more: 'of a newer version' }),
}

async function begin(t: WithAfter) {
  const later = lastFirst(t)
  const known = new Map<string, CallAnswer>()
  const answer = answerTo(double, ({ n }) => answers[n]?.() ?? Promise.resolve({ n: 2 * n }))
  known.set(double.name, answer)
  const mayAsk = (module: string, call: string): boolean => module === 'friends' && call === double.name
  const server = buildCallsServer({ answers: known, tokens, mayAsk, log })
  later.after(() => server.close())
  const url = await server.listen({ port: 0, host: '127.0.0.1' })
  const remote = createRemoteCalls({ urls: { toys: url }, tokens, problems: [taken] })
  later.after(() => remote.close())
  const calls = createCalls({ timeoutMsMin: 0, remote })
  const ask = (n: number, by = 'friends') => calls.by(by)(double, { n })
  const slugOf = (n: number, by?: string) =>
    ask(n, by).then(
      () => 'answered',
      (error: Problem) => `${error.type.slug} ${error.details.retryAfterSeconds ?? ''}`,
    )
  return { server, url, calls, ask, slugOf }
}

test('a call is answered, and a refusal is the same problem on both sides', async (t) => {
  const { ask, slugOf, calls } = await begin(t)
  assert.deepEqual(await ask(7), { n: 14 })
  const refused = await ask(1).catch((error: Problem) => error)
  assert.ok(refused instanceof Problem)
  assert.deepEqual([refused.type, refused.details], [taken, { detail: 'by Asha', members: { left: 3 } }])
  // A fault there is no fault here: this side may try again, and learns nothing of it.
  assert.equal(await slugOf(2), 'try-again 1')
  assert.equal(await slugOf(4), 'try-again 1')
  // Versions differ during a rolling upgrade: what is new is let through on both sides.
  assert.equal(((await ask(5)) as { n: number }).n, 10)
  assert.deepEqual(await calls.by('friends')(newer, { n: 7, hint: 'new' }), { n: 14 })
})

test('an answer that does not come in time is a 503, and soon nobody waits for it', async (t) => {
  const { slugOf } = await begin(t)
  for (const _ of [1, 2, 3, 4, 5]) assert.equal(await slugOf(3), 'try-again 1')
  // The breaker is open: this call would be answered, but it does not leave the process.
  assert.equal(await slugOf(7), 'try-again 1')
})

test('a module asks only what it has declared, with a token for this callee', async (t) => {
  const { slugOf, url } = await begin(t)
  assert.equal(await slugOf(7, 'strangers'), 'try-again 1')
  const post = async (headers: Record<string, string>, body: unknown = { n: 1 }, name = double.name): Promise<number> =>
    (
      await fetch(new URL(CALLS_PATH + name, url), {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      })
    ).status
  const bearer = async (by: string, callee: string, keys = tokens) => ({
    authorization: `Bearer ${await keys.sign(by, callee)}`,
  })
  const foreign = openServiceTokens(openKeys(`${SECRET} of another`, SECRET))
  assert.equal(await post({}), 401)
  assert.equal(await post({ authorization: 'Bearer x.y.z' }), 401)
  assert.equal(await post(await bearer('friends', 'others')), 401)
  assert.equal(await post(await bearer('friends', 'toys', foreign)), 401)
  assert.equal(await post(await bearer('strangers', 'toys')), 403)
  assert.equal(await post(await bearer('friends', 'toys'), { n: 1 }, 'toys.other'), 403)
  assert.equal(await post(await bearer('friends', 'toys'), { n: -1 }), 400)
  assert.equal(await post(await bearer('friends', 'toys'), 'text'), 400)
  assert.equal(await post(await bearer('friends', 'toys'), { n: 7 }), 200)
})

test('the old secret still counts while the secret changes', async () => {
  const before = await tokens.sign('friends', 'toys')
  const changed = openServiceTokens(openKeys('another secret: 0123456789 abcdefghij', SECRET, SECRET))
  assert.equal(await changed.verify(before, 'toys'), 'friends')
})

test('a side that is away is a 503, and works again when it is back', async (t) => {
  const { server, slugOf } = await begin(t)
  assert.equal(await slugOf(7), 'answered')
  await server.close()
  assert.equal(await slugOf(7), 'try-again 1')
})
