// Manages the folder of an embedded PostgreSQL: its lock, its password, its data, and the leftovers of a crash.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  lchownSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive, occupantOf, type Programs, type Runner, startOf, stopServer } from './process.ts'

export type Progress = (message: string) => void

const maxLogBytes = 10 * 1024 * 1024

/** Takes the lock of the folder, so that only this process starts a server there. Returns a function that unlocks. */
export async function takeLock(folder: string): Promise<() => void> {
  const file = join(folder, 'lock')
  const mine = `${process.pid} ${startOf(process.pid)}\n`
  for (let attempt = 1; ; attempt++) {
    try {
      writeFileSync(file, mine, { flag: 'wx', mode: 0o600 })
      return () => {
        if (readIfThere(file) === mine) rmSync(file, { force: true })
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const text = readIfThere(file)
    refuseUsedFolder(folder, text)
    // The file is empty: another process may have made it and not yet written to it.
    if (text === '' && attempt < 5) await sleep(50)
    else rmSync(file, { force: true })
  }
}

function refuseUsedFolder(folder: string, lock: string | undefined): void {
  const pid = Number.parseInt(lock ?? '', 10)
  // Compare the start time too: the system may have given the process id to another process, as after a container
  // restart.
  if (!(pid > 0 && isAlive(pid) && lock === `${pid} ${startOf(pid)}\n`)) return
  const port = readIfThere(join(folder, 'port'))?.trim()
  throw new Error(
    `The PostgreSQL in ${folder} is already in use by process ${pid}${port ? ` (port ${port})` : ''}. ` +
      'Stop that process first, or set SEHAT_HOME to another folder to run a second, separate Sehat.',
  )
}

export function readOrMakePassword(folder: string, runner: Runner): string {
  const file = join(folder, 'password')
  const found = readIfThere(file)?.trim()
  if (found) return found
  if (existsSync(join(folder, 'data', 'PG_VERSION'))) {
    throw new Error(
      `The password of the PostgreSQL in ${folder} is lost: the file "password" is missing. ` +
        'Put it back from a backup, or delete the folder to begin with an empty database.',
    )
  }
  const password = randomBytes(24).toString('base64url')
  writeFileSync(file, `${password}\n`, { mode: 0o600 })
  if (runner.owner) chownSync(file, runner.owner.uid, runner.owner.gid)
  return password
}

/**
 * Makes the data folder when there is none. The folder gets its final name only when it is complete, so an interrupted
 * initdb leaves nothing that looks like data.
 */
export async function ensureData(
  folder: string,
  programs: Programs,
  runner: Runner,
  options: { sync: boolean; onProgress: Progress },
): Promise<void> {
  const data = join(folder, 'data')
  // 0o711 lets other users pass through the folder, but they cannot list it, and they cannot read the files inside.
  if (runner.needsOpenFolders) chmodSync(folder, 0o711)
  for (const name of readdirSync(folder)) {
    if (name.startsWith('data.new')) rmSync(join(folder, name), { recursive: true, force: true })
  }
  if (existsSync(join(data, 'PG_VERSION'))) {
    if (runner.owner && statSync(data).uid === 0) chownAll(data, runner.owner)
    return
  }
  setAside(data, options.onProgress)
  options.onProgress('Making the database (once) ...')
  const unfinished = join(folder, `data.new-${process.pid}`)
  mkdirSync(unfinished, { mode: 0o700 })
  if (runner.owner) chownSync(unfinished, runner.owner.uid, runner.owner.gid)
  // Outside Linux the C library may not know C.UTF-8. PostgreSQL's built-in C.UTF-8 sorts in the same way.
  const locale =
    process.platform === 'linux'
      ? ['--locale=C.UTF-8']
      : ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const login = ['-E', 'UTF8', '-U', 'sehat', '-A', 'scram-sha-256', `--pwfile=${join(folder, 'password')}`]
  const args = ['-D', unfinished, ...locale, ...login, ...(options.sync ? [] : ['--no-sync'])]
  const { code, output } = await run(runner, programs.initdb, args, folder)
  if (code !== 0) {
    throw new Error(
      `Sehat could not make the database in ${folder}: initdb ended with ${code}.\n${output.trim()}\n` +
        `Cure: free disk space, allow writing to this folder, or set SEHAT_HOME to another folder${
          runner.needsOpenFolders ? ' (as root without setpriv: one whose parents everybody may enter)' : ''
        }.`,
    )
  }
  renameSync(unfinished, data)
  if (options.sync) syncFolder(folder)
}

/**
 * Moves an incomplete data folder aside and never deletes it. Only complete data gets this name, so the folder once
 * held somebody's data and has lost its PG_VERSION.
 */
function setAside(data: string, onProgress: Progress): void {
  if (!existsSync(data)) return
  if (readdirSync(data).length === 0) {
    rmdirSync(data)
    return
  }
  const name = `${data}.incomplete-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`
  renameSync(data, name)
  onProgress(`The data folder was not complete (no PG_VERSION). It is kept as ${name}.`)
}

/** Gives the data to `owner`. Data that root copied here, as from a backup, belongs to root. PostgreSQL refuses it. */
function chownAll(data: string, owner: { uid: number; gid: number }): void {
  for (const name of readdirSync(data, { recursive: true, encoding: 'utf8' })) {
    lchownSync(join(data, name), owner.uid, owner.gid)
  }
  lchownSync(data, owner.uid, owner.gid)
}

async function run(runner: Runner, program: string, args: string[], cwd: string) {
  const wrapped = runner.wrap(program, args)
  const child = spawn(wrapped.command, wrapped.args, { ...wrapped.options, cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  child.stdout?.on('data', (chunk) => {
    output += chunk
  })
  child.stderr?.on('data', (chunk) => {
    output += chunk
  })
  const code = await new Promise<number | string | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (exitCode, signalName) => resolve(signalName ?? exitCode))
  })
  return { code, output }
}

/**
 * Stops the server that postmaster.pid names. The caller holds the folder's lock, so a live server is left over from a
 * Sehat that was killed. When another program uses the server, this function throws and does not stop it. Otherwise it
 * stops the server and does not reuse it: it may have other settings or older programs, nobody would notice its end,
 * and a clean stop takes well under a second.
 */
export async function clearLeftServer(
  folder: string,
  programs: Programs,
  onProgress: Progress,
  listUsers: (port: number) => Promise<string[]>,
): Promise<void> {
  const data = join(folder, 'data')
  const file = join(data, 'postmaster.pid')
  const lines = readIfThere(file)?.split('\n')
  const pid = Number.parseInt(lines?.[0] ?? '', 10)
  if (lines === undefined || !(pid > 0)) return
  const occupant = occupantOf(pid, data)
  if (occupant === 'our server') {
    const users = await untilUnused(() => listUsers(Number(lines[3])))
    if (users.length > 0) {
      throw new Error(
        `The PostgreSQL of ${folder} (process ${pid}) is in use by ${users.join(', ')}. Cure: stop those, ` +
          `or set SEHAT_HOME to another folder.`,
      )
    }
    onProgress(`Stopping the PostgreSQL that an earlier run left behind (process ${pid}) ...`)
    await stopServer(pid, data, programs)
  }
  if (occupant === 'another program') {
    // The system gave the process id to another program, and PostgreSQL would take that program for a live server. So
    // write our own id: PostgreSQL sees its parent there and knows that the file is stale. Do not delete the file. It
    // also holds the key with which PostgreSQL finds sub-processes of the dead server that still write to the data.
    writeFileSync(file, [String(process.pid), ...lines.slice(1)].join('\n'))
  }
}

const UNUSED_WITHIN_MS = 5_000

/** Waits until the sessions of a killed Sehat have ended. Gives the programs that are still connected after that. */
async function untilUnused(list: () => Promise<string[]>): Promise<string[]> {
  const giveUpAt = performance.now() + UNUSED_WITHIN_MS
  for (;;) {
    const users = await list()
    if (users.length === 0 || performance.now() > giveUpAt) return users
    await sleep(100)
  }
}

/** Whether the server with this process id says in its lock file that it accepts connections. */
export function saysReady(data: string, pid: number | undefined): boolean {
  const lines = readIfThere(join(data, 'postmaster.pid'))?.split('\n')
  return lines?.[0] === String(pid) && lines[7]?.trim() === 'ready'
}

/** Opens the log for appending. Empties it first when it is larger than 10 MB. */
export function openLog(folder: string): { file: string; descriptor: number } {
  const file = join(folder, 'postgres.log')
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > maxLogBytes) truncateSync(file)
  return { file, descriptor: openSync(file, 'a', 0o600) }
}

export function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(folder, 'r')
  fsyncSync(descriptor)
  closeSync(descriptor)
}
