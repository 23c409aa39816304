// Makes node_modules match package-lock.json and finds the pinned Node in it; works on Node 20 and later.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { basename, delimiter, dirname, join, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')

const lowestMajor = 20
const modules = join(root, 'node_modules')
const lockFile = join(root, 'package-lock.json')
const stampFile = join(modules, '.sehat-installed')
/** Where Node keeps what it compiled of our files. npm removes it with the packages. */
export const compileCache = join(modules, '.cache', 'compiled')
const windows = process.platform === 'win32'

/** The path of the Node that package-lock.json pins. It exists only after the installation. */
export const pinnedNode = windows ? join(modules, 'node', 'bin', 'node.exe') : join(modules, '.bin', 'node')

/** Ends the process with one line that says what is wrong and one line that says what to do. */
export function giveUp(problem, cure) {
  console.error(`\nSehat: ${problem}\n       ${cure}`)
  process.exit(1)
}

export function checkNodeVersion() {
  if (Number.parseInt(process.versions.node, 10) >= lowestMajor) return
  giveUp(
    `this is Node ${process.versions.node}, but Sehat needs at least Node ${lowestMajor} to begin.`,
    'Install a current Node from https://nodejs.org (Sehat then installs the exact version that it runs on).',
  )
}

/** Installs when node_modules is missing or belongs to another package-lock.json. */
export async function ensureInstalled() {
  if (!existsSync(lockFile)) giveUp('package-lock.json is missing.', 'Restore it: git checkout package-lock.json')
  const wanted = stampText()
  if (readIfThere(stampFile) === wanted && pinnedNodeVersion() !== undefined) return
  // Somebody may have run npm by hand: do not delete correct packages and fetch them again.
  if (!(installedMatchesLock() && pinnedNodeVersion() !== undefined)) await install()
  writeFileSync(stampFile, wanted)
}

async function install() {
  const startedAtMs = Date.now()
  console.log('Installing the packages that package-lock.json pins (once; about a minute) ...')
  const cache = usableCache()
  const { command, args, shell } = npm()
  const env = { ...process.env, ...cache.env, PATH: pathWithoutModules() }
  const options = ['ci', '--no-audit', '--no-fund', `--progress=${Boolean(process.stderr.isTTY)}`]
  const child = spawn(command, [...args, ...options], { cwd: root, env, shell, stdio: 'inherit' })
  const ticker = setInterval(() => {
    if (!process.stdout.isTTY) console.log(`  still installing (${Math.round((Date.now() - startedAtMs) / 1000)} s)`)
  }, 15_000)
  const failure = await new Promise((done) => {
    child.once('error', (error) => done(error.message))
    child.once('close', (code, signal) => done(code === 0 ? undefined : `npm ended with ${signal ?? code}`))
  })
  clearInterval(ticker)
  cache.remove()
  if (failure !== undefined) {
    giveUp(
      `the installation failed (${failure}); npm's own message is above.`,
      'Check the network (and npm config get registry), disk space and write access here, then run this again; ' +
        'if npm says that package-lock.json is not in sync, run npm install once.',
    )
  }
  if (pinnedNodeVersion() === undefined) {
    giveUp(
      'the pinned Node is missing after the installation: npm was told to skip the install scripts of packages.',
      'Run: npm ci --ignore-scripts=false   and then this command again.',
    )
  }
  console.log(`Installed in ${Math.round((Date.now() - startedAtMs) / 1000)} s.`)
}

function stampText() {
  const digest = createHash('sha256').update(readFileSync(lockFile)).digest('hex')
  // A folder that two systems share holds the binaries of only one of them.
  return `${digest} ${process.platform}-${process.arch}\n`
}

function installedMatchesLock() {
  const installed = packagesIn(join(modules, '.package-lock.json'))
  const locked = packagesIn(lockFile)
  if (installed === undefined || locked === undefined) return false
  return Object.entries(locked).every(([path, entry]) => {
    if (path === '') return true
    const found = installed[path]
    if (found === undefined) return entry.optional === true
    return found.version === entry.version && found.integrity === entry.integrity
  })
}

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return undefined
  }
}

function pinnedNodeVersion() {
  if (!existsSync(pinnedNode)) return undefined
  const answer = spawnSync(pinnedNode, ['--version'], { encoding: 'utf8' })
  return answer.status === 0 ? answer.stdout.trim() : undefined
}

/**
 * The npm that started us, or else the one on the PATH. It must run on a Node outside node_modules, because `npm ci`
 * deletes that folder and the pinned Node in it.
 */
function npm() {
  const script = process.env.npm_execpath ?? ''
  const node = process.env.npm_node_execpath ?? process.execPath
  if (basename(script) === 'npm-cli.js' && existsSync(script) && !node.startsWith(modules + sep)) {
    return { command: node, args: [script], shell: false }
  }
  return { command: windows ? 'npm.cmd' : 'npm', args: [], shell: windows }
}

function pathWithoutModules() {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.filter((folder) => !folder.startsWith(modules)).join(delimiter)
}

/** npm needs a cache folder that it can write to; a service account often has no home folder. */
function usableCache() {
  const usual = process.env.npm_config_cache ?? join(homedir(), '.npm')
  try {
    mkdirSync(usual, { recursive: true })
    accessSync(usual, constants.W_OK)
    return { env: {}, remove: () => {} }
  } catch {
    const folder = mkdtempSync(join(tmpdir(), 'sehat-npm-'))
    return { env: { npm_config_cache: folder }, remove: () => rmSync(folder, { recursive: true, force: true }) }
  }
}

function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}
