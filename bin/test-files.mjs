// Lists the test files of the repository, all or those that a command names.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './install.mjs'

const folders = ['bench', 'bin', 'e2e', 'server/src', 'web/src']

/** The test files whose path contains one of the fragments; all test files when there are no fragments. */
export function listTestFiles(fragments = []) {
  return folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((file) => `${folder}/${file}`))
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /\.test\.(ts|mjs)$/.test(file))
    .filter((file) => fragments.length === 0 || fragments.some((one) => file.includes(one)))
}

/** Adds its text to each file, so that `packagesFor` can see what the file imports. */
export const readFiles = (paths) => paths.map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
