// Checks that the name of each event begins with the module that owns and publishes it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { modules } from '../modules.ts'
import type { EventType } from '../platform/contract.ts'

test('the names of a module’s events begin with the module’s name', async () => {
  for (const { name } of modules) {
    const contract: Record<string, unknown> = await import(`../modules/${name}/contract.ts`)
    const events = Object.values(contract).filter(isEvent)
    assert.ok(events.length > 0, `${name} declares no events`)
    for (const event of events) assert.ok(event.name.startsWith(`${name}.`), event.name)
  }
})

const isEvent = (value: unknown): value is EventType =>
  typeof value === 'object' && value !== null && 'name' in value && 'subject' in value && 'body' in value
