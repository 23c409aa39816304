// Checks that each command in a document exists, and that the lock file uses the public registry.
import path from 'node:path'
import type { Finding, Rule, SourceFile } from './source.ts'
import { findAll } from './source.ts'

const NPM = /\bnpm (?:run ([\w:.-]+)|(start|test)\b)(?:[^\n`]*?(?:-w|--workspace)[ =]([\w@/-]+))?/g
const SEHAT = /\bnpx sehat ([a-z][\w-]*)/g
const NODE = /(?:^|[\s`])node (?:--[\w=-]+ )*([\w./-]+\.(?:ts|mjs|js))\b/gm

interface Package {
  readonly name?: string
  readonly scripts?: Readonly<Record<string, string>>
}

export const commandsExist: Rule = (files) => {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const packages = files
    .filter((file) => path.posix.basename(file.path) === 'package.json')
    .map((file) => ({ folder: path.posix.dirname(file.path), ...(JSON.parse(file.text) as Package) }))
  const own = sehatCommands(files)
  const check = (file: SourceFile): Finding[] => [
    ...findAll(file, file.text, NPM, ([shown, script, short, workspace]) => {
      const wanted = (script ?? short) as string
      const found = packages.find(({ folder, name }) =>
        workspace ? [folder, name].includes(workspace) : folder === '.',
      )
      return found?.scripts?.[wanted]
        ? ''
        : `shows "${shown}", but no script has this name: correct it or add the script`
    }),
    ...findAll(file, file.text, SEHAT, ([shown, command]) => {
      return own.includes(command as string)
        ? ''
        : `shows "${shown}", but neither main.ts nor a module has such a command: ${own.join(', ')}`
    }),
    ...findAll(file, file.text, NODE, ([, script]) => {
      const beside = path.posix.join(path.posix.dirname(file.path), script as string)
      return byPath.has(script as string) || byPath.has(beside) ? '' : `runs ${script}, which does not exist`
    }),
  ]
  return files
    .filter((file) => file.path.endsWith('.md'))
    .flatMap(check)
    .filter(({ message }) => message !== '')
}

/** The names of the commands that main.ts, broker-commands.ts and the modules add to commander. */
function sehatCommands(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path: file }) => /^server\/src\/(main|broker-commands|modules\/[^/]+\/commands)\.ts$/.test(file))
    .flatMap(({ text }) => [...text.matchAll(/\.command\(\s*['"]([\w-]+)/g)].map((match) => match[1] as string))
}

/** The lock file must name no other registry, because everybody would then need that registry. */
export const publicRegistry: Rule = (files) =>
  files
    .filter((file) => path.posix.basename(file.path) === 'package-lock.json')
    .flatMap((file) =>
      findAll(file, file.text, /"resolved": "https?:\/\/(?!registry\.npmjs\.org\/)([^/"]+)/g, ([, host]) => {
        return `names the host ${host}: install with --omit-lockfile-registry-resolved`
      }).slice(0, 1),
    )
