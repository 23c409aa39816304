// The way to a centre, as a link.
import type { Place } from './places.ts'

/**
 * The way to a centre, without a key and without a name: only the position leaves Sehat. Android opens the person's own
 * maps app. Other devices have no common app, so they open a map in the browser.
 */
export function wayTo({ latitude, longitude }: Place, agent: string = navigator.userAgent): string {
  const position = `${latitude},${longitude}`
  if (/Android/.test(agent)) return `geo:${position}?q=${position}`
  return `https://www.openstreetmap.org/directions?to=${encodeURIComponent(position)}`
}
