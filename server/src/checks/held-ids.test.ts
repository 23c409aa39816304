// Tests the check of held ids on small examples.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HELD_WITHOUT_EVENT, holdersSubscribe } from './held-ids.ts'

const TABLES = "import type { Id } from './contract.ts'\nexport type Rows = { patient_id: Id<'patient'> }\n"
const JOBS = 'on(patientsMerged, merge)\non(patientsUnmerged, part)'
const excepted = Object.keys(HELD_WITHOUT_EVENT).map((what) => what.split(' holds ids of ') as [string, string])

function messages(files: Record<string, string>): string[] {
  const columns: Record<string, string> = { patients: '  patient_id uuid', facilities: '  facility_id uuid' }
  // The modules with an exception hold what it says, so that these tests see only findings about `labs`.
  const others = excepted.map(([module, owner]) => [`server/src/modules/${module}/schema.sql`, columns[owner]])
  const own = Object.entries(files).map(([name, text]) => [`server/src/modules/labs/${name}`, text])
  return holdersSubscribe([...others, ...own].map(([path, text]) => ({ path, text }) as never)).map(
    ({ path, line, message }) => `${path.split('/').at(-1)}:${line}: ${message}`,
  )
}

test('a module that holds ids of patients must hear of merges and of their undo', () => {
  const [found, ...others] = messages({ 'tables.ts': TABLES })
  assert.deepEqual(others, [])
  assert.match(found ?? '', /^tables\.ts:2: labs holds ids of patients and does not hear of patientsMerged, patientsUn/)
  assert.match(messages({ 'tables.ts': TABLES, 'jobs.ts': 'on(patientsMerged, merge)' })[0] ?? '', /patientsUnmerged/)
  assert.deepEqual(messages({ 'tables.ts': TABLES, 'jobs.ts': JOBS }), [])
  assert.equal(messages({ 'tables.ts': TABLES, 'jobs.test.ts': JOBS }).length, 1, 'a test does not count')
  assert.equal(messages({ 'tables.ts': TABLES, 'jobs.ts': `// ${JOBS.replace('\n', ' ')}` }).length, 1)
})

test('a module that holds ids of facilities must hear of their changes', () => {
  const schema = { 'schema.sql': 'create table labs.tests (\n  cell int not null,\n  facility_id uuid not null,\n' }
  assert.match(messages(schema)[0] ?? '', /^schema\.sql:3: labs holds ids of facilities .* facilityChanged/)
  assert.deepEqual(messages({ ...schema, 'labs/jobs.ts': 'return [\n  on(\n facilityChanged, copy)]' }), [])
})

test('a module that only imports the type of an id holds none', () => {
  const types = "import type {\n  FacilityId,\n} from '../facilities/contract.ts'\nexport type Rows = { id: string }\n"
  assert.deepEqual(messages({ 'tables.ts': types }), [])
})

test('an exception must still be true', () => {
  const found = holdersSubscribe(excepted.map(([module]) => ({ path: `server/src/modules/${module}/x.ts`, text: '' })))
  assert.equal(found.length, excepted.length)
  assert.match(found[0]?.message ?? '', /no longer true/)
})
