// Checks the names of files and folders: they must name the subject and never the kind.
import { type Finding, isTest, moduleOf, type Rule } from './source.ts'

const BUCKETS = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'manager', 'managers', 'misc'])

const FOLDERS_BY_KIND = new Set([
  'components',
  'constants',
  'controllers',
  'dtos',
  'entities',
  'handlers',
  'hooks',
  'interfaces',
  'middleware',
  'models',
  'repositories',
  'schemas',
  'services',
  'types',
])

/** Names for the files of an area. A folder of a module must not have such a name. */
const ROLES = new Set(['contract', 'events', 'jobs', 'routes', 'rules', 'store', 'steps'])

const AREA_FILES_MAX = 12

export const names: Rule = (files) => {
  const findings: Finding[] = []
  const folders = new Set<string>()
  for (const { path } of files) {
    const parts = path.split('/')
    const file = parts.pop() as string
    const message = faultOfFile(file)
    if (message) findings.push({ path, line: 1, message })
    for (let depth = 1; depth <= parts.length; depth++) folders.add(parts.slice(0, depth).join('/'))
  }
  for (const path of folders) {
    const message = faultOfFolder(path)
    if (message) findings.push({ path, line: 1, message })
  }
  return findings
}

function faultOfFile(file: string): string | undefined {
  const match = /^(.+?)(\.test)?\.(ts|tsx|mjs|js|css)$/.exec(file)
  if (!match) return undefined
  const stem = match[1] as string
  if (stem === 'index') return 'index is not a name: the door of a folder is contract.ts or module.ts'
  if (BUCKETS.has(stem.split('-').at(-1) as string)) return `"${stem}" says nothing: name the file after what it does`
  return undefined
}

function faultOfFolder(path: string): string | undefined {
  const folder = path.slice(path.lastIndexOf('/') + 1)
  if (moduleOf(path) && ROLES.has(folder)) {
    return `"${folder}" is a folder by kind: an area is named after its subject and holds its own ${folder}.ts`
  }
  if (folder === 'test' || folder === 'tests') {
    return 'tests stand beside the source as *.test.ts; the test runner would execute everything in this folder'
  }
  if (BUCKETS.has(folder)) return `"${folder}" says nothing: move each file to the module or platform part it serves`
  if (!FOLDERS_BY_KIND.has(folder)) return undefined
  return `"${folder}" is a folder by kind: what changes together lies together, in the module's folder`
}

export const modulesComplete: Rule = (files) => {
  const paths = new Set(files.map(({ path }) => path))
  const folders = new Set(files.flatMap(({ path }) => /^server\/src\/modules\/[^/]+(?=\/)/.exec(path) ?? []))
  return [...folders].flatMap((folder) =>
    ['README.md', 'module.ts']
      .filter((file) => !paths.has(`${folder}/${file}`))
      .map((file) => ({ path: folder, line: 1, message: `${file} is missing: each module has one` })),
  )
}

/** A module with many files must be divided into areas, so that each subject is in one folder. */
export const areasBySubject: Rule = (files) => {
  const counts = new Map<string, number>()
  for (const { path } of files) {
    const module = moduleOf(path)
    const folder = path.slice(0, path.lastIndexOf('/'))
    if (!module || folder !== `server/src/modules/${module}` || !path.endsWith('.ts') || isTest(path)) continue
    counts.set(folder, (counts.get(folder) ?? 0) + 1)
  }
  return [...counts].flatMap(([path, count]) => {
    if (count <= AREA_FILES_MAX) return []
    const message = `${count} source files in one folder, at most ${AREA_FILES_MAX}: give each subject its own folder`
    return [{ path, line: 1, message }]
  })
}
