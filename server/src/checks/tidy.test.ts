// Checks the rules of the layout and of the modules by reading the repository.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commandsExist, publicRegistry } from './commands.ts'
import { holdersSubscribe } from './held-ids.ts'
import * as imports from './imports.ts'
import * as migrations from './migrations.ts'
import { areasBySubject, modulesComplete, names } from './names.ts'
import { holdersDeclare, tablesDeclared } from './personal.ts'
import { rolesNamed } from './role-names.ts'
import { fileLength, lineLength } from './sizes.ts'
import { type Rule, readRepository } from './source.ts'
import { ownSchemaInStores, sqlInStores } from './sql.ts'
import * as wording from './wording.ts'

const files = readRepository()

const rules: Record<string, Rule> = {
  'files are short': fileLength,
  'lines are short': lineLength,
  'the names of files and folders name their subjects': names,
  'each module has a README.md and a module.ts': modulesComplete,
  'modules are divided by subject': areasBySubject,
  'modules import only the contracts of other modules': imports.moduleWalls,
  'other code imports nothing from inside a module': imports.modulesClosed,
  'platform imports no module': imports.platformAlone,
  'the program imports no files for tests': imports.testingStaysOut,
  'routes ask for powers and name no role': rolesNamed,
  'modules hear when a thing whose id they hold is gone': holdersSubscribe,
  'modules say what they keep of people, give it out and let it go': holdersDeclare,
  'each table says what it keeps of people': tablesDeclared,
  'rules import only pure code': imports.rulesArePure,
  'rules use no clock': imports.rulesHaveNoClock,
  'contracts are pure data': imports.contractsArePure,
  'the web app imports only contracts from the server': imports.webSeesContractsOnly,
  'SQL is only in stores': sqlInStores,
  'stores name only their own schema': ownSchemaInStores,
  'migrations and functions name only their own schema': migrations.ownSchemaInDefinitions,
  'constraints have names': migrations.constraintsNamed,
  'primary keys begin with the cell': migrations.cellFirst,
  'migrations and functions run on shards': migrations.shardable,
  'each function has its own file': migrations.functionsInFiles,
  'each file says what it is for': wording.beginsWithPurpose,
  'each TODO has an issue': wording.todosHaveIssues,
  'each skipped test has a reason': wording.testsRun,
  'waits of browser tests wait': wording.testsWait,
  'commands in documents exist': commandsExist,
  'the lock file names the public registry': publicRegistry,
}

for (const [name, rule] of Object.entries(rules)) {
  test(name, () => {
    const findings = rule(files).map(({ path, line, message }) => `${path}:${line}: ${message}`)
    assert.equal(findings.length, 0, `\n${findings.join('\n')}`)
  })
}

test('the checks see the repository', () => {
  assert.ok(files.length > 50)
  for (const path of ['package.json', 'server/src/main.ts', '.ci/run'])
    assert.ok(files.some((file) => file.path === path))
})
