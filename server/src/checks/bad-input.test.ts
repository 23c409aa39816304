// Sends forbidden input to every route: each answers with a 4xx problem that names the field and writes nothing.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Request } from '../testing/access-rows.ts'
import { badJson, badQuery, badTexts, MARK, NESTED, SMUGGLED } from './access/testing-bad-values.ts'
import { type Bad, probe } from './access/testing-probes.ts'
import type { JsonSchema, SeenRoute } from './access/testing-routes.ts'
import { openWorld, type World } from './access/testing-world.ts'

const cleanUps: (() => Promise<void>)[] = []
let world: World

before(async () => {
  world = await openWorld({ after: (cleanUp) => void cleanUps.push(cleanUp) })
  await world.makeStanding()
})
after(async () => {
  for (const cleanUp of cleanUps) await cleanUp()
})

const propertiesOf = (schema: JsonSchema | undefined) => Object.entries(schema?.properties ?? {})
const isOfApi = ({ schema }: SeenRoute): boolean => schema.tags !== undefined
// Leave out routes that take lines of JSON: they answer each line separately, and their module tests this.
const isJson = ({ schema }: SeenRoute): boolean => schema.consumes === undefined
const hasBody = (route: SeenRoute): boolean => route.schema.body !== undefined && isJson(route)
const takesBody = (route: SeenRoute): boolean =>
  isOfApi(route) && isJson(route) && ['POST', 'PATCH'].includes(route.method)
const takesMore = ({ schema }: SeenRoute): boolean => schema.querystring?.additionalProperties === true
const isRead = (route: SeenRoute): boolean => isOfApi(route) && route.method === 'GET'

/** The request's body as JSON, in which one field has exactly this JSON text. */
function withField(request: Request, field: string, json: string): string {
  const { [field]: _, ...rest } = request.body ?? {}
  const others = JSON.stringify(rest).slice(1, -1)
  return `{${others}${others && ','}${JSON.stringify(field)}:${json}}`
}

const toPointer = (field: string): string => `/${field.replaceAll('~', '~0').replaceAll('/', '~1')}`

const smuggledInto = (schema: JsonSchema | undefined): string[] =>
  SMUGGLED.filter((field) => !Object.hasOwn(schema?.properties ?? {}, field))

