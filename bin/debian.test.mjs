// Tests that the packages of Debian that tests need are installed together, and that a missing one is never forgotten.
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { findProgram, packagesFor, preparePackages } from './debian.mjs'

const inBrowser = { path: 'e2e/booking.test.ts', text: '' }
const onRedis = {
  path: 'server/src/modules/linkage/accepting/stores.test.ts',
  text: 'const redis = await startRedis(t)',
}
const plain = { path: 'server/src/platform/id.test.ts', text: 'the words redis-server and chromium' }

/** A machine whose apt-get installs what its shelf holds. It notes what was called, and what it forbade meanwhile. */
function machineOf(t, { installed = [], shelf = [], env = {}, mayInstall = true } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'sehat-debian-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const policyFile = join(folder, 'policy-rc.d')
  const there = new Set(installed)
  const calls = []
  const said = []
  const refusals = []
  return {
    calls,
    said,
    refusals,
    env,
    policyFile,
    findProgram: (name) => (there.has(name) ? `/usr/bin/${name}` : undefined),
    isProgram: (path) => there.has(path),
    hasFont: () => there.has('fonts-lohit-deva'),
    mayInstall: () => mayInstall,
    async aptGet(args) {
      calls.push({ line: args.join(' '), policy: existsSync(policyFile) && readFileSync(policyFile, 'utf8') })
      for (const name of args.filter((one) => shelf.includes(one))) there.add(name)
      return args.every((one) => one.startsWith('-') || ['update', 'install', ...shelf].includes(one)) ? 0 : 100
    },
    say: (text) => void said.push(text),
    exit: (code) => assert.fail(`exit ${code}`),
    giveUp(problem, cure) {
      refusals.push(`${problem} ${cure}`)
      throw new Error(problem)
    },
  }
}

const all = { shelf: ['chromium', 'fonts-lohit-deva', 'redis-server'] }

test('only the packages that the chosen tests need are asked for', () => {
  const namesFor = (...files) => packagesFor(files).map(({ name }) => name)
  assert.deepEqual(namesFor(plain), [])
  assert.deepEqual(namesFor(plain, inBrowser), ['chromium', 'fonts-lohit-deva'])
  assert.deepEqual(namesFor(onRedis, plain), ['redis-server'])
  assert.deepEqual(namesFor(onRedis, inBrowser), all.shelf)
})

test('one command installs all missing packages, and tests get the path of the browser', async (t) => {
  const machine = machineOf(t, all)
  assert.deepEqual(await preparePackages([inBrowser, onRedis], machine), { CHROMIUM: '/usr/bin/chromium' })
  assert.deepEqual(
    machine.calls.map(({ line }) => line),
    ['-qq update', '-qq install --yes --no-install-recommends chromium fonts-lohit-deva redis-server'],
  )
  const again = machineOf(t, { ...all, installed: all.shelf })
  await preparePackages([inBrowser, onRedis], again)
  assert.deepEqual(again.calls, [])
})

test('no service starts while packages are installed, and the rule goes afterwards', async (t) => {
  const machine = machineOf(t, all)
  await preparePackages([onRedis], machine)
  for (const { policy } of machine.calls) assert.match(policy, /^#!\/bin\/sh\n.*\nexit 101\n$/)
  assert.equal(existsSync(machine.policyFile), false)
  const left = machineOf(t, all)
  writeFileSync(left.policyFile, machine.calls[0].policy)
  await preparePackages([onRedis], left)
  assert.equal(existsSync(left.policyFile), false, 'the rule of a killed run goes too')
})

test('the rule of a machine that has its own stays as it is, also when apt-get fails', async (t) => {
  const machine = machineOf(t, {})
  writeFileSync(machine.policyFile, '#!/bin/sh\nexit 0\n')
  await preparePackages([onRedis], machine)
  assert.equal(machine.calls.length, 2)
  assert.equal(readFileSync(machine.policyFile, 'utf8'), '#!/bin/sh\nexit 0\n')
  const failing = machineOf(t, {})
  failing.aptGet = () => Promise.reject(new Error('no such program'))
  await assert.rejects(preparePackages([onRedis], failing), /no such program/)
  assert.equal(existsSync(failing.policyFile), false)
})

test('a missing package is left out with its cure, and ends the run in CI', async (t) => {
  for (const mayInstall of [true, false]) {
    const machine = machineOf(t, { mayInstall, shelf: [], installed: ['chromium', 'fonts-lohit-deva'] })
    assert.deepEqual(await preparePackages([onRedis, inBrowser], machine), { CHROMIUM: '/usr/bin/chromium' })
    assert.match(machine.said.at(-1), /^LEFT OUT: the tests that need redis-server\..*apt-get install redis-server\.$/)
    assert.equal(machine.calls.length, mayInstall ? 2 : 0)
    const inCi = machineOf(t, { mayInstall, env: { CI: 'true' } })
    await assert.rejects(preparePackages([onRedis], inCi), /redis-server is missing, and CI must run all tests/)
    assert.match(inCi.refusals[0], /apt-get install redis-server/)
  }
})

test('a missing font is installed alone, and without it the tests run and say so, also in CI', async (t) => {
  const machine = machineOf(t, { ...all, installed: ['chromium'] })
  assert.deepEqual(await preparePackages([inBrowser], machine), { CHROMIUM: '/usr/bin/chromium' })
  assert.match(machine.calls.at(-1).line, /no-install-recommends fonts-lohit-deva$/)
  assert.deepEqual(machine.said.slice(1), [])
  const without = machineOf(t, { installed: ['chromium'], mayInstall: false, env: { CI: 'true' } })
  assert.deepEqual(await preparePackages([inBrowser], without), { CHROMIUM: '/usr/bin/chromium' })
  assert.match(without.said[0], /^LEFT OUT: the letters of the language hi;.*: apt-get install fonts-lohit-deva\.$/)
})

test('a setting that names the browser is used, and a wrong one is refused', async (t) => {
  const env = { CHROMIUM: '/opt/chrome' }
  const machine = machineOf(t, { env, installed: ['/opt/chrome', 'fonts-lohit-deva'] })
  assert.deepEqual(await preparePackages([inBrowser], machine), {})
  assert.deepEqual(machine.calls, [])
  await assert.rejects(preparePackages([inBrowser], machineOf(t, { env })), /CHROMIUM names \/opt\/chrome/)
})

test('a program is a file that may be run, in any of the folders', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'sehat-path-'))
  t.after(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'tool'), '', { mode: 0o755 })
  writeFileSync(join(folder, 'text'), '', { mode: 0o644 })
  assert.equal(findProgram('tool', ['/nowhere', folder]), join(folder, 'tool'))
  assert.equal(findProgram('text', [folder]), undefined)
  assert.equal(findProgram('sehat-does-not-exist'), undefined)
})
