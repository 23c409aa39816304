// Tests the route that tells who runs this installation, and the settings behind it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setup } from '../../testing/setup.ts'
import { ConfigError, readConfig } from '../config.ts'

test('everybody reads who runs the installation, as often as they like', async (t) => {
  const env = {
    SEHAT_OPERATOR_NAME: 'Delhi Health Department',
    SEHAT_OPERATOR_PHONE: '+91 11 2345 6789',
    SEHAT_OPERATOR_MAIL: 'help@sehat.example',
  }
  const { ask } = await setup(t, { isStarted: false, env })
  for (let nth = 0; nth < 2; nth++) {
    const { status, body, headers } = await ask('GET', '/v1/operator')
    const wanted = { name: 'Delhi Health Department', phone: '+91 11 2345 6789', mail: 'help@sehat.example' }
    assert.deepEqual([status, body], [200, wanted])
    assert.equal(headers['cache-control'], 'public, max-age=300')
  }
})

test('an operator that has set nothing is not made up', async (t) => {
  const { ask } = await setup(t, { isStarted: false })
  const { status, body } = await ask('GET', '/v1/operator')
  assert.deepEqual([status, body], [200, {}])
})

test('the route takes no parameters and nobody can change the operator', async (t) => {
  const { ask } = await setup(t, { isStarted: false })
  const wrong = await ask<{ errors: { pointer: string }[] }>('GET', '/v1/operator?name=Ravi')
  assert.deepEqual([wrong.status, wrong.body.errors[0]?.pointer], [400, 'query/name'])
  for (const method of ['POST', 'PUT', 'DELETE'] as const) {
    assert.equal((await ask(method, '/v1/operator')).status, 405, method)
  }
})

test('a setting that is no phone, no mail address or too long stops the start and is named', () => {
  for (const [name, value] of [
    ['SEHAT_OPERATOR_PHONE', 'call us'],
    ['SEHAT_OPERATOR_PHONE', '+91;ext=1'],
    ['SEHAT_OPERATOR_MAIL', 'help'],
    ['SEHAT_OPERATOR_MAIL', 'Help <help@sehat.example>'],
    ['SEHAT_OPERATOR_NAME', 'x'.repeat(101)],
  ] as const) {
    const isNamed = (error: unknown): boolean => error instanceof ConfigError && error.message.startsWith(name)
    assert.throws(() => readConfig({ NODE_ENV: 'test', [name]: value }, '.'), isNamed)
  }
  const { operator } = readConfig({ NODE_ENV: 'test', SEHAT_OPERATOR_PHONE: '1075' }, '.')
  assert.deepEqual(operator, { name: undefined, phone: '1075', mail: undefined })
})
