// Checks that the name of each event begins with the module that owns and publishes it.
import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { test } from 'node:test'
import { modules } from '../modules.ts'
import type { EventType } from '../platform/contract.ts'

test('the names of a module’s events begin with the module’s name', async () => {
  for (const { name } of modules) {
    const folder = new URL(`../modules/${name}/`, import.meta.url)
    // An area may have a contract of its own beside that of the module.
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /^(\w+\/)?contract\.ts$/.test(file),
    )
    const contracts: Record<string, unknown>[] = await Promise.all(
      files.map((file) => import(new URL(file, folder).href)),
    )
    const events = contracts.flatMap((contract) => Object.values(contract)).filter(isEvent)
    assert.ok(events.length > 0, `${name} declares no events`)
    for (const event of events) assert.ok(event.name.startsWith(`${name}.`), event.name)
  }
})

const isEvent = (value: unknown): value is EventType =>
  typeof value === 'object' && value !== null && 'name' in value && 'subject' in value && 'body' in value
