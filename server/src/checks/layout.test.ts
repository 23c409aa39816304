// Tests that the checks of sizes, names and imports work: each finds the fault in a small bad example.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as imports from './imports.ts'
import { areasBySubject, modulesComplete, names } from './names.ts'
import { fileLength, lineLength } from './sizes.ts'
import type { Rule } from './source.ts'

const of = (files: Record<string, string>) => Object.entries(files).map(([path, text]) => ({ path, text }))
const lines = (count: number): string => 'x\n'.repeat(count)
const module = (name: string, file: string): string => `server/src/modules/${name}/${file}`

function bites(rule: Rule, files: Record<string, string>, message: RegExp): void {
  const findings = rule(of(files))
  assert.equal(findings.length, 1, JSON.stringify(findings))
  assert.match(findings[0]?.message ?? '', message)
}

function spares(rule: Rule, files: Record<string, string>): void {
  assert.deepEqual(rule(of(files)), [])
}

test('files that Biome does not read must be short', () => {
  const limits: Record<string, number> = {
    [module('a', 'README.md')]: 100,
    [module('a', 'migrations/0001-slots.sql')]: 400,
    [module('a', 'migrations/0002-more.sql')]: 100,
    [module('a', 'functions/take-slot.sql')]: 100,
    'web/src/ui/page.css': 400,
  }
  for (const [path, limit] of Object.entries(limits)) {
    spares(fileLength, { [path]: lines(limit) })
    bites(fileLength, { [path]: lines(limit + 1) }, new RegExp(`^${limit + 1} lines, at most ${limit}: `))
  }
  bites(fileLength, { [module('a', 'migrations/0002-more.sql')]: lines(4) }, /at least 5/)
  spares(fileLength, { [module('a', 'schema.sql')]: lines(401), [module('a', 'rows.ts')]: lines(401) })
})

test('a line has at most 120 columns, except a link or a table row in Markdown', () => {
  const long = 'x'.repeat(121)
  bites(lineLength, { 'a.ts': `x\n${long}` }, /121 columns/)
  bites(lineLength, { 'README.md': long }, /121 columns/)
  spares(lineLength, { 'a.ts': 'x'.repeat(120), 'README.md': `| ${long}\nhttps://example.org/${long}`, 'a.json': long })
  spares(lineLength, { [module('a', 'schema.sql')]: long, [module('a', 'rows.ts')]: long })
})

test('the check refuses names without meaning, such as utils', () => {
  bites(names, { 'server/src/index.ts': '' }, /door of a folder/)
  bites(names, { 'server/src/date-utils.ts': '' }, /says nothing/)
  bites(names, { 'server/src/session-manager.ts': '' }, /says nothing/)
  bites(names, { 'server/src/helpers/a.ts': '' }, /says nothing/)
  bites(names, { 'server/test/a.test.ts': '' }, /beside the source/)
  bites(names, { 'server/src/services/a.ts': '' }, /folder by kind/)
  spares(names, {
    'web/src/Booking.tsx': '',
    'web/index.html': '',
    'web/vite.config.ts': '',
    'a/common-passwords.ts': '',
  })
})

test('a folder of a module must be named after its subject', () => {
  for (const folder of ['routes', 'store', 'jobs', 'rules']) {
    bites(names, { [module('a', `${folder}/slots.ts`)]: '' }, /folder by kind: an area is named after its subject/)
  }
  spares(names, { [module('a', 'slots/routes.ts')]: '', 'web/src/routes/a.ts': '' })
})

test('a module with many files must be divided into areas', () => {
  const name = (index: number): string => module('a', `slot-${index}.ts`)
  const many = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [name(index), '']))
  spares(areasBySubject, { ...many, [module('a', 'slots/x.ts')]: '', [module('a', 'x.test.ts')]: '' })
  bites(areasBySubject, { ...many, [name(12)]: '' }, /13 source files in one folder, at most 12/)
})

test('code outside a module may import only its contract and testing files', () => {
  const rule = imports.modulesClosed
  for (const path of ['server/src/main.ts', 'server/src/checks/a.test.ts', 'bench/a.ts', 'e2e/a.test.ts']) {
    const to = path.startsWith('server') ? '/../'.repeat(path.split('/').length - 2) : '/../server/'
    const from = `.${to.replaceAll('//', '/')}src/modules/a/slots/store.ts`
    bites(rule, { [path]: `import { x } from '${from.replace('server/server', 'server')}'` }, /reaches into a past/)
  }
  spares(rule, { 'server/src/modules.ts': `import { a } from './modules/a/module.ts'` })
  bites(rule, { 'server/src/main.ts': `import { a } from './modules/a/module.ts'` }, /reaches into a past/)
  const offered = `import { x } from '../server/src/modules/a/testing.ts'\nimport './modules/a/contract.ts'`
  spares(rule, { 'bench/a.ts': offered })
})

