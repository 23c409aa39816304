// Tests the way to a centre: it names the position and nothing about a person or a centre.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Place } from './places.ts'
import { wayTo } from './way.ts'

const place = { name: 'Jayanagar Health Centre', address: '4th Block', latitude: 12.93, longitude: 77.58 } as Place

test('on Android the way opens the maps app, elsewhere a map in the browser', () => {
  assert.equal(wayTo(place, 'Mozilla/5.0 (Linux; Android 14)'), 'geo:12.93,77.58?q=12.93,77.58')
  assert.equal(wayTo(place, 'Mozilla/5.0 (iPhone)'), 'https://www.openstreetmap.org/directions?to=12.93%2C77.58')
})
