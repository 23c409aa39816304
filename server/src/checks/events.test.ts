// Checks that the name of each event begins with the module that owns it, and that the trail has words for it.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { modules } from '../modules.ts'
import type { EventType } from '../platform/contract.ts'

const MESSAGES = new URL('../../../web/src/i18n/messages/', import.meta.url)

async function findEvents(module: string): Promise<EventType[]> {
  const folder = new URL(`../modules/${module}/`, import.meta.url)
  // An area may have a contract of its own beside that of the module.
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /^([\w-]+\/)?contract\.ts$/.test(file),
  )
  const contracts: Record<string, unknown>[] = await Promise.all(
    files.map((file) => import(new URL(file, folder).href)),
  )
  return contracts.flatMap((contract) => Object.values(contract)).filter(isEvent)
}

test('the names of a module’s events begin with the module’s name', async () => {
  for (const { name } of modules) {
    const events = await findEvents(name)
    assert.ok(events.length > 0, `${name} declares no events`)
    for (const event of events) assert.ok(event.name.startsWith(`${name}.`), event.name)
  }
})

test('the page of changes has words for each event: in messages/{en,hi}/staff/events.json', async () => {
  const events = (await Promise.all(modules.map(({ name }) => findEvents(name)))).flat()
  for (const language of ['en', 'hi']) {
    const words = JSON.parse(readFileSync(new URL(`${language}/staff/events.json`, MESSAGES), 'utf8'))
    const silent = events.filter(({ name }) => {
      const [module = '', event = ''] = name.split('.')
      return typeof words[module]?.[event] !== 'string'
    })
    assert.deepEqual(
      silent.map(({ name }) => name),
      [],
      language,
    )
  }
})

const isEvent = (value: unknown): value is EventType =>
  typeof value === 'object' && value !== null && 'name' in value && 'subject' in value && 'body' in value