describe('a body', () => {
  test('with a missing field is refused, and the problem names the field', async () => {
    await probe(world, hasBody, ({ schema }, request) => {
      const needed = schema.body?.required?.filter((field) => schema.body?.properties?.[field]?.default === undefined)
      return (needed ?? []).map((field) => {
        const { [field]: _, ...rest } = request.body ?? {}
        return { says: 'is missing', pointer: toPointer(field), payload: JSON.stringify(rest) }
      })
    })
  })

  test('with a forbidden value in a field is refused, and the problem names the field', async () => {
    await probe(world, hasBody, ({ schema }, request) =>
      propertiesOf(schema.body).flatMap(([field, property]) =>
        badJson(property).map((json) => ({
          says: json,
          pointer: toPointer(field),
          payload: withField(request, field, json),
        })),
      ),
    )
  })

  test('with an unknown field is refused, and the problem names the field', async () => {
    await probe(world, takesBody, ({ schema }, request) => [
      ...smuggledInto(schema.body).map((field) => ({
        says: 'is unknown',
        pointer: toPointer(field),
        payload: withField(request, field, '"national-admin"'),
      })),
      { says: '__proto__', payload: withField(request, '__proto__', '{"isAdmin":true}') },
      { says: 'constructor', payload: withField(request, 'constructor', '{"prototype":{"isAdmin":true}}') },
    ])
  })

  test('that is not a JSON object is refused', async () => {
    const whole = ['{', '{"a":}', "{'a':1}", 'NaN', '\u0000', '[]', '[{}]', '"x"', '5', 'true', NESTED, '{}{}']
    const deep = `${'{"a":'.repeat(9_000)}1${'}'.repeat(9_000)}`
    const bytes = Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])
    await probe(world, takesBody, () => [
      ...whole.map((payload) => ({ says: payload, payload })),
      { says: 'deep', payload: deep },
      { says: 'not UTF-8', payload: bytes },
    ])
  })

  test('that is empty is refused by a route that needs a body', async () => {
    await probe(
      world,
      (route) => hasBody(route) && !Object.hasOwn(route.schema.body ?? {}, 'default'),
      () => [
        { says: 'null', payload: 'null' },
        { says: 'nothing', payload: '' },
      ],
    )
  })

  test('of more than 64 kB is refused, whatever it contains', async () => {
    const large = [`"${'x'.repeat(70_000)}"`, ' '.repeat(70_000), '[1'.repeat(40_000)]
    await probe(world, takesBody, () => large.map((payload) => ({ says: payload, payload, statuses: [413] })))
  })

  const notJson = [
    ...['none', 'text/plain', 'text/json', 'application/xml', 'application/x-www-form-urlencoded', 'application/jsonx'],
    ...[
      'multipart/form-data; boundary=x',
      'application/json, text/plain',
      'text/plain, application/json',
      'json',
      '*/*',
    ],
    ...[
      'application/ json',
      'application/json/x',
      '; application/json',
      'application/x-json',
      'application/vnd.a+json',
    ],
  ]
  const odd = [
    ...['application/json;', 'application/json; charset=utf-16', 'application/json;charset="odd', ' application/json'],
    ...['application/json\t', 'APPLICATION/JSON', 'application/json\t;x', 'application/json; charset=utf-8; a=b'],
    ...['application/json;charset=utf-8;charset=utf-7', 'application/json ; text/plain', 'application/json;;;'],
  ]

  test('of a media type other than JSON is refused', async () => {
    const hasAnyBody = ({ schema }: SeenRoute): boolean => schema.body !== undefined
    await probe(world, hasAnyBody, () =>
      notJson.map((contentType) => ({ says: contentType, contentType, statuses: [400, 415] })),
    )
  })

  test('with an unusual spelling of its media type is either checked as usual or refused', async () => {
    await probe(world, hasBody, (_, request) => {
      const payload = withField(request, 'isAdmin', 'true')
      return odd.map((contentType) => ({ says: contentType, contentType, payload, statuses: [400, 415] }))
    })
  })

  test('with capitals or a charset in its media type is accepted', async () => {
    for (const type of ['application/json', 'APPLICATION/JSON', 'application/json; charset=utf-8']) {
      const headers = { 'content-type': type }
      const answer = await world.ask('POST', '/v1/auth/introspect', { headers, body: '{"token":"x"}' })
      assert.deepEqual([answer.status, answer.body], [200, { active: false }])
    }
  })

  test('with bytes that are not UTF-8, or half a character in a password, is refused', async () => {
    const person = { name: 'As*ha', birthYear: 1990, gender: 'female', pin: '110001' }
    const body = Buffer.from(JSON.stringify(person).replace('*', '\u00ff'), 'latin1')
    const headers = { 'content-type': 'application/json' }
    const bytes = await world.ask<{ type: string }>('POST', '/v1/patients', { by: world.people.citizen, headers, body })
    assert.deepEqual([bytes.status, bytes.body.type], [400, '/problems/malformed-body'])
    await probe(
      world,
      ({ name }) => name === 'POST /v1/auth/register',
      (_, request) => [
        { says: 'half', pointer: '/password', payload: withField(request, 'password', '"\\ud83d over Chilika"') },
      ],
    )
  })

  test('with 29 February of a leap year is accepted', async () => {
    const { citizen, pharmacist } = world.people
    const person = { name: 'Asha', birthDate: '2000-02-29', gender: 'female', pin: '110001' }
    const born = await world.ask('POST', '/v1/patients', { by: citizen, body: person })
    assert.equal(born.status, 201)
    const lot = { facilityId: world.facilityId, vaccine: 'COVAXIN', lot: 'LEAP', quantity: 1 }
    const body = { ...lot, expiresOn: '2028-02-29' }
    assert.equal((await world.ask('POST', '/v1/vaccination/stock', { by: pharmacist, body })).status, 201)
  })
})

