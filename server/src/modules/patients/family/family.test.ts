// Tests that a family is warned when it adds somebody whom it has already, and can still add another person.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type Person, setup } from '../../../testing/setup.ts'
import { isLikelySame, type Relative } from './rules.ts'

interface Answered {
  readonly patientId: string
  readonly type: string
  readonly candidates: { patientId: string; name: string; birthYear: number; birthDate?: string }[]
}

const ravi = { name: 'Ravi Sharma', birthDate: '1984-07-02', gender: 'male', pin: '110001' }

async function begin(t: Parameters<typeof setup>[0]) {
  const place = await setup(t)
  const asha = await place.citizen()
  const add = (body: object, key?: string, by: Person = asha) =>
    place.ask<Answered>('POST', '/v1/patients', { by, body, ...(key !== undefined && { key }) })
  const names = async (by: Person = asha) => {
    const { body } = await place.ask<{ items: { name: string }[] }>('GET', '/v1/patients', { by })
    return body.items.map(({ name }) => name)
  }
  return { place, asha, add, names }
}

describe('adding to a family', () => {
  test('the same person is refused with the member of the family who exists, and nobody is added', async (t) => {
    const { add, names } = await begin(t)
    const first = await add(ravi)
    assert.equal(first.status, 201)
    const { name, birthDate } = ravi
    for (const again of [ravi, { ...ravi, name: 'Ravee  SHARMA' }, { ...ravi, birthDate: '1984-02-07' }]) {
      const refused = await add(again)
      assert.equal(refused.status, 409)
      assert.equal(refused.body.type, '/problems/patient-may-exist')
      const shown = { patientId: first.body.patientId, name, birthYear: 1984, gender: 'male', pin: '110001', birthDate }
      assert.deepEqual(refused.body.candidates, [shown])
    }
    assert.deepEqual(await names(), ['Asha Sharma', 'Ravi Sharma'])
  })

  test('the account holder counts too, and another person is added when the citizen confirms', async (t) => {
    const { add, names } = await begin(t)
    const asha = { name: 'Asha Sharma', birthDate: '1990-05-14', gender: 'female', pin: '110001' }
    assert.equal((await add(asha)).status, 409)
    assert.equal((await add({ ...asha, confirmedNew: false })).status, 409)
    assert.equal((await add({ ...asha, confirmedNew: true })).status, 201)
    assert.deepEqual(await names(), ['Asha Sharma', 'Asha Sharma'])
  })

  test('a repeat with the same key gets its answer and no warning about itself', async (t) => {
    const { add, names } = await begin(t)
    const first = await add(ravi, 'k1')
    const again = await add(ravi, 'k1')
    assert.deepEqual([again.status, again.body], [201, first.body])
    assert.equal((await names()).length, 2)
  })

  test('of two requests at the same moment only one adds the person', async (t) => {
    const { add, names } = await begin(t)
    const answers = await Promise.all([add(ravi), add(ravi), add(ravi)])
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409, 409])
    assert.equal((await names()).length, 2)
  })

  test('a family is never warned about people of other families', async (t) => {
    const { place, add, names } = await begin(t)
    const other = await place.citizen({ name: 'Omar Khan' })
    assert.equal((await add(ravi, undefined, other)).status, 201)
    assert.equal((await add(ravi)).status, 201)
    assert.deepEqual(await names(other), ['Omar Khan', 'Ravi Sharma'])
  })
})

test('a given name and a birth that agree mean one person; what a whole family shares does not', () => {
  const person = (fullName: string, birth: object, gender = 'female', aadhaarHash: string | null = null): Relative => ({
    ...{ fullName, gender, aadhaarHash },
    ...birth,
  })
  const born = { birthDate: '2019-03-04' }
  const sunita = person('Sunita Devi', born)
  for (const same of [
    person('सुनीता देवी', born),
    person('Sunita Kumari', born),
    person('Sunitha Devi', born, 'unknown'),
    person('Sunita Devi', { birthYear: 2019 }),
    person('Sunita Devi', { birthDate: '2019-04-03' }),
    person('Sunit Devi', born),
    person('Snuita Devi', born),
    person('Rekha', { birthDate: '1970-01-01' }, 'male', 'h'),
  ]) {
    assert.equal(isLikelySame({ ...sunita, aadhaarHash: 'h' }, same), true, JSON.stringify(same))
  }
  for (const another of [
    person('Sumita Devi', born),
    person('Anita Devi', born),
    person('Sunita Devi', { birthDate: '1990-03-04' }),
    person('Sunita Devi', born, 'male'),
    person('Devi', { birthYear: 1985 }),
  ]) {
    assert.equal(isLikelySame(sunita, another), false, JSON.stringify(another))
  }
})
