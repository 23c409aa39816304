// Finds the browser for the browser tests, and installs Debian's Chromium if this process may install packages.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { handOver } from './handover.mjs'
import { giveUp } from './install.mjs'

const usualPlace = '/usr/bin/chromium'
const cure = `Install Chromium (Debian: apt-get install chromium) or set CHROMIUM to its path.`

/** The path of Chromium; undefined when there is none and the run leaves out the browser tests. In CI the run fails. */
export async function findBrowser() {
  const stated = process.env.CHROMIUM
  if (stated) {
    if (existsSync(stated)) return stated
    giveUp(`CHROMIUM names ${stated}, which does not exist.`, cure)
  }
  if (existsSync(usualPlace)) return usualPlace
  if (mayInstall() && (await install())) return usualPlace
  if (process.env.CI === 'true') giveUp('there is no browser, and CI must run all tests.', cure)
  console.log(`SKIPPED: the browser tests, because there is no browser. ${cure}`)
  return undefined
}

const mayInstall = () => process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0

async function install() {
  console.log('Installing Debian’s chromium for the browser tests (once; about a minute) ...')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [['update'], ['install', '--yes', '--no-install-recommends', 'chromium']]) {
    const code = await handOver('apt-get', ['-qq', ...args], { env })
    if (code > 128) process.exit(code)
    if (code !== 0) console.error(`apt-get ${args[0]} failed (exit code ${code}); its own message is above.`)
  }
  return existsSync(usualPlace)
}
