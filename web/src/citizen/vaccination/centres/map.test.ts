// Tests of the small map: where the points are, how long a kilometre is, and which points become one.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cluster, projectionOf, roundDown } from './map.ts'

const inIndia = fc.record({
  latitude: fc.double({ min: 8, max: 36, noNaN: true }),
  longitude: fc.double({ min: 68, max: 97, noNaN: true }),
})

test('every point is within the margins, for any set of points', () => {
  fc.assert(
    fc.property(fc.array(inIndia, { minLength: 1, maxLength: 30 }), (points) => {
      const { place } = projectionOf(points, 640, 360, 40)
      for (const point of points) {
        const { x, y } = place(point)
        assert.ok(x >= 39 && x <= 601 && y >= 39 && y <= 321, `${x}, ${y}`)
      }
    }),
  )
})

test('north is up, east is right (in every language), and a kilometre is equally long in both directions', () => {
  const middle = { latitude: 28.6, longitude: 77.2 }
  const north = { latitude: 28.7, longitude: 77.2 }
  const east = { latitude: 28.6, longitude: 77.2 + 0.1 / Math.cos((28.65 * Math.PI) / 180) }
  const { place, scale } = projectionOf([middle, north, east], 640, 360, 40)
  const up = place(middle).y - place(north).y
  const right = place(east).x - place(middle).x
  assert.ok(up > 0 && right > 0)
  assert.ok(Math.abs(up - right) < 0.1)
  assert.ok(Math.abs(up / 11.12 - scale.length / scale.km) < 0.01)
})

test('the scale is a round number of kilometres', () => {
  const expected = { 0.3: 0.2, 0.9: 0.5, 1: 1, 4.9: 2, 7: 5, 130: 100 }
  for (const [value, round] of Object.entries(expected)) assert.ok(Math.abs(roundDown(Number(value)) - round) < 1e-9)
})

test('points that would cover each other become one, and none is lost', () => {
  const points = [
    { x: 10, y: 10 },
    { x: 12, y: 11 },
    { x: 100, y: 10 },
  ]
  const clusters = cluster(points, 20)
  assert.deepEqual(
    clusters.map(({ items }) => items.length),
    [2, 1],
  )
})
