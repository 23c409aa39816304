// Computes the places of points on a small flat map: north up, the same scale in both directions.

export interface Point {
  readonly latitude: number
  readonly longitude: number
}

export interface Placed {
  readonly x: number
  readonly y: number
}

export interface Projection {
  readonly place: (point: Point) => Placed
  /** A round number of kilometres, and its length on the map. */
  readonly scale: { readonly km: number; readonly length: number }
}

const KM_PER_DEGREE = 111.2
const SPAN_MIN_KM = 2
const SCALE_SHARE = 0.35

/** Fits all points into a map of this size with a margin. */
export function projectionOf(points: readonly Point[], width: number, height: number, margin: number): Projection {
  const latitudes = points.map(({ latitude }) => latitude)
  const longitudes = points.map(({ longitude }) => longitude)
  const middle = { latitude: middleOf(latitudes), longitude: middleOf(longitudes) }
  // Degrees of longitude are shorter away from the equator. Within a district one factor is exact enough for all
  // points.
  const kmPerLongitude = KM_PER_DEGREE * Math.cos((middle.latitude * Math.PI) / 180)
  const spanX = Math.max(SPAN_MIN_KM, spanOf(longitudes) * kmPerLongitude)
  const spanY = Math.max(SPAN_MIN_KM, spanOf(latitudes) * KM_PER_DEGREE)
  const perKm = Math.min((width - 2 * margin) / spanX, (height - 2 * margin) / spanY)
  const km = roundDown((width * SCALE_SHARE) / perKm)
  return {
    place: ({ latitude, longitude }) => ({
      x: width / 2 + (longitude - middle.longitude) * kmPerLongitude * perKm,
      y: height / 2 - (latitude - middle.latitude) * KM_PER_DEGREE * perKm,
    }),
    scale: { km, length: km * perKm },
  }
}

const middleOf = (values: readonly number[]): number => (Math.min(...values) + Math.max(...values)) / 2
const spanOf = (values: readonly number[]): number => Math.max(...values) - Math.min(...values)

/** The largest number of 1, 2, 5, 10, 20, 50, ... (or 0.5, 0.2, ...) that is not above a value. */
export function roundDown(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  const step = [5, 2, 1].find((each) => each * power <= value) ?? 1
  return step * power
}

export interface Cluster<Item> extends Placed {
  readonly items: readonly Item[]
}

/** Joins points that would cover each other into one. */
export function cluster<Item extends Placed>(items: readonly Item[], distance: number): Cluster<Item>[] {
  const clusters: { x: number; y: number; items: Item[] }[] = []
  for (const item of items) {
    const near = clusters.find(({ x, y }) => Math.hypot(x - item.x, y - item.y) < distance)
    if (near) near.items.push(item)
    else clusters.push({ x: item.x, y: item.y, items: [item] })
  }
  return clusters
}