test('a module without README.md or module.ts is incomplete', () => {
  bites(modulesComplete, { [module('a', 'module.ts')]: '' }, /README\.md is missing/)
  bites(modulesComplete, { [module('a', 'README.md')]: '' }, /module\.ts is missing/)
})

test('a module may import only the contract of another module, and only if `uses` lists it', () => {
  const wall = imports.moduleWalls
  const used = { [module('a', 'module.ts')]: `uses: ['b'],` }
  bites(wall, { ...used, [module('a', 'store.ts')]: `import { x } from '../b/store.ts'` }, /only its contract\.ts/)
  bites(
    wall,
    { [module('a', 'jobs.ts')]: `import { x } from '../b/contract.ts'` },
    /add 'b' to `uses` in a\/module\.ts/,
  )
  bites(wall, { [module('a', 'routes/x.ts')]: `const y = await import('../../b/rules.ts')` }, /only its contract\.ts/)
  spares(wall, { ...used, [module('a', 'jobs.ts')]: `import { x } from '../b/contract.ts'` })
  spares(wall, { [module('a', 'jobs.test.ts')]: `import { x } from '../b/module.ts'` })
  spares(wall, { [module('a', 'jobs.test.ts')]: `import { x } from '../b/testing.ts'` })
  bites(wall, { [module('a', 'jobs.test.ts')]: `import { x } from '../b/store.ts'` }, /only its contract\.ts/)
  spares(wall, { [module('a', 'jobs.ts')]: `// import { x } from '../b/store.ts'` })
})

test('platform may import no module', () => {
  const text = `import type { modules } from '../modules.ts'`
  bites(imports.platformAlone, { 'server/src/platform/app.ts': text }, /platform must not import a module/)
})

test('the program may not import files for tests', () => {
  const text = `import { createTestDatabase } from '../testing/database.ts'`
  bites(imports.testingStaysOut, { 'server/src/platform/db.ts': text }, /only tests use this/)
  bites(imports.testingStaysOut, { [module('a', 'routes.ts')]: `import './testing-people.ts'` }, /only tests use this/)
  spares(imports.testingStaysOut, { 'server/src/platform/db.test.ts': text })
})

test('rules may import only pure code', () => {
  const rules = module('a', 'rules.ts')
  for (const from of ['node:crypto', 'kysely', './store.ts', '../../platform/db.ts']) {
    bites(imports.rulesArePure, { [rules]: `import { x } from '${from}'` }, /rules may decide only from/)
  }
  bites(imports.rulesArePure, { [rules]: `import { systemClock } from '../../platform/clock.ts'` }, /systemClock/)
  spares(imports.rulesArePure, {
    [rules]: `import { addDays } from '../../platform/clock.ts'\nimport type { Row } from './store.ts'`,
  })
})

test('rules may not use the clock, random numbers or the environment', () => {
  for (const text of ['Date.now()', 'new Date()', 'Math.random()', 'process.env.HOME', 'fetch(url)']) {
    bites(imports.rulesHaveNoClock, { [module('a', 'rules.ts')]: `const x = ${text}` }, /take it as an argument/)
  }
  spares(imports.rulesHaveNoClock, { [module('a', 'rules.ts')]: 'const x = new Date(at) // not Date.now()' })
})

test('a contract may import only contracts and typebox', () => {
  const contract = module('a', 'contract.ts')
  bites(imports.contractsArePure, { [contract]: `import { x } from './rules.ts'` }, /runs in a browser/)
  bites(imports.contractsArePure, { [contract]: `export { x } from 'node:path'` }, /runs in a browser/)
  spares(imports.contractsArePure, {
    [contract]: `import { Type } from 'typebox'\nimport { Pin } from '../../platform/contract.ts'`,
  })
})

test('the web app may import only types of contracts from the server', () => {
  const from = (file: string) => `'../../server/src/modules/a/${file}'`
  const bad = [`import { x } from ${from('rules.ts')}`, `import type { X } from ${from('rules.ts')}`]
  for (const text of [...bad, `import { X } from ${from('contract.ts')}`]) {
    bites(imports.webSeesContractsOnly, { 'web/src/booking.ts': text }, /only types of contracts/)
    spares(imports.webSeesContractsOnly, { 'web/src/booking.test.ts': text })
  }
  const good = `import type { X } from ${from('contract.ts')}\nimport { Page } from './ui/Page.tsx'`
  spares(imports.webSeesContractsOnly, { 'web/src/Booking.tsx': good })
})

test('the web app follows the same rules for names as the server', () => {
  bites(names, { 'web/src/ui/index.ts': '' }, /door of a folder/)
  bites(names, { 'web/src/components/Page.tsx': '' }, /folder by kind/)
})
