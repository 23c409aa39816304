// The port of PDFs: turns a page for printing into a PDF. Its adapter is a browser that is installed on this machine.
import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { noBrowser, Problem, unavailable } from '../problem.ts'

/** Gives the bytes of a PDF with the pages of this HTML. */
export type ToPdf = (html: string) => Promise<Buffer>

const FOLDERS = ['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/homebrew/bin', '/opt/google/chrome']
const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
const AT_ONCE_MAX = 2
const WAITING_MAX = 20
const TIMEOUT_MS = 20_000

/** `browser`: the path of a Chromium. Without it, the adapter looks where systems install one. */
export function browserPdf(browser: string | undefined, folders = FOLDERS): ToPdf {
  let found: string | undefined
  let running = 0
  const waiting: (() => void)[] = []
  const enter = async (): Promise<void> => {
    if (running < AT_ONCE_MAX) {
      running += 1
      return
    }
    if (waiting.length >= WAITING_MAX) throw new Problem(unavailable, { retryAfterSeconds: 5 })
    // Who leaves hands the place on, so `running` does not change.
    await new Promise<void>((resolve) => waiting.push(resolve))
  }
  const leave = (): void => {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
  return async (html) => {
    found ??= browser ?? findBrowser(folders)
    if (found === undefined) throw new Problem(noBrowser)
    await enter()
    try {
      return await print(found, html)
    } finally {
      leave()
    }
  }
}

function findBrowser(folders: readonly string[]): string | undefined {
  const paths = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)))
  return paths.find((file) => {
    try {
      accessSync(file, constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

// Only this process reads the folder, and it is gone afterwards: the page speaks of a patient.
async function print(browser: string, html: string): Promise<Buffer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sehat-pdf-'))
  try {
    const page = path.join(folder, 'page.html')
    const pdf = path.join(folder, 'page.pdf')
    await writeFile(page, html, { mode: 0o600 })
    await run(browser, [
      ...['--headless', '--disable-gpu', '--disable-extensions', '--no-first-run', '--disable-dev-shm-usage'],
      // The policy of the page lets it load and run nothing. The browser itself finds no way out either.
      ...['--proxy-server=127.0.0.1:9', '--disable-background-networking', '--disable-sync'],
      ...['--no-pdf-header-footer', `--user-data-dir=${path.join(folder, 'own')}`],
      // Chromium does not start as root with its sandbox.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...[`--print-to-pdf=${pdf}`, pathToFileURL(page).href],
    ])
    return await readFile(pdf)
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

function run(browser: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    // Its own group, so that no part of the browser outlives it.
    const child = spawn(browser, args, { stdio: 'ignore', detached: true })
    const timer = setTimeout(() => stop(child.pid), TIMEOUT_MS)
    child.once('error', (error) => {
      clearTimeout(timer)
      reject(error)
    })
    child.once('exit', (code, signal) => {
      clearTimeout(timer)
      if (code === 0) resolve()
      else reject(new Error(`the browser made no PDF: it ended with ${code ?? signal}`))
    })
  })
}

function stop(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It has just ended by itself.
  }
}
