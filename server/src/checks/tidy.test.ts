// The rules of the layout and of a module, checked by reading the repository.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commandsExist, publicRegistry } from './commands.ts'
import * as imports from './imports.ts'
import * as migrations from './migrations.ts'
import { areasBySubject, modulesComplete, names } from './names.ts'
import { rolesNamed } from './role-names.ts'
import { fileLength, lineLength } from './sizes.ts'
import { type Rule, readRepository } from './source.ts'
import { ownSchemaInStores, sqlInStores } from './sql.ts'
import * as wording from './wording.ts'

const files = readRepository()

const rules: Record<string, Rule> = {
  'files are short': fileLength,
  'lines are short': lineLength,
  'files and folders are named after what they are about': names,
  'each module says what it is': modulesComplete,
  'modules are divided by subject': areasBySubject,
  'modules meet at their contracts': imports.moduleWalls,
  'nothing reaches into a module': imports.modulesClosed,
  'platform knows no module': imports.platformAlone,
  'testing stays out of the program': imports.testingStaysOut,
  'routes ask for powers and name no role': rolesNamed,
  'rules import nothing that acts': imports.rulesArePure,
  'rules look at no clock': imports.rulesHaveNoClock,
  'contracts are pure data': imports.contractsArePure,
  'the web app sees contracts only': imports.webSeesContractsOnly,
  'SQL stands in stores': sqlInStores,
  'stores name their own schema only': ownSchemaInStores,
  'migrations and functions name their own schema only': migrations.ownSchemaInDefinitions,
  'constraints have names': migrations.constraintsNamed,
  'primary keys begin with the cell': migrations.cellFirst,
  'migrations and functions run on shards': migrations.shardable,
  'functions stand in files of their own': migrations.functionsInFiles,
  'each file says what it is for': wording.beginsWithPurpose,
  'what is left to do has an issue': wording.todosHaveIssues,
  'no test is left out without a reason': wording.testsRun,
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
