// Installs the packages of Debian that the chosen tests need, with one command, if this process may install packages.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { handOver } from './handover.mjs'
import { giveUp } from './install.mjs'

const startsWith = (folder) => (file) => file.path.startsWith(folder)
const either = (one, other) => (file) => one(file) || other(file)
const calls = (name) => (file) => file.text.includes(`${name}(`)

/**
 * Every package of Debian that tests use: the program in it, or the language whose letters its font draws, and which
 * test files need it.
 */
const PACKAGES = [
  {
    name: 'chromium',
    program: 'chromium',
    setting: 'CHROMIUM',
    isNeededBy: either(startsWith('e2e/'), calls('browserPdf')),
  },
  { name: 'fonts-lohit-deva', language: 'hi', isNeededBy: either(startsWith('e2e/'), calls('browserPdf')) },
  { name: 'clamav-daemon', program: 'clamd', isNeededBy: calls('startClamd') },
  { name: 'redis-server', program: 'redis-server', isNeededBy: calls('startRedis') },
  { name: 'rabbitmq-server', program: 'rabbitmq-server', isNeededBy: calls('startRabbitMq') },
]

/** The packages that these test files need. A file has a path and its text. */
export const packagesFor = (files) => PACKAGES.filter(({ isNeededBy }) => files.some(isNeededBy))

/**
 * Makes the packages of these test files available. Gives the settings that name their programs, for the tests. If a
 * program is missing, the run leaves out its tests and says so; in CI the run ends here, because CI must run all tests.
 */
export async function preparePackages(files, machine = thisMachine) {
  const needed = packagesFor(files)
  const settings = needed.filter(({ setting }) => setting && machine.env[setting])
  for (const { setting } of settings) {
    const stated = machine.env[setting]
    if (!machine.isProgram(stated)) machine.giveUp(`${setting} names ${stated}, which is no program.`, cureOf(needed))
  }
  const missing = () => needed.filter((one) => !settings.includes(one) && !isThere(one, machine))
  if (missing().length > 0 && machine.mayInstall()) await install(missing(), machine)
  const gone = missing()
  tell(gone, machine)
  return Object.fromEntries(
    needed
      .filter((one) => one.setting && !settings.includes(one) && !gone.includes(one))
      .map(({ setting, program }) => [setting, machine.findProgram(program)]),
  )
}

const isThere = ({ program, language }, machine) =>
  language === undefined ? machine.findProgram(program) !== undefined : machine.hasFont(language)

/** Says what is left out. In CI a missing program ends the run. Without its font a test runs, but sees no letters. */
function tell(gone, machine) {
  const programs = gone.filter(({ program }) => program)
  const fonts = gone.filter(({ language }) => language)
  if (programs.length > 0) {
    const names = programs.map(({ name }) => name).join(', ')
    if (machine.env.CI === 'true') machine.giveUp(`${names} is missing, and CI must run all tests.`, cureOf(gone))
    machine.say(`LEFT OUT: the tests that need ${names}. ${cureOf(programs)}`)
  }
  for (const font of fonts) {
    machine.say(`LEFT OUT: the letters of the language ${font.language}; tests see boxes. ${cureOf([font])}`)
  }
}

const cureOf = (packages) => {
  const names = packages.map(({ name }) => name).join(' ')
  const ways = packages.flatMap(({ setting }) => (setting ? [`, or set ${setting} to the path of the program`] : []))
  return `As root, npm test installs it on Debian. Otherwise run: apt-get install ${names}${ways.join('')}.`
}

async function install(packages, machine) {
  const names = packages.map(({ name }) => name)
  machine.say(`Installing ${names.join(', ')} of Debian for the tests (once; about a minute) ...`)
  const code = await withoutStarts(machine, async () => {
    for (const args of [['update'], ['install', '--yes', '--no-install-recommends', ...names]]) {
      const ended = await machine.aptGet(['-qq', ...args])
      if (ended > 128) return ended
      if (ended !== 0) machine.say(`apt-get ${args[0]} failed (exit code ${ended}); its own message is above.`)
    }
    return 0
  })
  if (code > 128) machine.exit(code)
}

const POLICY = `#!/bin/sh
# Sehat wrote this file while it installs packages for its tests, so that no service starts. Remove it.
exit 101
`

/**
 * Debian starts each service that it installs. Our tests start their own, so this forbids it while `work` runs, in the
 * way that Debian provides (policy-rc.d). The rule of a machine that has one stays as it is.
 */
async function withoutStarts({ policyFile }, work) {
  // The rule of an earlier run stays behind when the run was killed.
  const isOurs = !existsSync(policyFile) || readFileSync(policyFile, 'utf8') === POLICY
  if (!isOurs) return work()
  writeFileSync(policyFile, POLICY, { mode: 0o755 })
  try {
    return await work()
  } finally {
    rmSync(policyFile, { force: true })
  }
}

// A user without the folders of system programs on the PATH has these programs too.
const SYSTEM_FOLDERS = ['/usr/bin', '/usr/sbin']

/** The path of a program on this machine. */
export function findProgram(name, folders = [...(process.env.PATH ?? '').split(delimiter), ...SYSTEM_FOLDERS]) {
  return folders.map((folder) => join(folder, name)).find(isProgram)
}

/** Whether this machine can draw the letters of a language. Only Linux may come without: all others bring fonts. */
function hasFont(language) {
  if (process.platform !== 'linux') return true
  const listed = spawnSync('fc-list', [`:lang=${language}`, 'family'], { encoding: 'utf8' })
  return listed.status === 0 && listed.stdout.trim() !== ''
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

const thisMachine = {
  env: process.env,
  policyFile: '/usr/sbin/policy-rc.d',
  findProgram,
  isProgram,
  hasFont,
  mayInstall: () => process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0,
  aptGet: (args) => handOver('apt-get', args, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }),
  say: (text) => console.log(text),
  exit: (code) => process.exit(code),
  giveUp,
}
