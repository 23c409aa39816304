// Checks the table of powers of all modules for powers that a role must never have, and where code may name a role.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { modules } from '../modules.ts'
import { platformPowers } from '../platform/access.ts'
import { gatherPowers } from '../platform/powers.ts'
import { rolesNamed } from './role-names.ts'

const whole = gatherPowers([
  { name: 'platform', rows: platformPowers.rows },
  ...modules.map(({ name, powers: rows }) => ({ name, rows })),
])

test('a citizen has only powers over the own family, an outside system only link.send, an auditor the trail', () => {
  const citizen = whole.of(['citizen'])
  const ofFamily =
    /^((family|appointment|booking|dose|certificate|reads|account|consent|export|grant)\..*|(charge|visit)\.read)$/
  const ofBills = /^(invoice\.(read|pay)|(order|prescription)\.read|document\.(read|add|withdraw|share))$/
  assert.ok(citizen.every((power) => ofFamily.test(power) || ofBills.test(power)))
  assert.deepEqual(whole.of(['client']), ['link.send'])
  assert.deepEqual(whole.rolesWith('link.send'), new Set(['client']))
  assert.deepEqual(whole.of(['auditor']), ['changes.search', 'reads.search', 'trail.watch'])
})

test('only the table of powers, the demo and tests may name a role; a route asks for a power', () => {
  const says = (path: string, text: string) => rolesNamed([{ path, text }]).map(({ line }) => line)
  const named = "const staff = ['reception', \"nurse\"]\n// 'doctor' in a comment\nif (role === `client`) open()"
  for (const path of ['server/src/modules/a/routes.ts', 'server/src/modules/a/slots/access.ts', 'server/src/up.ts']) {
    assert.deepEqual(says(path, named), [1, 1, 3], path)
  }
  const spared = [
    'modules/a/access.ts',
    'modules/a/demo.ts',
    'modules/a/demo/day.ts',
    'modules/a/testing-access.ts',
    'modules/a/a.test.ts',
  ]
  for (const path of [...spared, 'platform/powers.ts', 'demo.ts'])
    assert.deepEqual(says(`server/src/${path}`, named), [])
  assert.deepEqual(says('server/src/modules/a/routes.ts', "may('stock.keep'); const doctor = 'a doctor is here'"), [])
})
