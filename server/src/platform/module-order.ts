// Which modules run in a process, and the order in which they are opened: each comes after the modules that it uses.
import type { Config } from './config.ts'
import type { Module } from './module.ts'
import { StartError } from './start-error.ts'

/** The modules that run in this process, each after those that it uses. */
export function modulesHere(modules: readonly Module[], { apart }: Config): readonly Module[] {
  const names = new Set(modules.map(({ name }) => name))
  const unknown = (list: readonly string[] = []): string | undefined => list.find((name) => !names.has(name))
  const wrong =
    unknown(apart.modules) ?? unknown(Object.keys(apart.databaseUrls)) ?? unknown(Object.keys(apart.callsUrls))
  if (wrong !== undefined) throw new StartError(`${wrong} is no module of Sehat: they are ${[...names].join(', ')}`)
  return inOrderOfUse(modules).filter(({ name }) => apart.modules?.includes(name) ?? true)
}

/** Sorts modules so that each comes after the modules that it uses. Throws when they use each other in a circle. */
export function inOrderOfUse(modules: readonly Module[]): Module[] {
  const byName = new Map(modules.map((module) => [module.name, module]))
  const ordered: Module[] = []
  const visit = (module: Module, path: readonly string[]): void => {
    if (ordered.includes(module)) return
    if (path.includes(module.name))
      throw new Error(`Modules use each other in a circle: ${[...path, module.name].join(' -> ')}`)
    for (const name of module.uses) {
      const used = byName.get(name)
      if (used) visit(used, [...path, module.name])
    }
    ordered.push(module)
  }
  for (const module of modules) visit(module, [])
  return ordered
}
