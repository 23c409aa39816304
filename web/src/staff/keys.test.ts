// Tests the keys of the menu: two keys open one page, and no single key of the shell hides them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { staffRoutes } from './routes.ts'

test('each pair of keys opens one page, whatever somebody may open', () => {
  const taken = Map.groupBy(
    staffRoutes.filter(({ keys }) => keys !== undefined),
    ({ keys }) => keys,
  )
  const doubles = [...taken].filter(([, pages]) => pages.length > 1)
  assert.deepEqual(
    doubles.map(([keys, pages]) => [keys, ...pages.map(({ path }) => path)]),
    [],
  )
  assert.ok(taken.size > 8, 'the pages are found')
})

test('keys stand only at pages of the menu, because the menu listens for them', () => {
  const silent = staffRoutes.filter(({ keys, menu }) => keys !== undefined && menu === undefined)
  assert.deepEqual(
    silent.map(({ path }) => path),
    [],
  )
  for (const { keys } of staffRoutes) if (keys !== undefined) assert.match(keys, /^g [a-z]$/)
})