describe('an address', () => {
  const withQuery = (url: string, change: (query: URLSearchParams) => void): string => {
    const [path, query] = url.split('?')
    const changed = new URLSearchParams(query)
    change(changed)
    return `${path}?${changed}`
  }

  test('with an unknown parameter is refused, and the problem names the parameter', async () => {
    // An identity provider may add parameters to its answer, so OpenID Connect demands that we ignore them.
    const refuses = (route: SeenRoute): boolean => isOfApi(route) && !takesMore(route)
    await probe(world, refuses, ({ schema }, { url }) => [
      ...smuggledInto(schema.querystring)
        .filter((name) => !name.includes('/'))
        .map((name) => ({
          says: name,
          pointer: `query/${name}`,
          url: withQuery(url, (query) => query.set(name, 'national-admin')),
        })),
      { says: '__proto__', pointer: 'query/__proto__', url: withQuery(url, (query) => query.set('__proto__', 'x')) },
    ])
  })

  test('with the same parameter twice is refused, and the problem names the parameter', async () => {
    await probe(
      world,
      (route) => isRead(route) && route.schema.querystring !== undefined,
      (_, { url }) =>
        [...new URLSearchParams(url.split('?')[1])].map(([name, value]) => ({
          says: 'is given twice',
          pointer: `query/${name}`,
          url: withQuery(url, (query) => query.append(name, value)),
        })),
    )
  })

  test('with a forbidden value of a parameter is refused, and the problem names the parameter', async () => {
    await probe(
      world,
      (route) => route.schema.querystring !== undefined,
      ({ schema }, { url }) =>
        propertiesOf(schema.querystring).flatMap(([name, property]) =>
          badQuery(property).map((value) => ({
            says: value,
            pointer: `query/${name}`,
            // An address cannot contain a lone surrogate: URLSearchParams turns it into another character.
            url: withQuery(url, (query) => query.set(name, value.replaceAll(/[\ud800-\udfff]/g, '\u0000'))),
          })),
        ),
    )
  })

  test('with a position outside the country or a cursor of another list is refused', async () => {
    const odd = ['0 0', '[]', '[null]', '["x"]', '["x",1]', '[{}]', '[[]]', '["2026-02-30","x"]', '[1e400]']
    const encoded = odd.map((text) => Buffer.from(text).toString('base64url'))
    const cursors = ['!!', MARK, 'e30', 'A'.repeat(300), ...encoded]
    const places = ['91,77', '28.6,181', '28.6', '77.2,28.6', '1e1,77', 'NaN,77', '28.6,77.2,1', '28.6;77.2']
    const bad = (url: string, name: string, values: string[]): Bad[] =>
      values.map((value) => ({
        says: value,
        pointer: `query/${name}`,
        url: withQuery(url, (query) => query.set(name, value)),
      }))
    await probe(
      world,
      (route) => isRead(route) && route.schema.querystring?.properties?.cursor !== undefined,
      ({ schema }, { url }, name) => [
        ...(name.endsWith('?patient=') ? [] : bad(url, 'cursor', cursors)),
        ...(schema.querystring?.properties?.near ? bad(url, 'near', places) : []),
      ],
    )
  })

  test('with a forbidden value of a path parameter is refused, and the problem names the parameter', async () => {
    await probe(
      world,
      (route) => route.schema.params !== undefined,
      ({ schema, url: pattern }, { url }) =>
        propertiesOf(schema.params).flatMap(([name, property]) => {
          const place = pattern.split('/').indexOf(`:${name}`)
          const values = badTexts(property).filter((value) => value !== '' && value.length <= 100)
          return values.map((value) => {
            const [path = '', query] = url.split('?')
            const parts = path.split('/')
            parts[place] = encodeURIComponent(value.replaceAll(/[\ud800-\udfff]/g, '\u0000'))
            return { says: value, pointer: `path/${name}`, url: [parts.join('/'), query].filter(Boolean).join('?') }
          })
        }),
    )
  })

  test('that is broken, too long or unknown is refused, and the answer does not repeat it', async () => {
    const one = (route: SeenRoute): boolean => route.name === 'GET /v1/pins/:pin'
    const refused = (url: string, statuses: number[]): Bad => ({ says: url, url, statuses })
    await probe(world, one, () => [
      refused('/v1/pins/%zz', [400]),
      refused('/v1/pins/%', [400]),
      refused('/v1/pins/%c0%ae', [400]),
      refused(`/v1/pins/${MARK.repeat(40)}`, [400, 404, 414]),
      refused(`/v1/${MARK}`, [404]),
      refused(`/v1/pins/../../../etc/${MARK}`, [404]),
      refused(`/v1/pins/110001/${MARK}`, [404]),
      refused('/v1/pins//', [400, 404]),
      refused('//v1/pins/110001', [404]),
      refused('/V1/pins/110001', [404]),
      refused('/v1/%70ins/110001%00', [400, 404]),
    ])
  })

  test('accepts only the methods of its routes, and the refusal names them', async () => {
    const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE']
    // Several routes can match one address: /v1/patients/match also matches the route of a patient.
    const isOf = (pattern: string, url: string): boolean =>
      new RegExp(`^${pattern.replace(/:\w+/g, '[^/]+')}$`).test(url)
    const allowed = (url: string) => world.routes.filter((route) => isOf(route.url, url)).map(({ method }) => method)
    await probe(world, isOfApi, (route) =>
      methods
        .filter((method) => !allowed(route.url).includes(method))
        .map((method) => ({ says: method, method, statuses: [405] })),
    )
    const { headers } = await world.ask('DELETE', '/v1/pins/110001')
    assert.deepEqual(headers.allow?.split(', ').sort(), ['GET', 'HEAD'])
  })

  test('keeps its method, whatever a header says', async () => {
    const override = { 'x-http-method-override': 'PATCH', 'x-method-override': 'PATCH', 'x-http-method': 'PATCH' }
    await probe(
      world,
      ({ name }) => name === 'PATCH /v1/facilities/:facilityId',
      () => [{ says: 'override', method: 'POST', headers: override, statuses: [405] }],
    )
  })
})

test('an Idempotency-Key of a wrong form is refused, and the problem names the header', async () => {
  const keys = ['', ' ', 'a b', 'x'.repeat(129), 'schlüssel', '\u0001']
  const records = ['POST /v1/patients', 'POST /v1/vaccination/bookings', 'POST /v1/facilities', 'POST /v1/customers']
  await probe(
    world,
    ({ name }) => [...records, 'POST /link', 'POST /link/batch'].includes(name),
    () => keys.map((key) => ({ says: key, pointer: 'header/idempotency-key', headers: { 'idempotency-key': key } })),
  )
})
